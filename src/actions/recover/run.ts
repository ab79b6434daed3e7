/** Has runs that failed of what passes run again, and tells people of the others: `actions/recover`. */
import { artifactService } from "../../github/artifact.ts";
import { readRun, type AttemptedRun } from "../../github/attempted-runs.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import { failureOf, isDenial } from "../../github/failure.ts";
import { createOctokit } from "../../github/octokit.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { UserError } from "../../policy/user-error.ts";
import { missedRuns } from "../../recovery/missed.ts";
import { whyUnfinished } from "../../recovery/unfinished.ts";
import type { World } from "../../world.ts";
import { openLedger } from "../incident/ledger.ts";
import { openTeller } from "../incident/teller.ts";
import { guardFor } from "../lane/guard.ts";
import { jobFolder } from "../lane/open.ts";
import type { Inputs } from "./inputs.ts";
import { recover, type Decision, type Recovering } from "./recover.ts";
import { recentRuns } from "./rerun.ts";

/** Milliseconds: a run that failed longer ago is nobody's to run again. */
const swept = 24 * 3_600_000;

/** Runs at once that something is done about: each takes dozens of requests. The others are found an hour later. */
const mostHandled = 20;

/** Throws a {@link UserError} where inputs make no sense together or the token may not do what is asked. */
export async function run(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  inputs: Inputs,
  signal: AbortSignal,
): Promise<void> {
  // What holds where this throws.
  runner.setOutput("decisions", "{}");
  const { repository } = requireContext(context, "repository");
  const { token } = inputs;
  if (token === undefined) throw new UserError("input token is missing: runs are read and run again with it");
  const octokit = await createOctokit(world, context, { token });
  const guard = guardFor(world.environment, inputs);
  const redact = (text: string) => guard([]).redact(text);
  const teller = await openTeller(world, runner, context, inputs, redact);
  const recovering: Recovering = {
    octokit,
    repository,
    service: artifactService(world, context, token),
    scratch: jobFolder(context),
    limits: {
      attempts: inputs["run-attempts"],
      perBranch: inputs["reruns-per-branch"],
      perHour: inputs["reruns-per-hour"],
    },
    delay: inputs["rerun-delay"],
    signal,
    // The teller says itself where it may not keep what it told.
    ledger: openLedger(world, inputs, { repository, octokit, onDenied: () => undefined }),
    redact,
    tell: (key, outcome) => teller.tell(key, outcome),
  };
  await world.files.makeFolder(recovering.scratch);

  const decisions: Record<string, Decision["kind"]> = {};
  let handled = 0;
  for (const found of await runsToLookAfter(world, recovering, inputs)) {
    const decision = await recover(world, recovering, inputs, found);
    decisions[found.id] = decision.kind;
    if (decision.kind !== "left") handled += 1;
    runner.setOutput("decisions", JSON.stringify(decisions));
    const { workflow, attempt } = found;
    runner.info(
      redact(`Run ${found.id} of ${workflow}, attempt ${attempt}: ${inWords[decision.kind]}: ${decision.why}.`),
    );
    if (handled === mostHandled) break;
  }
}

const inWords: Readonly<Record<Decision["kind"], string>> = {
  rerun: "its failed jobs run again",
  told: "people are told",
  left: "nothing is to be done",
};

async function runsToLookAfter(world: World, recovering: Recovering, inputs: Inputs): Promise<readonly AttemptedRun[]> {
  const { octokit, repository } = recovering;
  const { "run-id": runId, sweep = [] } = inputs;
  const now = world.clock.now();
  try {
    if (runId !== undefined) return [await readRun(octokit, repository, runId)];
    const isOver = async (green: AttemptedRun) => (await whyUnfinished(world, recovering, green)) === undefined;
    return await missedRuns(await recentRuns(octokit, repository, now - swept), { workflows: sweep, now, isOver });
  } catch (error) {
    if (!isDenial(error)) throw error;
    throw new UserError(failureOf(error, runId === undefined ? "the runs of the day" : `run ${runId}`), {
      cause: error,
    });
  }
}
