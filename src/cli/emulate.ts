/** `holdfast emulate`: a local GitHub until it is told to stop. */
import type { World } from "../world.ts";
import type { Invocation } from "./invocation.ts";
import { jobEnvironment } from "./job-environment.ts";
import { servicesFolder, withServices } from "./local-services.ts";
import { localRepository } from "./repository.ts";
import { beginRun, endRun } from "./run-ledger.ts";
import { folderOf, type StateOption } from "./state-option.ts";

export interface EmulateOptions {
  readonly host: string;
  readonly port: number;
  readonly state: StateOption;
  readonly repository?: string | undefined;
  readonly advertise?: string | undefined;
  /** How it says where it is: to people, to a shell, or to a program. */
  readonly say: "text" | "exports" | "json";
}

/** Resolves when it was asked to stop and all that was answered for is saved. Throws a UserError. */
export async function emulate(world: World, { folder: here }: Invocation, options: EmulateOptions): Promise<void> {
  const { clock, output, processes } = world;
  const local = await localRepository(world, here, { repository: options.repository });
  const folder = folderOf(options.state, here, () => servicesFolder(world, local));
  const stopped = new Promise<void>((stop) => {
    processes.onStopRequest(() => stop());
  });
  if (!isLoopback(options.host)) {
    output.writeError(
      `holdfast: whoever reaches ${options.host} can write caches that your jobs unpack and run: only do this on a network of your own\n`,
    );
  }
  await withServices(world, local, { folder, host: options.host, port: options.port }, async (services) => {
    const { emulator } = services;
    const place = { ...services, clock };
    const { ref, sha, defaultBranch } = local;
    const run = beginRun(place, { workflowPath: ".github/workflows/local.yml", event: "workflow_dispatch", ref, sha });
    await emulator.state.saved();
    const refs = { ref, defaultRef: `refs/heads/${defaultBranch}` };
    const environment = jobEnvironment(emulator, world.environment, { run, refs, advertise: options.advertise });
    output.write(announcement(options.say, emulator.url, folder, environment));
    await stopped;
    endRun(place, run, "success");
  });
}

function announcement(
  say: EmulateOptions["say"],
  url: string,
  folder: string | undefined,
  environment: Readonly<Record<string, string>>,
): string {
  switch (say) {
    case "json":
      return `${JSON.stringify({ url, state: folder ?? null, environment })}\n`;
    case "exports":
      return Object.entries(environment)
        .map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`)
        .join("");
    case "text":
      return `A local GitHub is at ${url}, with its state in ${folder ?? "memory"}. Ctrl-C ends it.\n`;
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host.startsWith("127.");
}
