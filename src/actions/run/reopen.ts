/** What of a run that had stopped is run anew when it is started again. */
import type { RunOptions } from "../../durable/run/run.ts";
import type { RunLane } from "../../durable/lane/run-lane.ts";
import type { LaneState } from "../../journal/fold.ts";
import { UserError } from "../../policy/user-error.ts";
import { readable } from "../../report/progress/message.ts";

/**
 * What failed is; of dead letters, those that are asked for: `all` or their keys. What waits for a person (paused, or
 * cancelled) goes on where one asked for it, not on a schedule. Throws a {@link UserError} on a dead letter that is none.
 */
export async function reopen(
  { journal }: RunLane,
  asked: readonly string[],
  isScheduled: boolean,
): Promise<Pick<RunOptions, "reopen">> {
  const { run } = journal.state;
  const letters = chosen(journal.state, asked);
  if (letters.length === 0) {
    const waitsForPerson = run.status === "paused" || run.status === "cancelled";
    return waitsForPerson && isScheduled ? {} : { reopen: "causes" };
  }
  if (run.ended) return { reopen: [...new Set([...run.ended.causes, ...letters])] };
  await journal.append({ type: "run-resumed", reopened: letters });
  return {};
}

function chosen({ run }: LaneState, asked: readonly string[]): string[] {
  const letters = [...run.deadLetters.values()];
  if (asked.length === 1 && asked[0] === "all") return letters.map(({ path }) => path);
  return asked.map((name) => {
    const letter = letters.find(({ key, path }) => key === name || path === name || readable(path) === name);
    if (letter) return letter.path;
    const known = letters.map(({ key }) => key).slice(0, 20);
    throw new UserError(
      `input redrive names ${JSON.stringify(name)}, which is no dead letter of the run; ` +
        (known.length === 0 ? "it has none: leave the input out" : `write all, or of these: ${known.join(", ")}`),
    );
  });
}
