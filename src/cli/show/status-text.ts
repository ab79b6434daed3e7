/** What `holdfast status KEY` shows of a run. */
import { neutraliseLine } from "../../github/neutralise.ts";
import { formatDuration } from "../../policy/duration.ts";
import { failureText } from "../../report/failure-text.ts";
import type { Operation } from "../../report/operation.ts";
import { readable } from "../../report/path-text.ts";
import { viewOf } from "../../report/run-view.ts";
import { word } from "../../report/shell-word.ts";
import { timeText } from "../../report/time-text.ts";
import type { RecordedRun } from "../runs/recorded-run.ts";
import type { Paint } from "../terminal.ts";
import { deadLetterLines, waitLines, wayOnLines } from "./open-ends.ts";
import { outcomeOf } from "./step-outcome.ts";
import { table } from "./table.ts";
import { tones } from "./tones.ts";

const mostSteps = 30;

export interface Style {
  readonly now: number;
  readonly width: number;
  readonly all: boolean;
  readonly paint: Paint;
}

export function statusText(run: RecordedRun, style: Style): string[] {
  const { card, holder } = run;
  const { key } = card;
  const { paint, now } = style;
  const view = viewOf(run.state, { isAtWork: holder !== undefined });
  const facts = [
    ["automation", neutraliseLine(card.automation)],
    ["file", neutraliseLine(card.file)],
    ["repository", card.repository],
    ["started", timeText(card.at, now)],
    ...(holder === undefined ? [] : [["at work", `process ${holder}`]]),
    ...(view.cancelling ? [["cancelled", "running steps may end first"]] : []),
  ];
  const shown = { ...style, key };
  // A step that waits for its next attempt is among the steps.
  const waits = view.waits.filter(({ kind }) => kind !== "step");
  const parts = [
    view.failure
      ? [`  ${failureText(view.failure)}`, ...view.causes.map((path) => `  ${view.status} at: ${readable(path)}`)]
      : [],
    stepLines(view.steps, style),
    waitLines(waits, shown),
    deadLetterLines(view.deadLetters, shown),
    holder === undefined ? wayOnLines(view, key) : [`  holdfast cancel ${word(key)}   stops it`],
  ];
  return [
    `${paint("strong", neutraliseLine(key))}  ${paint(tones[view.status] ?? "faint", view.status)}`,
    ...facts.map(([name = "", fact = ""]) => `  ${paint("faint", name.padEnd(10))}  ${fact}`),
    ...parts.flatMap((lines) => (lines.length === 0 ? [] : ["", ...lines])),
  ];
}

function stepLines(steps: readonly Operation[], { all, now, width, paint }: Style): string[] {
  if (steps.length === 0) return [];
  // Of a long list, what is not done is what a person looks for.
  const isLong = steps.length > mostSteps && !all;
  const open = isLong ? steps.filter(({ state }) => state !== "done").slice(0, mostSteps) : steps;
  const done = isLong ? steps.filter(({ state }) => state === "done").slice(-Math.max(0, mostSteps - open.length)) : [];
  const shown = isLong && open.length < mostSteps ? [...done, ...open] : open;
  const left = steps.length - shown.length;
  const rows = shown.map((step) => {
    const { path, attempts = 0, duration, failure, until } = step;
    const remarks = [until === undefined ? "" : `next ${timeText(until, now)}`, failure ? failureText(failure) : ""];
    return [
      { text: readable(path) },
      { text: outcomeOf(step), tone: tones[outcomeOf(step)] },
      { text: attempts === 0 ? "" : String(attempts) },
      { text: duration === undefined ? "" : formatDuration(duration) },
      { text: remarks.filter(Boolean).join(": ") },
    ];
  });
  return [
    ...table(["step", "outcome", "attempts", "time", ""], rows, width - 2, paint).map((line) => `  ${line}`),
    ...(left > 0 ? [paint("faint", `  … and ${left} more: --all`)] : []),
  ];
}
