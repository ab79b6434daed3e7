/** Whether what failed is tried again. */
import type { AttemptedRun } from "../github/attempted-runs.ts";
import type { FailedJob } from "./failed-job.ts";
import { replaces } from "./work.ts";

export interface Limits {
  /** Attempts of a run that fail one after the other, the first of them included. */
  readonly attempts: number;
  /** Re-runs of one branch within an hour. */
  readonly perBranch: number;
  /** Re-runs of the whole repository within an hour. */
  readonly perHour: number;
}

const hour = 3_600_000;

/**
 * Why the failed jobs of a run are not run again; undefined where they are, as far as the run itself tells. `attempts` are
 * those since it was last green, this one included.
 */
export function whyNotRerun(
  { attempt }: Pick<AttemptedRun, "attempt">,
  attempts: number,
  failed: readonly FailedJob[],
  limits: Pick<Limits, "attempts">,
): string | undefined {
  const lasting = failed.find(({ classification }) => classification.kind !== "transient");
  if (failed.length === 0) return "no job of it says why it failed";
  if (lasting !== undefined) return `nothing says that what ${lasting.name} failed of passes`;
  if (attempts < limits.attempts) return undefined;
  if (attempt === 1) return "it has failed in its only attempt";
  const which = attempts === attempt ? `all its ${attempt}` : `its last ${attempts}`;
  return `it has failed in ${which} attempts`;
}

/** Why a run is left to a newer one; undefined where there is none. `recent` are the runs of the repository. */
export function whyReplaced(run: AttemptedRun, recent: readonly AttemptedRun[]): string | undefined {
  return recent.some((other) => replaces(other, run))
    ? "a newer run of its workflow has begun on its branch"
    : undefined;
}

/** Those of the runs whose newest attempt is a further one, begun within the hour before `now`, in milliseconds since the epoch. */
export function rerunWithinHour(recent: readonly AttemptedRun[], now: number): AttemptedRun[] {
  return recent.filter(({ attempt, startedAt }) => attempt > 1 && startedAt > now - hour);
}

/**
 * Why one more re-run were one too many; undefined where it is not. `rerun` are the runs of the repository that were re-run
 * within the hour. Of each so many re-runs count as `known` says; where it does not, all: GitHub does not list when or why
 * the others began, and one too few is better than one too many.
 */
export function whyTooMany(
  run: AttemptedRun,
  rerun: readonly AttemptedRun[],
  { perBranch, perHour }: Limits,
  known: ReadonlyMap<number, number> = new Map(),
): string | undefined {
  const reruns = (runs: readonly AttemptedRun[]) =>
    runs.reduce((sum, { id, attempt }) => sum + (known.get(id) ?? attempt - 1), 0);
  if (reruns(rerun) >= perHour) return `${perHour} re-runs within an hour are as many as the repository may have`;
  const ofBranch = rerun.filter(({ branch, fork }) => branch === run.branch && fork === run.fork);
  if (reruns(ofBranch) >= perBranch) return `${perBranch} re-runs within an hour are as many as its branch may have`;
  return undefined;
}
