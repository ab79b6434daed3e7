/** How a run is gone on with from a workflow. */
import { runAttemptUrl, type RunnerContext } from "../../github/context.ts";
import type { RunOutcome } from "../../durable/run/run.ts";
import { word } from "../../report/shell-word.ts";
import type { WaysOn } from "../../report/ways-on.ts";

export interface Ways {
  readonly key: string;
  /** Other workflow runs have the key, too. */
  readonly isShared: boolean;
  /** The run lies where the command line finds it. */
  readonly isKept: boolean;
}

/** For the job's summary. */
export function waysOn(context: RunnerContext, { key, isKept }: Ways): WaysOn {
  // Under act the page is nobody's.
  const rerunUrl = context.act ? undefined : runAttemptUrl(context)?.replace(/\/attempts\/\d+$/, "");
  const argument = word(key);
  return {
    ...(rerunUrl !== undefined && { rerunUrl }),
    ...(isKept && {
      commands: {
        resume: `holdfast resume ${argument}`,
        redrive: `holdfast redrive ${argument}`,
        answer: `holdfast approve ${argument}`,
      },
    }),
  };
}

/** For an annotation: a sentence; empty where nothing is to be done. */
export function wayOn(status: RunOutcome["status"], { key, isShared, isKept }: Ways): string {
  const again = isShared ? "re-run this job, or run the workflow again with this key" : "re-run the failed jobs";
  const command = isKept ? `, or holdfast resume ${word(key)} on this machine` : "";
  switch (status) {
    case "completed":
      return "";
    case "suspended": {
      const later = isShared
        ? "run the workflow again with this key (a schedule may), or re-run this job"
        : "re-run this job";
      return `To go on once that has come, ${later}${command}.`;
    }
    case "failed":
      return `To go on, ${again}${command}: what is done is replayed, and what failed runs again.`;
    case "paused":
      return `Once you have looked at it, ${again}${command}: what is done is replayed.`;
    case "cancelled":
    case "interrupted":
      return `To go on all the same, ${again}${command}: what is done is replayed.`;
  }
}
