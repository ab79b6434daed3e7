/** `holdfast status`: all runs, or one. */
import { neutraliseLine } from "../../github/neutralise.ts";
import { formatDuration } from "../../policy/duration.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { answeredBy, failureText, readable, timeText } from "../../report/progress/message.ts";
import { painter, type Paint, type Tone } from "../terminal.ts";
import { answerCommand, deadLetterLines } from "./end-text.ts";
import { findRun } from "./find-run.ts";
import { readRun, type RecordedRun } from "./recorded-run.ts";
import { allRuns } from "../../automation/run-card.ts";
import { isUndo, viewOf, type RunView, type ShownStatus, type StepView, type WaitView } from "./run-view.ts";
import { word } from "../../report/shell-word.ts";
import { table } from "./table.ts";

export interface StatusOptions {
  readonly json: boolean;
  /** Also what is usually left out of a long list. */
  readonly all: boolean;
}

const mostRuns = 20;
const mostSteps = 30;

const tones: Readonly<Record<ShownStatus | StepView["outcome"], Tone | undefined>> = {
  running: "busy",
  interrupted: "warn",
  suspended: "warn",
  completed: "good",
  failed: "bad",
  cancelled: "warn",
  paused: "warn",
  done: "good",
  retrying: "warn",
  undone: "faint",
  "to run anew": "warn",
};

/** Throws a UserError where there is no such run. */
export async function showStatus(
  world: World,
  invocation: Invocation,
  key: string | undefined,
  { json, all }: StatusOptions,
): Promise<void> {
  const { output, clock } = world;
  const paint = painter(world, invocation.terminal);
  const width = invocation.terminal?.size().columns ?? 120;
  const print = (lines: readonly string[]) => output.write(lines.map((line) => `${line}\n`).join(""));
  if (key !== undefined) {
    const run = await readRun(world, await findRun(world, key, invocation.folder));
    if (json) return output.write(`${JSON.stringify(statusObject(run))}\n`);
    return print(oneRun(run, { now: clock.now(), width, all, paint }));
  }
  const filed = await allRuns(world);
  const shown = all ? filed : filed.slice(0, mostRuns);
  const runs = [];
  for (const run of shown) runs.push(await readRun(world, run));
  if (json) return output.write(runs.map((run) => `${JSON.stringify(statusObject(run))}\n`).join(""));
  if (runs.length === 0) return print(["There are no runs yet: holdfast run FILE starts one."]);
  const left = filed.length - runs.length;
  print([...allOf(runs, clock.now(), width, paint), ...(left > 0 ? [`… and ${left} older ones: --all`] : [])]);
}

function allOf(runs: readonly RecordedRun[], now: number, width: number, paint: Paint): string[] {
  const rows = runs.map((run) => {
    const { status, steps, deadLetters, nextWake } = viewOf(run);
    const done = steps.filter((step) => step.outcome === "done" && !isUndo(step)).length;
    const notes = [
      ...(run.holder === undefined ? [] : [`process ${run.holder}`]),
      ...(deadLetters.length > 0
        ? [`${deadLetters.length} dead ${deadLetters.length === 1 ? "letter" : "letters"}`]
        : []),
      ...(nextWake === undefined ? [] : [`wakes ${timeText(nextWake, now)}`]),
    ];
    return [
      { text: neutraliseLine(run.card.key), tone: "strong" as const },
      { text: status, tone: tones[status] },
      { text: neutraliseLine(run.card.automation) },
      { text: String(done) },
      { text: `${formatDuration(Math.max(0, now - run.card.at))} ago` },
      { text: notes.join(", ") },
    ];
  });
  return table(["run", "status", "automation", "steps done", "started", ""], rows, width, paint);
}

interface Style {
  readonly now: number;
  readonly width: number;
  readonly all: boolean;
  readonly paint: Paint;
}

function oneRun(run: RecordedRun, style: Style): string[] {
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
    `${paint("strong", neutraliseLine(card.key))}  ${paint(tones[view.status] ?? "faint", view.status)}`,
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
    { text: outcome, tone: tones[outcome] },
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

function statusObject(run: RecordedRun): object {
  const { card, holder, state } = run;
  const { steps, waits, nextWake, ...view } = viewOf(run);
  return {
    type: "run",
    key: card.key,
    automation: card.automation,
    file: card.file,
    repository: card.repository,
    startedAt: time(card.at),
    process: holder ?? null,
    ...view,
    ...(state.run.status === "completed" && { outputs: state.run.ended?.result ?? null }),
    nextWake: time(nextWake),
    steps: steps.map(({ next, ...step }) => ({ ...step, ...(next !== undefined && { next: time(next) }) })),
    waits: waits.map(({ until, ...wait }) => ({ ...wait, ...(until !== undefined && { until: time(until) }) })),
  };
}

function time(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
