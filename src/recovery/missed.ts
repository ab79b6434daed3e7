import type { AttemptedRun } from "../github/attempted-runs.ts";
import { hasFailed } from "../github/workflow-runs.ts";

/** Runs at once: each takes dozens of requests. The others are found an hour later. */
const mostMissed = 20;

/** Milliseconds within which who is started by the run's end looks after it. */
const settling = 30 * 60_000;

/**
 * Of these runs, those that failed a while before `now`, in milliseconds since the epoch, and that no newer success of
 * their workflow on their branch has made good: GitHub may have started nobody to look after them. The oldest first.
 */
export function missedRuns(
  runs: readonly AttemptedRun[],
  workflows: readonly string[],
  now: number,
): readonly AttemptedRun[] {
  const isMadeGood = (run: AttemptedRun) =>
    runs.some(
      (other) =>
        other.conclusion === "success" &&
        other.workflowId === run.workflowId &&
        other.branch === run.branch &&
        other.fork === run.fork &&
        other.number > run.number,
    );
  return runs
    .filter(({ workflow }) => workflows.includes(workflow))
    .filter((run) => run.status === "completed" && hasFailed(run) && run.updatedAt <= now - settling)
    .filter((run) => !isMadeGood(run))
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .slice(0, mostMissed);
}
