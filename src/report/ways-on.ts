/** How a person has a run go on. What that does is the same everywhere; how it is reached depends on where the run is. */
import { code, link, type Markdown } from "../github/markdown.ts";
import type { RecordedFailure } from "../journal/event-parts.ts";
import { redriveCommand, resumeCommand } from "./commands.ts";
import { readable } from "./path-text.ts";
import type { ShownStatus } from "./run-view.ts";

/** How a run stands or ended. */
export interface Standing {
  readonly status: ShownStatus;
  readonly failure?: RecordedFailure;
  readonly causes?: readonly string[];
}

export interface WayOn {
  /** Steps, as people read them, that run again only where they are named. */
  readonly again: readonly string[];
  /** What comes of it. */
  readonly effect: string;
}

/** Undefined where there is nothing to do. */
export function wayOn({ status, failure, causes = [] }: Standing): WayOn | undefined {
  if (status === "paused" && failure?.kind === "interrupted") {
    return { again: causes.map(readable), effect: "what is done is replayed, and that runs again" };
  }
  const effect = effects[status];
  return effect === undefined ? undefined : { again: [], effect };
}

const effects: Readonly<Partial<Record<ShownStatus, string>>> = {
  interrupted: "what is recorded is replayed, and the rest runs",
  failed: "what is done is replayed, and what failed runs again",
  paused: "what is done is replayed, and what it paused at runs again",
  suspended: "what has come is taken in, and the rest runs",
  cancelled: "what is done is replayed, and the rest runs",
};

/** What redriving dead letters does. */
export const redriveEffect = "tries them anew, and nothing else";

/** How a run is reached from a job, and from the command line where that finds it. */
export interface Reach {
  readonly key: string;
  /** The page of the workflow run, where jobs are re-run. */
  readonly rerunUrl?: string | undefined;
  /** Other workflow runs have the key, too. */
  readonly isShared: boolean;
  /** The command line of this machine finds the run. */
  readonly isKept: boolean;
  /** A schedule started the job, and the run had stopped: nobody asked that it goes on. */
  readonly isLeft: boolean;
  /** It is where `actions/resume` finds what waits. */
  readonly isIndexed?: boolean;
  /** Pages on which is answered what steps wait for, by the paths of these. */
  readonly answeredAt?: ReadonlyMap<string, string>;
}

/** How what is told looks where it is read. */
interface Markup {
  readonly strong: (text: string) => string;
  readonly command: (text: string) => string;
  /** A name or a value. */
  readonly name: (text: string) => string;
  readonly page: (url: string | undefined) => string;
}

/** For annotations and logs, beside which the page is. */
export const plainly: Markup = { strong: same, command: same, name: (text) => JSON.stringify(text), page: () => "" };

/** For job summaries. */
export const inMarkdown: Markup = {
  strong: (text): Markdown => `**${text}**`,
  command: code,
  name: code,
  page: (url): Markdown => (url === undefined ? "" : ` ${link("on the page of this workflow run", url)}`),
};

function same(text: string): string {
  return text;
}

/** How the run goes on, in sentences; empty where there is nothing to do. */
export function wayOnInWords(standing: Standing, reach: Reach, markup: Markup): string {
  const way = wayOn(standing);
  if (!way) return "";
  const { status } = standing;
  const { again, effect } = way;
  const { strong, command, name } = markup;
  const steps = again.map(name).join(", ");
  const input = again.length === 0 ? "" : `give the input again its name (${steps}) and `;
  const ways = [
    input + rerun(status, reach, markup),
    ...(reach.isKept ? [`run ${command(resumeCommand(reach.key, again))} on this machine`] : []),
  ];
  const lead =
    again.length > 0
      ? `${strong("To go on")}, look whether the effect of ${steps} happened. Where it may happen again, `
      : `${strong(leads[status] ?? "To go on")}, `;
  const left = reach.isLeft ? " A schedule leaves it as it is." : "";
  return `${lead}${ways.join(", or ")}: ${effect}.${left}`;
}

const leads: Readonly<Partial<Record<ShownStatus, string>>> = {
  paused: "Once you have looked at it",
  cancelled: "To go on all the same",
};

function rerun(status: ShownStatus, { isShared, isIndexed, rerunUrl }: Reach, { page, command }: Markup): string {
  // A job whose run is suspended is green.
  if (status === "suspended") {
    const again = `re-run this job${page(rerunUrl)}`;
    if (isIndexed) return `${again}, as ${command("actions/resume")} does once it is due`;
    return isShared ? `run the workflow again with this key (a schedule may), or ${again}` : again;
  }
  return isShared
    ? `re-run this job${page(rerunUrl)}, or run the workflow again with this key`
    : `re-run the failed jobs${page(rerunUrl)}`;
}

/** How dead letters are redriven, in sentences. */
export function redriveInWords({ key, isKept }: Reach, { command }: Markup): string {
  const here = isKept ? `, as ${command(redriveCommand(key))} does on this machine` : "";
  return `The items are kept with their errors. The input redrive ${redriveEffect}${here}.`;
}
