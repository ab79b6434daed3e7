import type { RunOptions } from "../durable/run/run.ts";
import type { RunLane } from "../durable/lane/run-lane.ts";

/**
 * Has these paths run anew, and with them what the run failed or paused at. A step that nobody knows the effect of is
 * among them only where it is asked for.
 */
export async function reopened(
  { journal }: Pick<RunLane, "journal">,
  asked: readonly string[],
): Promise<Pick<RunOptions, "reopen">> {
  const { run, steps } = journal.state;
  if (run.ended) {
    const known = run.ended.causes.filter((path) => {
      const step = steps.get(path);
      return step?.status !== "started" || step.semantics !== "at-most-once";
    });
    return { reopen: [...new Set([...known, ...asked])] };
  }
  // It has not ended, so nothing but this reopens what it gave up.
  await journal.append({ type: "run-resumed", reopened: [...asked] });
  return {};
}
