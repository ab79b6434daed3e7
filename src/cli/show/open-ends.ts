/** What a run leaves open, in lines for a terminal: what it waits for, its dead letters, and how it goes on. */
import { answerCommand, otherAnswers, redriveCommand, resumeCommand } from "../../report/commands.ts";
import { failureText } from "../../report/failure-text.ts";
import { deadLettersInWords, type Operation } from "../../report/operation.ts";
import { shorten } from "../../report/label.ts";
import { readable } from "../../report/path-text.ts";
import { waitText } from "../../report/progress/message.ts";
import type { DeadLetter } from "../../report/run-view.ts";
import { redriveEffect, wayOn, type Standing } from "../../report/ways-on.ts";
import { word } from "../../report/shell-word.ts";

/** In characters. */
const longestQuestion = 200;

/** Of a long list; `all` shows the rest. */
const most = 10;

export interface Shown {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly all: boolean;
}

/** What a run waits for, the earliest first, and how an answer is given. */
export function waitLines(waits: readonly Operation[], { key, now, all }: Shown): string[] {
  if (waits.length === 0) return [];
  const inOrder = waits.toSorted((one, other) => dueOf(one) - dueOf(other));
  const lines = inOrder.slice(0, all ? waits.length : most).flatMap(({ path, kind, until, callback }) => {
    const wait = `${readable(path)}  ${waitText(kind, until, now)}`.trimEnd();
    return callback === undefined
      ? [`    ${wait}`]
      : [
          `    ${wait}`,
          ...(callback.question === undefined ? [] : [`      ${shorten(callback.question, longestQuestion)}`]),
          `      ${answerCommand(key, readable(path), callback.expects)}${otherAnswers(callback.expects)}`,
        ];
  });
  return ["  waits for", ...lines, ...leftOut(waits.length, key, all)];
}

/** The dead letters of a run, and how they are tried anew. */
export function deadLetterLines(letters: readonly DeadLetter[], { key, all }: Shown): string[] {
  if (letters.length === 0) return [];
  const lines = letters.slice(0, all ? letters.length : most).map(({ path, attempts, failure }) => {
    const after = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
    return `    ${readable(path)}  after ${after}: ${failureText(failure)}`;
  });
  return [
    `  ${deadLettersInWords(letters.length)}`,
    ...lines,
    ...leftOut(letters.length, key, all),
    ...commandLines(redriveCommand(key), redriveEffect),
  ];
}

function dueOf({ until }: Operation): number {
  return until ?? Number.MAX_SAFE_INTEGER;
}

function leftOut(count: number, key: string, all: boolean): string[] {
  return all || count <= most ? [] : [`    … and ${count - most} more: holdfast status ${word(key)} --all`];
}

/** How a run goes on; nothing where there is nothing to do. */
export function wayOnLines(standing: Standing, key: string): string[] {
  const way = wayOn(standing);
  return way ? commandLines(resumeCommand(key, way.again), way.effect) : [];
}

/** Columns that any terminal has. */
const widest = 80;

/** A command and what it does, which stands below it where it has no room beside it. */
function commandLines(command: string, effect: string): string[] {
  const beside = `  ${command}   ${effect}`;
  return beside.length > widest ? [`  ${command}`, `    ${effect}`] : [beside];
}
