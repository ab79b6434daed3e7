/** The Markdown of a job's summary that tells of a run: outcome first. */
import { code, details, link, table, text, type Markdown } from "../github/markdown.ts";
import { SUMMARY_LIMIT } from "../github/summary.ts";
import type { LaneState } from "../journal/fold.ts";
import { formatDuration } from "../policy/duration.ts";
import type { Graph } from "./graph.ts";
import { shorten } from "./label.ts";
import { mermaidOf } from "./mermaid.ts";
import { countsInWords, countStates, deadLettersInWords, eachOperation, type Operation } from "./operation.ts";
import { timeInWords } from "./time-text.ts";
import { failedItems, failureInWords, mostRows, operationTable, pathInWords } from "./operation-table.ts";
import { answerCommand } from "./commands.ts";
import { answeredBy, readable } from "./path-text.ts";
import type { RunView, ShownStatus } from "./run-view.ts";
import { inMarkdown, redriveInWords, wayOnInWords, type Reach } from "./ways-on.ts";

export interface RunReport {
  readonly lane: LaneState;
  /** What `viewOf` tells of the lane. */
  readonly view: RunView;
  readonly graph: Graph;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly reach: Reach;
}

/** Room for the rest of what a step writes into its summary. */
const limit = SUMMARY_LIMIT - 64 * 1024;

/** How a run went, in Markdown of less than {@link SUMMARY_LIMIT} bytes. What has no room is named where it would stand. */
export function runSummary(report: RunReport): Markdown {
  const { view, graph } = report;
  const { operations } = view;
  const maps = [...eachOperation(operations)].filter(({ kind }) => kind === "map");
  const sections: readonly Section[] = [
    ["outcome", headline(report)],
    ["reason", reason(report)],
    ["way to go on", waysOn(report)],
    ["list of what it waits for", waiting(report)],
    ["list of dead letters", deadLetters(report)],
    ["diagram", diagram(graph)],
    ["table of operations", operationTable(operations)],
    ["list of failed items", failedItems(maps, 3 * mostRows)],
  ];
  return fitting(sections);
}

type Section = readonly [title: string, markdown: Markdown];

function fitting(sections: readonly Section[]): Markdown {
  let room = limit;
  const kept = sections.map(([title, markdown]) => {
    const bytes = Buffer.byteLength(markdown);
    if (bytes > room) return `\n> The ${title} is left out: it would be larger than a summary may be.\n`;
    room -= bytes;
    return markdown;
  });
  return `${kept.join("")}\n`;
}

const outcomes: Readonly<Record<ShownStatus, string>> = {
  completed: "✅ %s completed",
  failed: "❌ %s failed",
  suspended: "⏳ %s was suspended",
  paused: "⏸️ %s paused for a person",
  cancelled: "🛑 %s was cancelled",
  interrupted: "⚠️ %s was interrupted",
  running: "▶️ %s is at work",
};

function headline({ lane, view, now }: RunReport): Markdown {
  const { run, opened } = lane;
  const startedAt = run.started?.at ?? now;
  const stoppedAt = run.ended?.at ?? (run.status === "suspended" ? run.suspended?.at : undefined) ?? now;
  const name = text(shorten(run.started?.name ?? "the run", 120));
  const outcome = outcomes[view.status].replace("%s", () => name);
  const taken = formatDuration(Math.max(0, stoppedAt - startedAt));
  const steps = countStates(view.steps);
  const letters = view.deadLetters.length;
  const counts = [
    steps.size === 0 ? "No steps" : `Steps: ${countsInWords(steps)}`,
    ...(letters === 0 ? [] : [deadLettersInWords(letters)]),
  ];
  const version = run.started?.version === undefined ? "" : `, version ${run.started.version}`;
  return `### ${outcome} after ${taken}\n\n${counts.join("; ")}. Run ${code(shorten(opened?.key ?? "", 120))}${version}, started ${timeInWords(startedAt)}.\n`;
}

const mostCauses = 10;

/** Why it failed or paused, and where. */
function reason({ view: { failure, causes } }: RunReport): Markdown {
  const why = failure ? `${failureInWords(failure)}\n` : "";
  const shown = causes.slice(0, mostCauses).map(pathInWords);
  const left = causes.length - shown.length;
  const where = shown.length === 0 ? "" : `\nWhere: ${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}.\n`;
  return why === "" && where === "" ? "" : `\n${why}${where}`;
}

function waysOn({ view, reach }: RunReport): Markdown {
  const said = wayOnInWords(view, reach, inMarkdown);
  return said === "" ? "" : `\n${said}\n`;
}

function waiting({ view: { waits }, now, reach }: RunReport): Markdown {
  if (waits.length === 0) return "";
  const rows = waits
    .slice(0, mostRows)
    .map(({ path, kind, until, callback, failure }) => [
      pathInWords(path),
      failure ? `the next attempt, after: ${failureInWords(failure)}` : waitInWords(kind, callback?.question),
      until === undefined ? "no limit" : dueInWords(until, now),
      callback === undefined ? "" : answerAt(path, callback.id, reach),
    ]);
  const left = waits.length - rows.length;
  const note = left > 0 ? `\n… and ${left} more that are left out here.\n` : "";
  const asked = waits.find(({ callback }) => callback !== undefined);
  const command = asked && answerCommand(reach.key, readable(asked.path), asked.callback?.expects);
  const answer = command !== undefined && reach.isKept ? `\nAnswer with ${code(command)}.\n` : "";
  return `\n#### What it waits for\n${table(["Operation", "For", "Until", "Answer"], rows)}${note}${answer}`;
}

/** The page where it is answered; without one, what an answer names it by. */
function answerAt(path: string, id: string, { answeredAt }: Reach): Markdown {
  const page = answeredAt?.get(answeredBy(path));
  return page === undefined ? code(shorten(id, 120)) : link("in this issue", page);
}

function waitInWords(kind: Operation["kind"], question: string | undefined): Markdown {
  const what = waitsFor[kind] ?? "";
  return question === undefined ? what : `${what}: ${text(shorten(question, 200))}`;
}

const waitsFor: Readonly<Partial<Record<Operation["kind"], string>>> = {
  wait: "time to pass",
  callback: "an answer",
  condition: "the next look",
};

function dueInWords(until: number, now: number): string {
  const left = until - now;
  return `${timeInWords(until)} (${left > 0 ? `in ${formatDuration(left)}` : "due"})`;
}

function deadLetters({ view, reach }: RunReport): Markdown {
  const all = view.deadLetters;
  if (all.length === 0) return "";
  const rows = all
    .slice(0, mostRows)
    .map(({ key, failure, attempts }) => [code(shorten(key, 120)), failureInWords(failure), String(attempts)]);
  const left = all.length - rows.length;
  const note = left > 0 ? `\n… and ${left} more that are left out here.\n` : "";
  return `\n#### Dead letters\n\n${redriveInWords(reach, inMarkdown)}\n${table(["Item", "Error", "Attempts"], rows)}${note}`;
}

function diagram(graph: Graph): Markdown {
  if (graph.nodes.length === 0) return "";
  const mermaid = mermaidOf(graph);
  if (mermaid === undefined) {
    return `\nA diagram of ${graph.nodes.length} nodes is too large to be read: see the table.\n`;
  }
  const fenced = `\`\`\`mermaid\n${mermaid}\`\`\`\n`;
  return graph.nodes.length > 12 ? details("Diagram", fenced) : `\n${fenced}`;
}
