import type { AttemptedRun } from "../github/attempted-runs.ts";
import { hasFailed } from "../github/workflow-runs.ts";
import { replaces } from "./work.ts";

/** Runs that are thought of at all: those before them were among the newest in an earlier sweep. */
const mostMissed = 200;

/** Milliseconds within which who is started by the run's end looks after it. */
const settling = 30 * 60_000;

export interface Sweep {
  /** Names of workflows. */
  readonly workflows: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether a green run has done its work; one that waits has not. */
  readonly isOver: (run: AttemptedRun) => Promise<boolean>;
}

/**
 * Of these runs, those that failed a while ago and whose work no newer success has done: GitHub may have started nobody to
 * look after them. The oldest first. Throws what `isOver` throws.
 */
export async function missedRuns(
  runs: readonly AttemptedRun[],
  { workflows, now, isOver }: Sweep,
): Promise<readonly AttemptedRun[]> {
  const failed = runs
    .filter(({ workflow }) => workflows.includes(workflow))
    .filter((run) => run.status === "completed" && hasFailed(run) && run.updatedAt <= now - settling)
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .slice(-mostMissed);
  const asked = new Map<number, Promise<boolean>>();
  const missed: AttemptedRun[] = [];
  for (const run of failed) {
    if (!(await isMadeGood(run))) missed.push(run);
  }
  return missed;

  async function isMadeGood(run: AttemptedRun): Promise<boolean> {
    for (const other of runs) {
      if (other.conclusion === "success" && replaces(other, run) && (await isOverOnce(other))) return true;
    }
    return false;
  }

  function isOverOnce(run: AttemptedRun): Promise<boolean> {
    const answer = asked.get(run.id) ?? isOver(run);
    asked.set(run.id, answer);
    return answer;
  }
}
