/** Where jobs run: in Docker, or on this machine as on a runner of one's own. */
import { join } from "node:path";
import type { World } from "../../world.ts";
import { configuredArguments } from "./arguments.ts";

const HOST = "-self-hosted";

const ubuntu = ["ubuntu-latest", "ubuntu-26.04", "ubuntu-24.04", "ubuntu-22.04", "ubuntu-slim"];

/** Labels of GitHub's own runners that this kind of machine stands in for. Most workflows ask for Ubuntu. */
const labels: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ["macos-latest", "macos-26", "macos-15", "macos-14", ...ubuntu],
  win32: ["windows-latest", "windows-2025", "windows-2022", ...ubuntu],
};

/** Whether a job of these platforms runs on this machine. */
export function usesHost(platforms: readonly string[]): boolean {
  return platforms.some((platform) => platform.endsWith(`=${HOST}`));
}

/** The arguments that make jobs run on this machine. */
export function hostPlatforms(platform: NodeJS.Platform): string[] {
  return (labels[platform] ?? ubuntu).flatMap((label) => ["-P", `${label}=${HOST}`]);
}

/** The arguments in act's configuration files, in the order in which act reads them. */
export async function actConfiguration({ environment, files, processes }: World, folder: string): Promise<string[]> {
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? "";
  const system =
    processes.platform === "win32"
      ? environment["LOCALAPPDATA"]
      : processes.platform === "darwin"
        ? join(home, "Library", "Application Support")
        : join(home, ".config");
  const configuration = environment["XDG_CONFIG_HOME"] ?? system ?? home;
  const paths = [join(configuration, "act", "actrc"), join(home, ".actrc"), join(folder, ".actrc")];
  const texts = await Promise.all(paths.map((path) => files.read(path)));
  return texts.flatMap((text) => configuredArguments(text?.toString() ?? ""));
}

/** Whether act would find a Docker (or Podman, or Colima): the places it looks in. */
export async function hasDocker({ environment, files }: World): Promise<boolean> {
  if (environment["DOCKER_HOST"]) return true;
  const home = environment["HOME"] ?? "";
  const runtime = environment["XDG_RUNTIME_DIR"] ?? "";
  const sockets = [
    "/var/run/docker.sock",
    "/run/podman/podman.sock",
    join(home, ".colima", "docker.sock"),
    join(runtime, "docker.sock"),
    join(runtime, "podman", "podman.sock"),
    String.raw`\\.\pipe\docker_engine`,
    join(home, ".docker", "run", "docker.sock"),
  ];
  const found = await Promise.all(sockets.map((path) => files.status(path)));
  return found.some((status) => status !== undefined);
}
