/** Whether what failed is tried again. */
import type { AttemptedRun } from "../github/attempted-runs.ts";
import type { FailedJob } from "./failed-job.ts";
import { replaces } from "./work.ts";

export interface Limits {
  /** Attempts of a run, its first one included. */
  readonly attempts: number;
  /** Re-runs of one branch within an hour. */
  readonly perBranch: number;
  /** Re-runs of the whole repository within an hour. */
  readonly perHour: number;
}

const hour = 3_600_000;

/** Why the failed jobs of a run are not run again; undefined where they are, as far as the run itself tells. */
export function whyNotRerun(
  { attempt }: Pick<AttemptedRun, "attempt">,
  failed: readonly FailedJob[],
  { attempts }: Limits,
): string | undefined {
  const lasting = failed.find(({ classification }) => classification.kind !== "transient");
  if (failed.length === 0) return "no job of it says why it failed";
  if (lasting !== undefined) return `nothing says that what ${lasting.name} failed of passes`;
  if (attempt >= attempts)
    return `it has failed in ${attempt === 1 ? "its only attempt" : `all its ${attempt} attempts`}`;
  return undefined;
}

/**
 * Why the run is not run again as things stand; undefined where it is. `recent` are the runs of the repository, from
 * well before the hour before `now`, in milliseconds since the epoch. Of a run that was re-run within the hour all re-runs
 * count, for it does not say when the others began: rather one too few than one too many.
 */
export function whyNotNow(
  run: AttemptedRun,
  recent: readonly AttemptedRun[],
  { perBranch, perHour }: Limits,
  now: number,
): string | undefined {
  const isSameBranch = (other: AttemptedRun) => other.branch === run.branch && other.fork === run.fork;
  if (recent.some((other) => replaces(other, run))) {
    return "a newer run of its workflow has begun on its branch";
  }
  const rerun = recent.filter(({ attempt, startedAt }) => attempt > 1 && startedAt > now - hour);
  if (rerunsOf(rerun) >= perHour) return `${perHour} re-runs within an hour are as many as the repository may have`;
  if (rerunsOf(rerun.filter(isSameBranch)) >= perBranch) {
    return `${perBranch} re-runs within an hour are as many as its branch may have`;
  }
  return undefined;
}

function rerunsOf(runs: readonly AttemptedRun[]): number {
  return runs.reduce((sum, { attempt }) => sum + attempt - 1, 0);
}
