/** The index of waiting runs: every job that suspends adds to it, and a sweep reads who waits. */
import type { NotReached } from "../github/not-reached.ts";
import type { WaitingNote } from "./waiting-note.ts";
import type { WaitingRun } from "./waiting-run.ts";

export interface WaitingIndex {
  add(run: WaitingRun, note: WaitingNote): Promise<{ readonly kind: "added" } | NotReached>;
  /** Of one lane, or all. */
  list(lane?: string): Promise<{ readonly kind: "listed"; readonly runs: readonly WaitingRun[] } | NotReached>;
  /** Undefined where it cannot be had. */
  noteOf(run: WaitingRun): Promise<WaitingNote | undefined>;
  /** One that is gone already counts as removed. */
  remove(run: WaitingRun): Promise<{ readonly kind: "removed" } | NotReached>;
}

/** Where it is kept: `branches` where a server takes no refs but its own, `auto` in refs where the job may. */
export const indexKinds = ["auto", "refs", "branches", "cache"] as const;
