import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actConfiguration, hasDocker, hostPlatforms, usesHost } from "../../src/cli/act/platforms.ts";
import type { World } from "../../src/world.ts";
import { systemWorld } from "../../src/world/system.ts";

function machine(environment: World["environment"], files: Readonly<Record<string, string>> = {}): World {
  const world = systemWorld();
  const file = { kind: "file", size: 0, mode: 0o600, changedAt: 0, modifiedAt: 0 } as const;
  return {
    ...world,
    environment,
    processes: { ...world.processes, platform: "linux" },
    files: {
      ...world.files,
      status: async (path) => (path in files ? file : undefined),
      read: async (path) => (path in files ? Buffer.from(files[path]!) : undefined),
    },
  };
}

describe("Docker", () => {
  it.each([
    ["a variable", machine({ DOCKER_HOST: "tcp://there:2375" })],
    ["the daemon's socket", machine({}, { "/var/run/docker.sock": "" })],
    [
      "a socket in the home",
      machine({ HOME: "/home/me" }, { [join("/home/me", ".docker", "run", "docker.sock")]: "" }),
    ],
    ["Podman's socket", machine({ XDG_RUNTIME_DIR: "/run/me" }, { [join("/run/me", "podman", "podman.sock")]: "" })],
  ])("is known by %s", async (_, world) => {
    expect(await hasDocker(world)).toBe(true);
  });

  it("is absent where act would find none", async () => {
    expect(await hasDocker(machine({ HOME: "/home/me" }))).toBe(false);
  });
});

describe("the platforms", () => {
  it("of this machine stand in for Ubuntu everywhere, and for its own kind", () => {
    expect(hostPlatforms("linux")).toContain("ubuntu-latest=-self-hosted");
    expect(hostPlatforms("darwin")).toEqual(
      expect.arrayContaining(["macos-latest=-self-hosted", "ubuntu-latest=-self-hosted"]),
    );
    expect(hostPlatforms("win32")).toContain("windows-latest=-self-hosted");
    expect(hostPlatforms("linux")).not.toContain("windows-latest=-self-hosted");
  });

  it.each([
    [["ubuntu-latest=-self-hosted"], true],
    [["ubuntu-latest=node:24", "mine=-self-hosted"], true],
    [["ubuntu-latest=node:24"], false],
    [[], false],
  ])("%j run on this machine: %s", (platforms, expected) => {
    expect(usesHost(platforms)).toBe(expected);
  });

  it("are also read from act's configuration files, in act's order", async () => {
    const world = machine(
      { HOME: "/home/me" },
      {
        [join("/home/me", ".config", "act", "actrc")]: "-P a=1\n",
        [join("/home/me", ".actrc")]: "-P a=2\n",
        [join("/project", ".actrc")]: "-P a=3\n",
      },
    );
    expect(await actConfiguration(world, "/project")).toEqual(["-P", "a=1", "-P", "a=2", "-P", "a=3"]);
  });
});
