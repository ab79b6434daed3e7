/** How a run is gone on with from a workflow. */
import { runAttemptUrl, type RunnerContext } from "../../github/context.ts";
import type { RunOutcome } from "../../durable/run/run.ts";
import { readable } from "../../report/progress/message.ts";
import { word } from "../../report/shell-word.ts";
import type { WaysOn } from "../../report/ways-on.ts";

export interface Ways {
  readonly key: string;
  /** Other workflow runs have the key, too. */
  readonly isShared: boolean;
  /** The run lies where the command line finds it. */
  readonly isKept: boolean;
  /** A schedule started the job, and the run had stopped: nobody asked that it goes on. */
  readonly isLeft: boolean;
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
export function wayOn(outcome: RunOutcome, { key, isShared, isKept, isLeft }: Ways): string {
  const again = isShared ? "re-run this job, or run the workflow again with this key" : "re-run the failed jobs";
  const command = isKept ? `, or holdfast resume ${word(key)} on this machine` : "";
  const alone = isLeft ? " A schedule leaves it as it is." : "";
  switch (outcome.status) {
    case "completed":
      return "";
    case "suspended": {
      const later = isShared
        ? "run the workflow again with this key (a schedule may), or re-run this job"
        : "re-run this job";
      return `To go on once that has come, ${later}${command}.`;
    }
    case "failed":
      return `To go on, ${again}${command}: what is done is replayed, and what failed runs again.${alone}`;
    case "paused":
      if (outcome.failure.kind === "interrupted")
        return wayAgain(outcome.causes, again, isKept ? key : undefined) + alone;
      return `Once you have looked at it, ${again}${command}: what is done is replayed.${alone}`;
    case "cancelled":
    case "interrupted":
      return `To go on all the same, ${again}${command}: what is done is replayed.${alone}`;
  }
}

/** Such steps run again only where they are named. */
function wayAgain(causes: readonly string[], again: string, keptKey: string | undefined): string {
  const steps = causes.map(readable);
  const quoted = steps.map((step) => JSON.stringify(step)).join(", ");
  const command =
    keptKey === undefined
      ? ""
      : `, or holdfast resume ${word(keptKey)} --again ${steps.map(word).join(" ")} on this machine`;
  return `Where it may happen again, give the input again its name (${quoted}) and ${again}${command}: what is done is replayed.`;
}
