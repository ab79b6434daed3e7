/** What a run has come to in this process, as it is told at its end. */
import type { RunOutcome } from "../../durable/run/run.ts";
import type { RunView } from "../../report/run-view.ts";
import type { Counts } from "../../report/progress/tally.ts";
import { exitCodes } from "../exit-codes.ts";

export interface RunSummary {
  readonly key: string;
  readonly automation: string;
  readonly outcome: RunOutcome;
  readonly view: RunView;
  readonly counts: Counts;
  /** Milliseconds. */
  readonly took: number;
  /** Whether there was anything to do. */
  readonly hadEnded: boolean;
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
