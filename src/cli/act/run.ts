/** `holdfast act`: the user's act, with a GitHub around it. */
import { resolve } from "node:path";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { jobEnvironment } from "../job-environment.ts";
import { servicesFolder, withServices } from "../local-services.ts";
import { localRepository } from "../repository.ts";
import { beginActAttempt, beginActRun, endRun } from "../run-ledger.ts";
import { folderOf, type StateOption } from "../state-option.ts";
import { readActArguments, type ActArguments } from "./arguments.ts";
import { pathWithNode } from "./node.ts";
import { actConfiguration, hasDocker, hostPlatforms, usesHost } from "./platforms.ts";
import { runToEnd } from "./process.ts";
import { findAct } from "./program.ts";
import { refsOf } from "./refs.ts";

export interface ActOptions {
  readonly state: StateOption;
  readonly repository?: string | undefined;
  /** The act to run; else the one on PATH. */
  readonly act?: string | undefined;
  readonly hostMode?: boolean | undefined;
  /** Runs another attempt of the run with this id, or of the last one. */
  readonly rerun?: { readonly id: number | undefined } | undefined;
  /** Gives workflows a token that only the emulator takes. */
  readonly localToken?: boolean | undefined;
  readonly advertise?: string | undefined;
}

/** Runs act and gives its exit code, or 128 and the number of the signal that ended it. Throws a UserError. */
export async function runAct(
  world: World,
  invocation: Invocation,
  options: ActOptions,
  args: readonly string[],
): Promise<number> {
  const here = invocation.folder;
  const act = await findAct(world, options.act, here);
  const asked = readActArguments([...(await actConfiguration(world, here)), ...args]);
  if (asked.isQuery) return (await runToEnd(world, invocation, act, args)).code;

  const onHost = await runsOnHost(world, options, asked);
  // Who named platforms in a file of act's means them, unless told otherwise here.
  const platforms =
    onHost && (options.hostMode || asked.platforms.length === 0) ? hostPlatforms(world.processes.platform) : [];
  const path = onHost ? await pathWithNode(world, invocation.node) : undefined;
  const local = await localRepository(world, resolve(here, asked.directory), {
    repository: options.repository ?? asked.environment["GITHUB_REPOSITORY"],
    remote: asked.remote,
    defaultBranch: asked.defaultBranch,
  });
  const refs = await refsOf(world, asked, local, here);
  const folder = folderOf(options.state, here, () => servicesFolder(world, local));

  return withServices(world, local, { folder }, async (services) => {
    const { emulator } = services;
    const place = { ...services, clock: world.clock };
    const workflowPath = asked.workflows ?? ".github/workflows";
    const run = options.rerun
      ? beginActAttempt(place, options.rerun.id)
      : beginActRun(place, { workflowPath, event: asked.event ?? "push", ref: refs.ref, sha: local.sha });
    await emulator.state.saved();
    say(world, `run ${run.id}, attempt ${run.attempt}, of ${local.owner}/${local.name}; services at ${emulator.url}`);
    if (asked.artifactServer) {
      say(world, "act's artifact server takes the place of the one here: leave out --artifact-server-path");
    }
    const environment = jobEnvironment(emulator, world.environment, { run, refs, advertise: options.advertise });
    const added = [...platforms, ...serviceArguments(environment, asked, options)];
    const { code, stopped } = await runToEnd(world, invocation, act, [...added, ...args], path);
    endRun(place, run, code === 0 ? "success" : stopped ? "cancelled" : "failure");
    if (code !== 0) say(world, `run ${run.id} did not succeed: \`holdfast act --rerun\` does what is not done yet`);
    return code;
  });
}

/** Act asks where jobs are to run when nobody said, and where there is no Docker it could only fail. */
async function runsOnHost(world: World, { hostMode }: ActOptions, { platforms }: ActArguments): Promise<boolean> {
  if (hostMode || usesHost(platforms)) return true;
  return platforms.length === 0 && !(await hasDocker(world));
}

/** The ref is told by act, and the token by nobody, as on GitHub: a workflow has to hand it to its steps. */
const untold = new Set(["GITHUB_REF", "GITHUB_TOKEN"]);

function serviceArguments(
  environment: Readonly<Record<string, string>>,
  asked: ActArguments,
  { localToken }: ActOptions,
): string[] {
  const variables = Object.entries(environment).filter(([name]) => !untold.has(name) && !(name in asked.environment));
  return [
    "--no-cache-server",
    ...variables.flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    ...(localToken ? ["--secret", `GITHUB_TOKEN=${environment["GITHUB_TOKEN"]}`] : []),
  ];
}

function say({ output }: World, text: string): void {
  output.writeError(`holdfast: ${text}\n`);
}
