/** What a run has come to, as it is told at its end and by `holdfast status`. */
import type { RunOutcome } from "../../durable/run/run.ts";
import type { LaneState } from "../../journal/fold.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Counts } from "../../report/progress/tally.ts";

export interface DeadLetterSummary {
  readonly path: string;
  readonly key: string;
  readonly attempts: number;
  readonly message: string;
}

export interface RunSummary {
  readonly key: string;
  readonly automation: string;
  readonly outcome: RunOutcome;
  readonly counts: Counts;
  readonly deadLetters: readonly DeadLetterSummary[];
  /** Paths of what waits for an answer. */
  readonly unanswered: readonly string[];
  /** Milliseconds. */
  readonly took: number;
  /** Whether there was anything to do. */
  readonly hadEnded: boolean;
}

export function deadLettersOf({ run }: Pick<LaneState, "run">): DeadLetterSummary[] {
  return [...run.deadLetters.values()].map(({ path, key, attempts, failure }) => {
    return { path, key, attempts, message: failure.message };
  });
}

/** `suspended` has an exit code of its own where that is asked for. */
export function exitCodeOf({ status }: RunOutcome, { tellsSuspended }: { tellsSuspended: boolean }): number {
  switch (status) {
    case "completed":
      return exitCodes.ok;
    case "suspended":
      return tellsSuspended ? exitCodes.suspended : exitCodes.ok;
    case "failed":
    case "cancelled":
      return exitCodes.failed;
    case "paused":
      return exitCodes.paused;
    case "interrupted":
      return exitCodes.interrupted;
  }
}
