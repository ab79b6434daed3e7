/** What is to be done with runs that wait. */
import type { AttemptedRun } from "../github/attempted-runs.ts";
import type { JobExecution } from "../github/job-executions.ts";
import type { Standing } from "./standing.ts";
import type { WaitingRun } from "./waiting-run.ts";

export type Judgement =
  /** Its job runs again; `job` undefined: with all others of its run. */
  | { readonly kind: "resume"; readonly job: JobExecution | undefined }
  | { readonly kind: "leave"; readonly why: string }
  /** It went on already: its wait is over. */
  | { readonly kind: "gone-on" }
  /** GitHub runs it again no more. */
  | { readonly kind: "out-of-reach"; readonly why: string };

/** A wait and what became of its job. */
export interface Wait {
  readonly waiting: WaitingRun;
  readonly standing: Standing;
}

/** GitHub's bounds of re-runs: https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs */
export const longestReach = 30 * 86_400_000;
const mostReruns = 50;

/** Whether it has ended, and has dead letters that a person is to look at. */
export function isForPersonAlone({ waitsFor }: Pick<WaitingRun, "waitsFor">): boolean {
  return waitsFor.size === 1 && waitsFor.has("dead-letters");
}

/** Whether it has something to do: its time has come, or its answer is there. Dead letters come with a person. */
export function isDue({ until, waitsFor, lane }: WaitingRun, answered: ReadonlySet<string>, now: number): boolean {
  if (isForPersonAlone({ waitsFor })) return false;
  return answered.has(lane) || (until !== undefined && until <= now);
}

/**
 * Those of whose lane a later one waits: their lane went on from them. What a cache says counts for what the same branch's
 * cache keeps, and for no more.
 */
export function superseded(waits: readonly WaitingRun[]): WaitingRun[] {
  const lanes = Map.groupBy(waits, ({ lane }) => lane);
  return waits.filter((wait) => lanes.get(wait.lane)!.some((other) => speaksFor(other, wait) && isLater(other, wait)));
}

function speaksFor({ cachedOn }: WaitingRun, other: WaitingRun): boolean {
  return cachedOn === undefined || cachedOn === other.cachedOn;
}

function isLater(one: WaitingRun, other: WaitingRun): boolean {
  const isNext = one.runId === other.runId && one.attempt !== other.attempt;
  return isNext ? one.attempt > other.attempt : one.since > other.since;
}

/**
 * Judges waits of one workflow run that are due, in their order; `executions` are all of its jobs'. A run is undefined where
 * GitHub knows it no more, and `now` is in milliseconds since the epoch. One job of a run runs again at a time, for the run
 * is then in progress; all at once where no other job would run with them.
 */
export function judge(
  waits: readonly Wait[],
  run: AttemptedRun | undefined,
  executions: readonly JobExecution[],
  now: number,
): Map<WaitingRun, Judgement> {
  const judged = new Map(waits.map((wait) => [wait.waiting, judgeAlone(wait, run, now)]));
  const resumed = [...judged].flatMap(([waiting, one]) => (one.kind === "resume" ? [{ waiting, job: one.job }] : []));
  const isWhole = resumed.length > 1 && areAll(new Set(resumed.map(({ job }) => job?.name)), executions);
  for (const [index, { waiting }] of resumed.entries()) {
    if (isWhole) judged.set(waiting, { kind: "resume", job: undefined });
    else if (index > 0) judged.set(waiting, { kind: "leave", why: "another job of its workflow run goes on first" });
  }
  return judged;
}

function judgeAlone({ waiting, standing }: Wait, run: AttemptedRun | undefined, now: number): Judgement {
  if (run === undefined) return { kind: "out-of-reach", why: "GitHub knows its workflow run no more" };
  if (!isOwn(waiting, run)) return { kind: "leave", why: `${waiting.cachedOn} may not tell of runs of other branches` };
  if (standing.kind === "started-again") return { kind: "gone-on" };
  if (run.fork !== undefined && run.event !== "pull_request_target") {
    return { kind: "leave", why: "it runs what a fork wrote, which a person has run again" };
  }
  if (run.status !== "completed") return { kind: "leave", why: "its workflow run is in progress" };
  if (now - run.createdAt > longestReach) {
    return { kind: "out-of-reach", why: "its workflow run is older than the 30 days within which GitHub re-runs one" };
  }
  if (run.attempt > mostReruns) return { kind: "out-of-reach", why: "GitHub has re-run its workflow run 50 times" };
  if (standing.kind === "skipped") {
    return {
      kind: "out-of-reach",
      why: "its job was skipped when it was to run again, by its `if` or for what it needs",
    };
  }
  if (standing.kind === "unknown") {
    const why =
      "nothing tells which of its jobs it is: for runs that are yet to begin, name the job in the input `lane` of actions/run";
    return { kind: "out-of-reach", why };
  }
  return { kind: "resume", job: standing.kind === "waiting" ? standing.job : undefined };
}

/** Whether a cache that keeps the wait is that of the run's own branch or tag. */
function isOwn({ cachedOn }: WaitingRun, { branch }: AttemptedRun): boolean {
  return cachedOn === undefined || cachedOn === `refs/heads/${branch}` || cachedOn === `refs/tags/${branch}`;
}

/** Whether a run has no jobs but those of these names, and such as were skipped. */
function areAll(names: ReadonlySet<string | undefined>, executions: readonly JobExecution[]): boolean {
  return executions.every(({ name, conclusion }) => names.has(name) || conclusion === "skipped");
}
