import { statusOf } from "./failure.ts";
import type { Clock } from "../world.ts";

/** A write to GitHub whose answer was lost, and that could not be found again. */
export class LostAnswer extends Error {
  override readonly name = "LostAnswer";
}

const mostAttempts = 3;
const pause = 2_000;

/**
 * Writes once: before each attempt it is looked whether an earlier one, by whomever, was made. Throws a
 * {@link LostAnswer} where that stays unknown, and what `write` throws where it was refused.
 */
export async function writeOnce<T>(
  clock: Clock,
  write: () => Promise<T>,
  find: () => Promise<T | undefined>,
  signal: AbortSignal,
): Promise<T> {
  let lost: unknown;
  try {
    for (let attempt = 1; ; attempt++) {
      const found = await find();
      if (found !== undefined) return found;
      if (attempt > mostAttempts) break;
      try {
        return await write();
      } catch (error) {
        if (!isLost(error)) throw error;
        lost = error;
      }
      await clock.sleep(pause * attempt, signal);
    }
  } catch (error) {
    // What is refused now says nothing of the attempt before.
    if (lost === undefined) throw error;
  }
  throw new LostAnswer(lost instanceof Error ? lost.message : String(lost));
}

/** The server failed, or the connection did: Octokit has 500 for it. */
function isLost(error: unknown): boolean {
  return (statusOf(error) ?? 500) >= 500;
}
