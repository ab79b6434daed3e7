/** Why the job failed, as people are told. */
import { runAttemptUrl, type RunnerContext } from "../../github/context.ts";
import { failureInLane, type LaneFailure } from "../../notify/lane-failure.ts";
import { normalisedError } from "../../notify/normalised-error.ts";
import type { Reach } from "../../report/ways-on.ts";
import type { World } from "../../world.ts";
import type { Inputs, Steps } from "./inputs.ts";
import { lanesOfJobs, lanesOfThisJob, type RecordedLane } from "./journals.ts";
import type { NeededJobs } from "./outcome.ts";

/**
 * What is recorded of the failure, of this job or of those it needs; where nothing is, what the inputs say. An
 * error that is given says it better than either.
 */
export async function failureOf(
  world: World,
  context: RunnerContext,
  inputs: Inputs,
  needed: NeededJobs,
): Promise<LaneFailure> {
  const lanes = needed.failed.length === 0 ? lanesOfThisJob(world, context) : lanesOfJobs(world, context, needed);
  const found = (await recordedIn(lanes, context)) ?? toldBy(inputs, context, needed.failed);
  const given = inputs.error;
  if (given === undefined) return found;
  const reason = given.split(/[\r\n]+/).find((line) => /\S/.test(line)) ?? given;
  return {
    ...found,
    failure: { ...found.failure, reason: reason.trim(), output: given },
    cause: `${found.subject}: ${normalisedError(given)}`,
  };
}

/** Of several lanes, an automation's tells most. */
async function recordedIn(
  lanes: AsyncIterable<RecordedLane>,
  context: RunnerContext,
): Promise<LaneFailure | undefined> {
  let found: LaneFailure | undefined;
  for await (const { state, lastLinesOf } of lanes) {
    const failed = state.opened && failureInLane(state, reachOf(context, state.opened.key));
    if (failed === undefined || (found && failed.failure.automation === undefined)) continue;
    const output = failed.path === undefined ? undefined : await lastLinesOf(failed.path);
    found = { ...failed, failure: { ...failed.failure, ...(output !== undefined && { output }) } };
    if (found.failure.automation !== undefined) break;
  }
  return found;
}

function reachOf(context: RunnerContext, key: string): Reach {
  const rerunUrl = context.act ? undefined : runAttemptUrl(context);
  return { key, rerunUrl, isShared: key !== String(context.runId), isKept: false, isLeft: false };
}

/** What a workflow says of itself where nothing is recorded. */
function toldBy({ steps }: Inputs, context: RunnerContext, jobs: readonly string[]): LaneFailure {
  const [step, outputs] = failedStep(steps) ?? [];
  const named = jobs.length > 1 ? `jobs ${jobs.join(", ")}` : `job ${jobs[0] ?? context.job ?? ""}`.trim();
  const subject = step === undefined ? `${named} failed` : `step ${step} failed`;
  const [attempt, exitCode] = [outputs?.["attempts"], outputs?.["exit-code"]].map(wholeNumber);
  return {
    failure: {
      reason: exitCode === undefined ? subject : `exit code ${exitCode}`,
      ...(step !== undefined && { step }),
      ...(attempt !== undefined && { attempt }),
      ...(exitCode !== undefined && { exitCode }),
      undone: [],
      waysOn: [],
    },
    cause: exitCode === undefined ? subject : `${subject}: exit code ${exitCode}`,
    subject,
  };
}

function failedStep(steps: Steps = {}) {
  const found = Object.entries(steps).find(([, { conclusion }]) => conclusion === "failure");
  return found && ([found[0], found[1].outputs] as const);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
