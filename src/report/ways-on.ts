/** How a person has a run go on. */
import { code, link, type Markdown } from "../github/markdown.ts";
import type { RunState, RunStatus } from "../journal/fold-run.ts";
import { readable } from "./progress/message.ts";
import { word } from "./shell-word.ts";

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

/** What a person can do about a run that stands so, each way a sentence; empty where there is nothing to do. */
export function waysInWords({ status, ended }: RunState, key: string, ways: WaysOn): Markdown {
  if (status === "paused" && ended?.failure?.kind === "interrupted") return againInWords(ended.causes, key, ways);
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

/** Of steps that run again only where they are named. */
function againInWords(causes: readonly string[], key: string, { rerunUrl, commands }: WaysOn): Markdown {
  const steps = causes.map(readable);
  const input = `with the input ${code(`again: ${steps.join(", ")}`)}`;
  const sentences = [
    ...(rerunUrl === undefined
      ? []
      : [`${clicks.paused} ${link("on the page of this workflow run", rerunUrl)} ${input}`]),
    ...(commands === undefined ? [] : [`run ${code(`${commands.resume} --again ${steps.map(word).join(" ")}`)}`]),
    ...(rerunUrl === undefined && commands === undefined ? [`start it again with the key ${code(key)}, ${input}`] : []),
  ];
  const look = `look whether the effect of ${steps.map((step) => code(step)).join(", ")} happened`;
  return `\n**To go on**, ${look}. Where it may happen again, ${sentences.join(", or ")}: what is done is replayed, and that runs again.\n`;
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
