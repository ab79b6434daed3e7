/** What `holdfast status KEY` shows of a run. */
import { neutraliseLine } from "../../github/neutralise.ts";
import { formatDuration } from "../../policy/duration.ts";
import { answeredBy, failureText, readable, timeText } from "../../report/progress/message.ts";
import { word } from "../../report/shell-word.ts";
import type { Paint } from "../terminal.ts";
import { answerCommand, deadLetterLines } from "./end-text.ts";
import type { RecordedRun } from "../runs/recorded-run.ts";
import { viewOf, type RunView, type ShownStatus, type StepView, type WaitView } from "../runs/run-view.ts";
import { statusTones } from "./tones.ts";
import { table } from "./table.ts";

const mostSteps = 30;

export interface Style {
  readonly now: number;
  readonly width: number;
  readonly all: boolean;
  readonly paint: Paint;
}

export function statusText(run: RecordedRun, style: Style): string[] {
  const { card, holder } = run;
  const { paint, now } = style;
  const view = viewOf(run);
  const facts = [
    ["automation", neutraliseLine(card.automation)],
    ["file", neutraliseLine(card.file)],
    ["repository", card.repository],
    ["started", timeText(card.at, now)],
    ...(holder === undefined ? [] : [["at work", `process ${holder}`]]),
    ...(view.cancelling ? [["cancelled", "running steps may end first"]] : []),
  ];
  return [
    `${paint("strong", neutraliseLine(card.key))}  ${paint(statusTones[view.status] ?? "faint", view.status)}`,
    ...facts.map(([name = "", fact = ""]) => `  ${paint("faint", name.padEnd(10))}  ${fact}`),
    ...(view.failure
      ? ["", `  ${failureText(view.failure)}`, ...view.causes.map((path) => `  at ${readable(path)}`)]
      : []),
    ...stepLines(view.steps, style),
    ...waitLines(view.waits, card.key, now),
    ...(view.deadLetters.length > 0 ? ["", ...deadLetterLines(view.deadLetters, card.key, style.all)] : []),
    ...wayOn(run, view),
  ];
}

function stepLines(steps: readonly StepView[], { all, now, width, paint }: Style): string[] {
  if (steps.length === 0) return [];
  // Of a long list, what is not done is what a person looks for.
  const isLong = steps.length > mostSteps && !all;
  const open = isLong ? steps.filter(({ outcome }) => outcome !== "done").slice(0, mostSteps) : steps;
  const done = isLong
    ? steps.filter(({ outcome }) => outcome === "done").slice(-Math.max(0, mostSteps - open.length))
    : [];
  const shown = isLong && open.length < mostSteps ? [...done, ...open] : open;
  const left = steps.length - shown.length;
  const rows = shown.map(({ path, outcome, attempts, ms, failure, next }) => [
    { text: readable(path) },
    { text: outcome, tone: statusTones[outcome] },
    { text: attempts === 0 ? "" : String(attempts) },
    { text: ms === undefined ? "" : formatDuration(ms) },
    {
      text: [next === undefined ? "" : `next ${timeText(next, now)}`, failure ? failureText(failure) : ""]
        .filter(Boolean)
        .join(": "),
    },
  ]);
  return [
    "",
    ...table(["step", "outcome", "attempts", "time", ""], rows, width - 2, paint).map((line) => `  ${line}`),
    ...(left > 0 ? [paint("faint", `  … and ${left} more: --all`)] : []),
  ];
}

function waitLines(waits: readonly WaitView[], key: string, now: number): string[] {
  if (waits.length === 0) return [];
  return [
    "",
    "  waits for",
    ...waits.map(({ path, kind, until }) => {
      const due = until === undefined ? "" : `  until ${timeText(until, now)}`;
      const how = kind === "callback" ? `  ${answerCommand(key, path)}   (or reject, signal)` : "";
      return `    ${readable(answeredBy(path))}${due}${how}`;
    }),
  ];
}

function wayOn({ card, holder }: RecordedRun, { status, deadLetters }: RunView): string[] {
  const resume = `holdfast resume ${word(card.key)}`;
  const ways: Readonly<Partial<Record<ShownStatus, string>>> = {
    interrupted: `${resume}   goes on where it was interrupted`,
    failed: `${resume}   tries what failed anew`,
    paused: `${resume}   goes on once you have looked at it`,
    suspended: `${resume}   goes on`,
    cancelled: `${resume}   goes on all the same`,
  };
  const way = holder === undefined ? ways[status] : `holdfast cancel ${word(card.key)}   stops it`;
  return way === undefined || (status === "completed" && deadLetters.length === 0) ? [] : ["", `  ${way}`];
}
