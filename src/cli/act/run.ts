/** `holdfast act`: the user's act, with a GitHub around it. */
import { resolve } from "node:path";
import { constants } from "node:os";
import type { World } from "../../world.ts";
import { jobEnvironment } from "../job-environment.ts";
import { servicesFolder, withServices } from "../local-services.ts";
import { localRepository } from "../repository.ts";
import { beginAttempt, beginRun, endRun } from "../run-ledger.ts";
import { folderOf, type StateOption } from "../state-option.ts";
import { readActArguments } from "./arguments.ts";
import { pathWithNode } from "./node.ts";
import { actConfiguration, hasDocker, hostPlatforms, usesHost } from "./platforms.ts";
import { findAct } from "./program.ts";
import { refsOf } from "./refs.ts";

export interface ActOptions {
  readonly state: StateOption;
  readonly repository?: string | undefined;
  readonly act?: string | undefined;
  readonly hostMode: boolean;
  /** Runs another attempt of the run with this id, or of the last one. */
  readonly rerun?: { readonly id: number | undefined } | undefined;
  readonly localToken: boolean;
  readonly advertise?: string | undefined;
  /** The Node that runs this. */
  readonly ownNode: string;
  /** Whether a terminal tells act of Ctrl-C itself. */
  readonly hasTerminal: boolean;
}

/** Runs act and gives its exit code, or 128 and the number of the signal that ended it. Throws a UserError. */
export async function runAct(world: World, options: ActOptions, args: readonly string[]): Promise<number> {
  const here = resolve(".");
  const act = await findAct(world, options.act, here);
  const asked = readActArguments([...(await actConfiguration(world, here)), ...args]);
  if (asked.isQuery) return (await start(world, options, act, args, {})).code;

  const onHost =
    options.hostMode || usesHost(asked.platforms) || (asked.platforms.length === 0 && !(await hasDocker(world)));
  const platforms = onHost && !usesHost(asked.platforms) ? hostPlatforms(world.processes.platform) : [];
  const path = onHost ? { PATH: await pathWithNode(world, options.ownNode) } : {};

  const local = await localRepository(world, resolve(here, asked.directory), {
    repository: options.repository ?? asked.environment["GITHUB_REPOSITORY"],
    remote: asked.remote,
    defaultBranch: asked.defaultBranch,
  });
  const refs = await refsOf(world, asked, local, here);
  const say = (text: string) => world.output.writeError(`holdfast: ${text}\n`);
  const folder = folderOf(options.state, () => servicesFolder(world, local));

  return withServices(world, local, { folder }, async (services) => {
    const { emulator } = services;
    const place = { ...services, clock: world.clock };
    const run = options.rerun
      ? beginAttempt(place, options.rerun.id)
      : beginRun(place, {
          workflowPath: asked.workflows ?? ".github/workflows",
          event: asked.event ?? "push",
          ref: refs.ref,
          sha: local.sha,
        });
    await emulator.state.saved();
    say(`run ${run.id}, attempt ${run.attempt}, of ${local.owner}/${local.name}; services at ${emulator.url}`);
    if (asked.artifactServer) {
      say("act's own artifact server takes the place of the emulator's: leave out --artifact-server-path");
    }
    // The ref is told by act, and the token by nobody, as on GitHub: a workflow has to hand it to its steps.
    const {
      GITHUB_REF: _,
      GITHUB_TOKEN: token,
      ...environment
    } = jobEnvironment(emulator, world.environment, {
      run,
      refs,
      advertise: options.advertise,
    });
    const ended = await start(
      world,
      options,
      act,
      [
        ...platforms,
        "--no-cache-server",
        ...Object.entries({ ...environment, ...asked.environment }).flatMap(([name, value]) => [
          "--env",
          `${name}=${value}`,
        ]),
        ...(options.localToken ? ["--secret", `GITHUB_TOKEN=${token}`] : []),
        ...args,
      ],
      path,
    );
    endRun(place, run, ended.code === 0 ? "success" : ended.stopped ? "cancelled" : "failure");
    if (ended.code !== 0) say(`run ${run.id} did not succeed: \`holdfast act --rerun\` does what is not done yet`);
    return ended.code;
  });
}

async function start(
  { environment, processes }: World,
  { hasTerminal }: ActOptions,
  act: string,
  args: readonly string[],
  changes: Readonly<Record<string, string>>,
): Promise<{ code: number; stopped: boolean }> {
  let stopped = false;
  const child = processes.spawn(act, args, { stdio: "inherit", env: { ...environment, ...changes } });
  const stopListening = processes.onStopRequest((signal) => {
    stopped = true;
    // A second SIGINT ends act without its post steps, and a terminal has sent the first.
    if (signal !== "SIGINT" || !hasTerminal) child.kill(signal);
  });
  try {
    const code = await new Promise<number>((resolveCode, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode, signal) =>
        resolveCode(exitCode ?? 128 + (signal ? constants.signals[signal] : 0)),
      );
    });
    return { code, stopped };
  } finally {
    stopListening();
  }
}
