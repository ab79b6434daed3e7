/** What a person is told at the end of a run: what came of it, and how to go on. */
import { neutralise, neutraliseLine } from "../../github/neutralise.ts";
import { formatDuration } from "../../policy/duration.ts";
import { answeredBy, failureText, readable, timeText } from "../../report/progress/message.ts";
import type { Paint } from "../terminal.ts";
import type { DeadLetterSummary, RunSummary } from "../runs/run-summary.ts";
import { word } from "../../report/shell-word.ts";

/** `now` is in milliseconds since the epoch. */
export function endText(summary: RunSummary, now: number, paint: Paint): string[] {
  return ["", headline(summary, paint), ...details(summary, now), ...deadLetterLines(summary.deadLetters, summary.key)];
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

function details({ key, outcome, unanswered }: RunSummary, now: number): string[] {
  const resume = `holdfast resume ${word(key)}`;
  switch (outcome.status) {
    case "completed":
      return outputLines(outcome.output);
    case "failed":
      return [
        `  ${failureText(outcome.failure)}`,
        ...outcome.causes.map((path) => `  failed: ${readable(path)}`),
        `  ${resume}   tries what failed anew; what is done is not run again`,
      ];
    case "paused":
      return [
        `  ${failureText(outcome.failure)}`,
        ...outcome.causes.map((path) => `  paused at: ${readable(path)}`),
        outcome.failure.kind === "interrupted"
          ? `  ${resume} --again ${outcome.causes.map((path) => word(readable(path))).join(" ")}   runs it again, once you have looked`
          : `  ${resume}   goes on once you have looked at it`,
      ];
    case "suspended": {
      const { until, waiting } = outcome;
      return [
        ...waiting.map((path) => `  waits at: ${readable(answeredBy(path))}`),
        ...(until === undefined ? [] : [`  next wake: ${timeText(until, now)}`]),
        ...unanswered.map((path) => `  ${answerCommand(key, path)}   answers it`),
        `  ${resume}   goes on`,
      ];
    }
    case "cancelled":
      return [`  ${resume}   goes on all the same`];
    case "interrupted":
      return [`  ${resume}   goes on from here`];
  }
}

/** One of the ways to answer what waits. */
export function answerCommand(key: string, path: string): string {
  return `holdfast approve ${word(key)} ${word(readable(answeredBy(path)))}`;
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

const mostLetters = 10;

export function deadLetterLines(letters: readonly DeadLetterSummary[], key: string, all = false): string[] {
  if (letters.length === 0) return [];
  const most = all ? letters.length : mostLetters;
  const left = letters.length - most;
  return [
    `  ${letters.length} dead ${letters.length === 1 ? "letter" : "letters"}:`,
    ...letters.slice(0, most).map(({ path, attempts, message }) => {
      return `    ${readable(path)}  after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}: ${neutraliseLine(message)}`;
    }),
    ...(left > 0 ? [`    … and ${left} more: holdfast status ${word(key)} --all`] : []),
    `  holdfast redrive ${word(key)}   tries them anew`,
  ];
}
