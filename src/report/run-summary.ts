/** The Markdown of a job's summary that tells of a run: outcome first. */
import { code, details, table, text, type Markdown } from "../github/markdown.ts";
import { SUMMARY_LIMIT } from "../github/summary.ts";
import type { RunStatus } from "../journal/fold-run.ts";
import type { LaneState } from "../journal/fold.ts";
import { formatDuration } from "../policy/duration.ts";
import type { Graph } from "./graph.ts";
import { shorten } from "./label.ts";
import { mermaidOf } from "./mermaid.ts";
import { countsInWords, countStates, eachOperation, timeInWords, type Operation } from "./operation.ts";
import { failedItems, failureInWords, mostRows, operationTable, pathInWords } from "./operation-table.ts";
import { redriveInWords, waysInWords, type WaysOn } from "./ways-on.ts";

export interface RunReport {
  readonly lane: LaneState;
  /** What `operationsOf` tells of the lane. */
  readonly operations: readonly Operation[];
  readonly graph: Graph;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly waysOn: WaysOn;
}

/** Room for the rest of what a step writes into its summary. */
const limit = SUMMARY_LIMIT - 64 * 1024;

/** How a run went, in Markdown of less than {@link SUMMARY_LIMIT} bytes. What has no room is named where it would stand. */
export function runSummary(report: RunReport): Markdown {
  const { lane, operations, graph, waysOn } = report;
  const maps = [...eachOperation(operations)].filter(({ kind }) => kind === "map");
  const sections: readonly Section[] = [
    ["outcome", headline(report)],
    ["reason", reason(report)],
    ["way to go on", waysInWords(lane.run, lane.opened?.key ?? "", waysOn)],
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

const outcomes: Readonly<Record<RunStatus, string>> = {
  completed: "✅ %s completed",
  failed: "❌ %s failed",
  suspended: "⏳ %s was suspended",
  paused: "⏸️ %s paused for a person",
  cancelled: "🛑 %s was cancelled",
  running: "⚠️ %s was interrupted",
};

function headline({ lane, operations, now }: RunReport): Markdown {
  const { run, opened } = lane;
  const startedAt = run.started?.at ?? now;
  const stoppedAt = run.ended?.at ?? (run.status === "suspended" ? run.suspended?.at : undefined) ?? now;
  const name = text(shorten(run.started?.name ?? "the run", 120));
  const outcome = outcomes[run.status].replace("%s", () => name);
  const taken = formatDuration(Math.max(0, stoppedAt - startedAt));
  const steps = countStates(stepsOf(operations));
  const letters = run.deadLetters.size;
  const counts = [
    steps.size === 0 ? "No steps" : `Steps: ${countsInWords(steps)}`,
    ...(letters === 0 ? [] : [`${letters} dead ${letters === 1 ? "letter" : "letters"}`]),
  ];
  const version = run.started?.version === undefined ? "" : `, version ${run.started.version}`;
  return `### ${outcome} after ${taken}\n\n${counts.join("; ")}. Run ${code(shorten(opened?.key ?? "", 120))}${version}, started ${timeInWords(startedAt)}.\n`;
}

function* stepsOf(operations: readonly Operation[]): Generator<Operation> {
  for (const operation of eachOperation(operations)) if (operation.kind === "step") yield operation;
}

const mostCauses = 10;

/** Why it failed or paused, and where. */
function reason({ lane: { run } }: RunReport): Markdown {
  const { ended } = run;
  if (!ended || ended.status === "completed") return "";
  const why = ended.failure ? `${failureInWords(ended.failure)}\n` : "";
  const shown = ended.causes.slice(0, mostCauses).map(pathInWords);
  const left = ended.causes.length - shown.length;
  const where = shown.length === 0 ? "" : `\nWhere: ${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}.\n`;
  return why === "" && where === "" ? "" : `\n${why}${where}`;
}

function waiting({ lane: { run }, operations, now, waysOn }: RunReport): Markdown {
  if (run.status !== "suspended" && run.status !== "running") return "";
  const all = [...eachOperation(operations)].filter(({ state, children }) => {
    return state === "waiting" && !children.some((child) => child.state === "waiting");
  });
  if (all.length === 0) return "";
  const rows = all
    .slice(0, mostRows)
    .map(({ path, kind, until, callbackId, failure }) => [
      pathInWords(path),
      failure ? `the next attempt, after: ${failureInWords(failure)}` : (waitsFor[kind] ?? ""),
      until === undefined ? "no limit" : dueInWords(until, now),
      callbackId === undefined ? "" : code(shorten(callbackId, 120)),
    ]);
  const left = all.length - rows.length;
  const note = left > 0 ? `\n… and ${left} more that are left out here.\n` : "";
  const isAsked = all.some(({ callbackId }) => callbackId !== undefined);
  const answer = isAsked && waysOn.commands ? `\nAnswer with ${code(waysOn.commands.answer)}.\n` : "";
  return `\n#### What it waits for\n${table(["Operation", "For", "Until", "Callback"], rows)}${note}${answer}`;
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

function deadLetters({ lane: { run }, waysOn }: RunReport): Markdown {
  const all = [...run.deadLetters.values()];
  if (all.length === 0) return "";
  const rows = all
    .slice(0, mostRows)
    .map(({ key, failure, attempts }) => [code(shorten(key, 120)), failureInWords(failure), String(attempts)]);
  const left = all.length - rows.length;
  const note = left > 0 ? `\n… and ${left} more that are left out here.\n` : "";
  return `\n#### Dead letters\n\n${redriveInWords(waysOn)}\n${table(["Item", "Error", "Attempts"], rows)}${note}`;
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
