/** What a look found, as a table for people. */
import { code, link, table, text, type Markdown } from "../github/markdown.ts";
import { formatDuration } from "../policy/duration.ts";
import { awayText } from "../report/time-text.ts";
import { durationOf, hasSucceeded } from "./history.ts";
import type { Verdict } from "./look.ts";
import { nameOf } from "./select.ts";
import { median } from "./statistics.ts";

/** Those with findings first, then by name. */
export function verdictTable(verdicts: readonly Verdict[], now: number): Markdown {
  const sorted = verdicts.toSorted(
    (a, b) => b.findings.length - a.findings.length || (nameOf(a.watch.workflow) < nameOf(b.watch.workflow) ? -1 : 1),
  );
  const head = ["", "workflow", "due", "last success", "usually takes", "found"].map(text);
  return table(
    head,
    sorted.map((verdict) => rowOf(verdict, now)),
  );
}

function rowOf(verdict: Verdict, now: number): Markdown[] {
  const { watch, history, findings } = verdict;
  const success = history.runs.find(hasSucceeded);
  const durations = history.runs.filter(hasSucceeded).map(durationOf);
  return [
    signOf(verdict),
    link(nameOf(watch.workflow), watch.workflow.url),
    dueInWords(watch, now),
    success === undefined ? "–" : link(awayText(success.createdAt, now), success.url),
    durations.length === 0 ? "–" : text(formatDuration(median(durations))),
    findings.length === 0 ? stateInWords(verdict) : findings.map(({ title, url }) => link(title, url)).join("<br>"),
  ];
}

function signOf({ findings, isUnknown }: Verdict): Markdown {
  if (findings.some(({ severity }) => severity === "error")) return "❌";
  if (findings.length > 0) return "⚠️";
  return isUnknown ? "❔" : "✅";
}

function stateInWords({ watch, isUnknown, enabled }: Verdict): Markdown {
  if (enabled !== undefined) return text("was turned off by GitHub, is on again");
  if (watch.workflow.state !== "active") return text("turned off by a person");
  return isUnknown ? text("not known: too few requests") : "";
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
