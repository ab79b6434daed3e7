/** What a look found, as a table for people. */
import { code, link, table, text, type Markdown } from "../github/markdown.ts";
import { formatDuration } from "../policy/duration.ts";
import { awayText } from "../report/time-text.ts";
import { durationOf, hasSucceeded } from "./history.ts";
import type { Verdict } from "./look.ts";
import { findingsOf, isUnknown } from "./ruling.ts";
import { nameOf } from "./select.ts";
import { median } from "./statistics.ts";

/** Those with findings first, then by name. */
export function verdictTable(verdicts: readonly Verdict[], now: number): Markdown {
  const sorted = verdicts.toSorted(
    (a, b) =>
      findingsOf(b.rulings).length - findingsOf(a.rulings).length ||
      (nameOf(a.watch.workflow) < nameOf(b.watch.workflow) ? -1 : 1),
  );
  const head = ["", "workflow", "due", "last success", "usually takes", "found"].map(text);
  return table(
    head,
    sorted.map((verdict) => rowOf(verdict, now)),
  );
}

function rowOf(verdict: Verdict, now: number): Markdown[] {
  const { watch, history, rulings } = verdict;
  const findings = findingsOf(rulings);
  const successes = history?.runs.filter(hasSucceeded) ?? [];
  const [success] = successes;
  const durations = successes.map(durationOf);
  return [
    signOf(verdict),
    link(nameOf(watch.workflow), watch.workflow.url),
    dueInWords(watch, now),
    success === undefined ? "–" : link(awayText(success.createdAt, now), success.url),
    durations.length === 0 ? "–" : text(formatDuration(median(durations))),
    [...findings.map(({ title, url }) => link(title, url)), ...notesOf(verdict).map(text)].join("<br>"),
  ];
}

function signOf({ rulings }: Verdict): Markdown {
  const findings = findingsOf(rulings);
  if (findings.some(({ severity }) => severity === "error")) return "❌";
  if (findings.length > 0) return "⚠️";
  return isUnknown(rulings) ? "❔" : "✅";
}

function notesOf({ watch, history, rulings, enabled }: Verdict): string[] {
  const notes: string[] = [];
  if (enabled && enabled.failure === undefined) notes.push("was turned off by GitHub, is on again");
  else if (watch.workflow.state === "disabled_manually" && !watch.isNamed) notes.push("turned off by a person");
  if (history === undefined) notes.push("its runs were not looked at: too few requests");
  else if (isUnknown(rulings)) notes.push("not known: too few requests");
  return notes;
}

function dueInWords({ due }: Verdict["watch"], now: number): Markdown {
  switch (due.kind) {
    case "window":
      return text(`every ${formatDuration(due.ms)}`);
    case "unreadable":
      return "–";
    case "schedule": {
      const lines = due.schedule.entries.map(({ cron, timezone }) => code(timezone ? `${cron} ${timezone}` : cron));
      const next = due.schedule.after(now);
      return [...lines, ...(next === undefined ? [] : [text(awayText(next, now))])].join("<br>");
    }
  }
}
