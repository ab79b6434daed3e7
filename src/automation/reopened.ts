import type { RunOptions } from "../durable/run/run.ts";
import type { RunLane } from "../durable/lane/run-lane.ts";
import { isInterrupted } from "../journal/fold-run.ts";

type Reopen = Pick<RunOptions, "reopen">;

/**
 * Has these paths run anew, and with them what the run failed or paused at. A step that nobody knows the effect of is
 * among them only where it is asked for.
 */
export async function reopened(lane: Pick<RunLane, "journal">, asked: readonly string[]): Promise<Reopen> {
  const { run, steps } = lane.journal.state;
  const causes = run.ended?.causes ?? [];
  const known = causes.filter((path) => !isInterrupted(steps.get(path)));
  return reopenedAlone(lane, [...new Set([...known, ...asked])]);
}

/** Has these paths run anew and nothing else. */
export async function reopenedAlone({ journal }: Pick<RunLane, "journal">, paths: readonly string[]): Promise<Reopen> {
  if (journal.state.run.ended) return { reopen: paths };
  // It has not ended, so nothing but this reopens what it gave up.
  await journal.append({ type: "run-resumed", reopened: [...paths] });
  return {};
}
