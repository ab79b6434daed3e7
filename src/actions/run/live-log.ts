/** What a job's log tells of a run while it goes on. */
import { contextOf, rootPath } from "../../durable/engine/path.ts";
import type { Observer, Progress } from "../../durable/engine/progress.ts";
import { newDigest, placeOf } from "../../report/progress/digest.ts";
import { type Message } from "../../report/progress/message.ts";
import { readable } from "../../report/path-text.ts";
import { lastLines, printedLines } from "../../report/progress/printed-lines.ts";
import { newTally } from "../../report/progress/tally.ts";
import type { Output, World } from "../../world.ts";
import { commandOutput, type CommandOutput } from "./command-output.ts";

export interface LiveLog {
  readonly observe: Observer;
  /** Where the command of the step at a path prints. */
  readonly outputAt: (path: string) => Output;
  /** Operations that were run now, not replayed. */
  readonly ran: ReadonlySet<string>;
  /** What the command of an operation that failed, or of a step in it, printed last. */
  lastLinesOf(path: string): readonly string[];
  /** Says what was held back. */
  close(): void;
}

/** Names of what was replayed in a row that one line holds. */
const mostNames = 5;

/** Steps that failed whose last lines are kept. */
const mostFailed = 20;

/**
 * A line for each event that is worth one; what is replayed in a row is one. Steps of the root run one after the other and
 * print as in a `run:` step; what others print stands behind their names.
 */
export function liveLog({ clock, output }: Pick<World, "clock" | "output">, redact: (text: string) => string): LiveLog {
  // Figures are told at the end, from the record.
  const tally = newTally(clock, () => 0);
  const digest = newDigest(clock, tally);
  const printed = printedLines(Number.POSITIVE_INFINITY);
  const ends = printedLines(0);
  const failed = new Map<string, readonly string[]>();
  const streams = new Map<string, CommandOutput[]>();
  const ran = new Set<string>();
  let replayed: string[] = [];
  let countReplayed = 0;

  function say(word: string, ...rest: readonly string[]): void {
    const text = [word.padEnd(11), rest.filter((part) => part !== "").join("  ")].join(" ");
    output.write(`${redact(text.trimEnd())}\n`);
  }

  function sayReplayed(): void {
    if (countReplayed === 0) return;
    const left = countReplayed - replayed.length;
    say("replayed", replayed.join(", ") + (left > 0 ? ` and ${left} more` : ""));
    replayed = [];
    countReplayed = 0;
  }

  function tell(message: Message): void {
    if (message.outcome === "replayed") {
      countReplayed += 1;
      if (replayed.length < mostNames) replayed.push(placeOf(message));
      return;
    }
    sayReplayed();
    const hasWord = message.outcome !== "log" && message.outcome !== "progress";
    say(hasWord ? message.outcome : "", placeOf(message), message.text);
  }

  /** The lines that a quiet step had printed are told where it failed. */
  function tellPrinted(path: string, isTold: boolean): void {
    const rest = printed.rest(path);
    if (!isTold || rest.lines.length === 0) return;
    sayReplayed();
    for (const line of lastLines(rest)) output.write(`${readable(path)} | ${line}\n`);
  }

  /** An attempt has ended, and with it what it prints. */
  function endAttempt(path: string, hasFailed: boolean): void {
    for (const stream of streams.get(path) ?? []) stream.end();
    streams.delete(path);
    const { lines } = ends.rest(path);
    if (!hasFailed) failed.delete(path);
    else if (lines.length > 0 && failed.size < mostFailed) failed.set(path, lines);
  }

  function observe(progress: Progress): void {
    const { type, path } = progress;
    tally.take(progress);
    const hasFailed = type === "failed" || type === "attempt-failed";
    const messages = digest.messages(progress);
    if (type === "done" || hasFailed) {
      ran.add(path);
      endAttempt(path, hasFailed);
      const isTold = messages.some((message) => message.path === path);
      // What an attempt printed of which nothing is told is kept for the end of its step.
      if (type !== "attempt-failed" || isTold) tellPrinted(path, hasFailed && isTold);
    }
    if (type === "started" && progress.kind === "step" && isAlone(path)) {
      sayReplayed();
      say("started", readable(path));
    }
    for (const message of messages) tell(message);
  }

  function outputAt(path: string): Output {
    const to = (write: (text: string) => void): CommandOutput =>
      commandOutput(
        {
          command(line) {
            sayReplayed();
            write(`${line}\n`);
          },
          text(line) {
            ends.take(path, line);
            if (!isAlone(path) && !printed.take(path, line, digest.isQuiet(path))) return;
            sayReplayed();
            write(isAlone(path) ? `${line}\n` : `${readable(path)} | ${line}\n`);
          },
        },
        isAlone(path),
      );
    const own = to((text) => output.write(text));
    const errors = to((text) => output.writeError(text));
    streams.set(path, [...(streams.get(path) ?? []), own, errors]);
    return { ...output, write: (chunk) => own.write(chunk), writeError: (chunk) => errors.write(chunk) };
  }

  function lastLinesOf(path: string): readonly string[] {
    return [...failed].find(([step]) => step === path || contextOf(step) === path)?.[1] ?? [];
  }

  return { observe, outputAt, ran, lastLinesOf, close: sayReplayed };
}

/** Steps of the root run one by one, those in maps and branches side by side. */
function isAlone(path: string): boolean {
  return contextOf(path) === rootPath;
}
