/** What became of the runs that wait, as a table for people. */
import { code, link, table, text, type Markdown } from "../../github/markdown.ts";
import { awayText } from "../../report/time-text.ts";
import type { WaitingNote } from "../../waiting/waiting-note.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";
import type { Decision } from "./sweep.ts";

/** A run that waits, and what was decided. */
export interface Decided {
  readonly waiting: WaitingRun;
  readonly decision: Decision;
  /** Undefined where it cannot be had, or of one of very many. */
  readonly note: WaitingNote | undefined;
}

const mostRows = 200;

/** `urlOf` gives where people see a workflow run. */
export function decisionTable(
  decided: readonly Decided[],
  { now, urlOf }: { readonly now: number; readonly urlOf: (runId: number) => string },
): Markdown {
  const head = ["", "automation", "key", "waits for", "since", "due", "what was done"].map(text);
  const rows = decided
    .slice(0, mostRows)
    .map(({ waiting, decision, note }) => [
      signs[decision.kind],
      link(note?.automation ?? `run ${waiting.runId}`, urlOf(waiting.runId)),
      note === undefined ? "–" : code(note.key),
      text([...waiting.waitsFor].join(", ")),
      text(awayText(waiting.since, now)),
      waiting.until === undefined ? "–" : text(awayText(waiting.until, now)),
      text(inWords(decision)),
    ]);
  const more = decided.length - mostRows;
  return table(head, rows) + (more > 0 ? `\n${text(`And ${more} more.`)}\n` : "");
}

const signs: Readonly<Record<Decision["kind"], Markdown>> = {
  "out-of-reach": "❌",
  left: "⏳",
  resumed: "▶️",
  dispatched: "▶️",
  "gone-on": "✅",
  waits: "⏸️",
};

/** What was decided, for people. */
export function inWords(decision: Decision): string {
  switch (decision.kind) {
    case "resumed":
      return "resumed";
    case "dispatched":
      return `resumed by a new run of ${decision.workflow}`;
    case "gone-on":
      return "had gone on already";
    case "waits":
      return "waits";
    case "left":
      return `left for the next sweep: ${decision.why}`;
    case "out-of-reach":
      return `cannot be resumed: ${decision.why}`;
  }
}
