/** Looks for what did not happen: `actions/watchdog`. */
import { join } from "node:path";
import { requireContext, runUrl, type Repository, type RunnerContext } from "../../github/context.ts";
import { failureOf, isDenial } from "../../github/failure.ts";
import { createOctokit, type Octokit } from "../../github/octokit.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { UserError } from "../../policy/user-error.ts";
import { look, type Looking, type Verdict } from "../../watchdog/look.ts";
import { requestsOf, type Requests } from "../../watchdog/requests.ts";
import type { World } from "../../world.ts";
import { tellerOfFindings } from "./incidents.ts";
import type { Inputs } from "./inputs.ts";
import { readInWorkspace, readOnGitHub } from "./read-workflow.ts";
import { sayVerdicts, setOutputs, writeSummary, type Seen } from "./report.ts";
import { lookAtWaitingRuns } from "./waiting.ts";

/** Looks once and tells what it found. Throws a {@link UserError} where what is asked for is not there or not allowed. */
export async function run(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  inputs: Inputs,
  signal: AbortSignal,
): Promise<void> {
  const now = world.clock.now();
  // What holds where this throws.
  runner.setOutput("healthy", "false");
  if (inputs.token === undefined) throw new UserError("input token is missing: the watchdog reads runs with it");
  const octokit = await createOctokit(world, context, { token: inputs.token, signal });
  const teller = await tellerOfFindings(world, runner, context, inputs, octokit);
  const repository = inputs.repository ?? requireContext(context, "repository").repository;
  const requests = requestsOf(inputs["max-requests"]);
  const scene: Scene = { octokit, repository, requests, now };
  const waiting = await lookAtWaitingRuns(world, runner, context, inputs, { ...scene, signal });
  const verdicts = await lookAtWorkflows(world, context, inputs, scene);
  const seen: Seen = { verdicts, waiting };
  setOutputs(runner, seen);
  sayVerdicts(runner, seen, inputs["fail-on-findings"]);
  await writeSummary(runner, seen, { now, urlOf: (runId) => runUrl(context, repository, runId) });
  await teller?.(seen, now);
}

interface Scene {
  readonly octokit: Octokit;
  /** The one to watch. */
  readonly repository: Repository;
  readonly requests: Requests;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

async function lookAtWorkflows(
  world: World,
  context: RunnerContext,
  inputs: Inputs,
  { octokit, repository, requests, now }: Scene,
): Promise<Verdict[]> {
  const { repository: own, workspace } = requireContext(context, "repository", "workspace");
  const isHere = isSame(repository, own) && (await world.files.list(join(workspace, ".github/workflows"))).length > 0;
  const looking: Looking = {
    octokit,
    repository,
    requests,
    asked: inputs.workflows,
    judgement: {
      now,
      allowance: { late: inputs["allowed-lateness"], dropped: inputs["allowed-drops"] },
      limits: {
        running: inputs["running-limit"],
        queued: inputs["queued-limit"],
        waiting: inputs["waiting-limit"],
        heartbeat: inputs["heartbeat-after"] || undefined,
      },
    },
    read: isHere ? readInWorkspace(world.files, workspace) : readOnGitHub(octokit, repository, requests),
    enable: inputs.enable,
  };
  try {
    return await look(looking);
  } catch (error) {
    if (!isDenial(error)) throw error;
    throw new UserError(failureOf(error, `the workflows of ${repository.owner}/${repository.name}`), { cause: error });
  }
}

function isSame(one: Repository, other: Repository): boolean {
  return `${one.owner}/${one.name}`.toLowerCase() === `${other.owner}/${other.name}`.toLowerCase();
}
