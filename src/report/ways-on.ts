/** How a person has a run go on. */
import { code, link, type Markdown } from "../github/markdown.ts";
import type { RunStatus } from "../journal/fold-run.ts";

/** What there is to click and to type; a run may have both. */
export interface WaysOn {
  /** The page of the workflow run, where jobs are re-run. */
  readonly rerunUrl?: string;
  /** Commands just as they are to be typed. */
  readonly commands?: {
    readonly resume: string;
    readonly redrive: string;
    /** Answers a callback that is waited for. */
    readonly answer: string;
  };
}

/** What a person can do about a run of this status, each way a sentence; empty where there is nothing to do. */
export function waysInWords(status: RunStatus, key: string, ways: WaysOn): Markdown {
  const what = effects[status];
  if (what === undefined) return "";
  const { rerunUrl, commands } = ways;
  const sentences = [
    ...(rerunUrl === undefined ? [] : [`${clicks[status]} ${link("on the page of this workflow run", rerunUrl)}`]),
    ...(commands === undefined ? [] : [`run ${code(commands.resume)}`]),
    ...(rerunUrl === undefined && commands === undefined ? [`start it again with the key ${code(key)}`] : []),
  ];
  return `\n**To go on**, ${sentences.join(", or ")}: ${what}.\n`;
}

export function redriveInWords({ commands, rerunUrl }: WaysOn): Markdown {
  if (commands) return `Redrive them with ${code(commands.redrive)}: they alone run again.`;
  if (rerunUrl !== undefined) return "They are kept with the run until they are redriven: they alone run again.";
  return "They are kept with the run until they are redriven.";
}

const clicks: Readonly<Record<RunStatus, Markdown>> = {
  running: "re-run the failed jobs",
  failed: "re-run the failed jobs",
  paused: "re-run the jobs",
  suspended: "re-run the jobs",
  cancelled: "re-run the jobs",
  completed: "",
};

const effects: Readonly<Partial<Record<RunStatus, string>>> = {
  running: "what is recorded is replayed, and the rest runs",
  failed: "what is done is replayed, and what failed runs again with all its attempts",
  paused: "what is done is replayed, and what it paused at runs again with all its attempts",
  suspended: "it goes on where what it waits for has come, and else waits on; a scheduled resume does the same",
  cancelled: "what is done is replayed, and the rest runs",
};
