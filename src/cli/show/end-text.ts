/** What a person is told at the end of a run: what came of it, and how to go on. */
import { neutralise, neutraliseLine } from "../../github/neutralise.ts";
import { formatDuration } from "../../policy/duration.ts";
import { failureText } from "../../report/failure-text.ts";
import { readable } from "../../report/path-text.ts";
import type { RunSummary } from "../runs/run-summary.ts";
import type { Paint } from "../terminal.ts";
import { deadLetterLines, waitLines, wayOnLines } from "./open-ends.ts";

/** `now` is in milliseconds since the epoch. */
export function endText(summary: RunSummary, now: number, paint: Paint): string[] {
  const { key, outcome, view } = summary;
  const shown = { key, now, all: false };
  return [
    "",
    headline(summary, paint),
    ...details(summary),
    ...waitLines(view.waits, shown),
    ...deadLetterLines(view.deadLetters, shown),
    ...wayOnLines(outcome, key),
  ];
}

function headline({ key, outcome, counts, took, hadEnded }: RunSummary, paint: Paint): string {
  const name = paint("strong", neutraliseLine(key));
  if (hadEnded) return `${name} was ${outcome.status} before: nothing was run.`;
  const figures = [
    `${counts.done} done`,
    ...(counts.replayed > 0 ? [`${counts.replayed} replayed`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
  ].join(", ");
  const tone = toneOf(outcome.status);
  return `${paint(tone, outcome.status)}  ${name}  in ${formatDuration(took)}: ${figures}`;
}

function toneOf(status: RunSummary["outcome"]["status"]) {
  if (status === "completed") return "good";
  return status === "failed" ? "bad" : "warn";
}

function details({ outcome }: RunSummary): string[] {
  switch (outcome.status) {
    case "completed":
      return outputLines(outcome.output);
    case "failed":
    case "paused":
      return [
        `  ${failureText(outcome.failure)}`,
        ...outcome.causes.map((path) => `  ${outcome.status} at: ${readable(path)}`),
      ];
    case "suspended":
    case "cancelled":
    case "interrupted":
      return [];
  }
}

const shownValue = 2000;

function outputLines(output: unknown): string[] {
  if (output === undefined || output === null) return [];
  if (typeof output !== "object" || Array.isArray(output)) return [`  output: ${valueText(output)}`];
  const entries = Object.entries(output);
  const width = Math.min(24, Math.max(0, ...entries.map(([name]) => name.length)));
  return entries.map(([name, value]) => `  ${neutraliseLine(name).padEnd(width)}  ${valueText(value)}`);
}

/** A value on a line; text of several lines is set in below its name. */
function valueText(value: unknown): string {
  const text = neutralise(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  const whole = text.length > shownValue ? `${text.slice(0, shownValue)}… (${text.length} characters)` : text;
  return whole.trimEnd().replaceAll("\n", "\n    ");
}
