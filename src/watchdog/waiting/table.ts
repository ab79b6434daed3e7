/** The runs that wait for too long, as a table for people. */
import { link, table, text, type Markdown } from "../../github/markdown.ts";
import { awayText } from "../../report/time-text.ts";
import type { WaitingVerdict } from "./look.ts";

const mostRows = 200;

/** Of each run that is found, or that nobody looked at, a row; `urlOf` gives where people see a workflow run. */
export function waitingTable(
  verdicts: readonly WaitingVerdict[],
  { now, urlOf }: { readonly now: number; readonly urlOf: (runId: number) => string },
): Markdown {
  const head = ["", "run", "waits for", "since", "due", "found"].map(text);
  const rows = [...Map.groupBy(verdicts.filter(isTold), ({ waiting }) => waiting)].map(([waiting, own]) => [
    signOf(own),
    link(own[0]?.name ?? "", urlOf(waiting.runId)),
    text([...waiting.waitsFor].join(", ")),
    text(awayText(waiting.since, now)),
    waiting.until === undefined ? "–" : text(awayText(waiting.until, now)),
    own.map(foundIn).join("<br>"),
  ]);
  if (rows.length === 0) return "";
  const more = rows.length - mostRows;
  return table(head, rows.slice(0, mostRows)) + (more > 0 ? `\n${text(`And ${more} more.`)}\n` : "");
}

function isTold({ ruling: { kind } }: WaitingVerdict): boolean {
  return kind === "found" || kind === "unread";
}

function signOf(verdicts: readonly WaitingVerdict[]): Markdown {
  const found = verdicts.flatMap(({ ruling }) => (ruling.kind === "found" ? [ruling.finding.severity] : []));
  if (found.includes("error")) return "❌";
  return found.length > 0 ? "⚠️" : "❔";
}

function foundIn({ ruling }: WaitingVerdict): Markdown {
  if (ruling.kind === "found") return link(ruling.finding.title, ruling.finding.url);
  return text("not looked at: too few requests, or GitHub did not answer");
}
