import type { RunnerContext } from "../../../github/context.ts";
import type { LaneState } from "../../../journal/fold.ts";
import type { GithubAround } from "./around.ts";
import type { Waiting } from "./waiting.ts";

/** Gives what a job does for a run that waits, loaded where it waits or has waited: most never do. */
export function lateWaiting(
  github: GithubAround | undefined,
  { attempt = 1 }: Pick<RunnerContext, "attempt">,
): (state: LaneState) => Promise<Waiting | undefined> {
  let opened: Waiting | undefined;
  return async ({ run }) => {
    const hasWaited = run.suspended !== undefined || run.callbacks.size > 0 || run.deadLetters.size > 0;
    // Nothing is recorded, and an attempt went before: it may have been lost while the run waited.
    const mayBeLost = run.started === undefined && attempt > 1;
    if (github && (hasWaited || mayBeLost)) opened ??= (await import("./waiting.ts")).waitingOn(github);
    return opened;
  };
}
