/** For logs: a line for what is worth one, and what commands print behind the name of their step. */
import { neutraliseLine } from "../../github/neutralise.ts";
import type { World } from "../../world.ts";
import { endText } from "../show/end-text.ts";
import type { Paint, Tone } from "../terminal.ts";
import { newDigest, placeOf } from "../../report/progress/digest.ts";
import { type Message, type Outcome } from "../../report/progress/message.ts";
import { readable } from "../../report/path-text.ts";
import { lastLines, leftOut, printedLines, type Rest } from "../../report/progress/printed-lines.ts";
import type { Reporter } from "./reporter.ts";
import type { Tally } from "../../report/progress/tally.ts";

/** Lines of a step that are shown as they come. */
const shown = 200;

const tones: Readonly<Record<Outcome, Tone>> = {
  done: "good",
  replayed: "faint",
  failed: "bad",
  retrying: "warn",
  waiting: "warn",
  "dead-letter": "bad",
  progress: "faint",
  log: "faint",
};

export function plainReporter(
  { clock, output }: Pick<World, "clock" | "output">,
  tally: Tally,
  paint: Paint,
): Reporter {
  const digest = newDigest(clock, tally);
  const printed = printedLines(shown);
  const write = (lines: readonly string[]) => output.write(lines.map((line) => `${line}\n`).join(""));

  return {
    observe(progress) {
      tally.take(progress);
      const messages = digest.messages(progress);
      const lines = messages.map((message) => plainLine(message, paint));
      const hasFailed = progress.type === "failed" || progress.type === "attempt-failed";
      const isTold = messages.some(({ path }) => path === progress.path);
      // What an attempt printed of which nothing is told is kept for the end of its step.
      if (progress.type === "done" || progress.type === "failed" || (hasFailed && isTold)) {
        const rest = printed.rest(progress.path);
        // What nothing is said of needs no remark on what it printed.
        if (isTold) lines.unshift(...restLines(rest, hasFailed).map((line) => printedLine(progress.path, line, paint)));
      }
      if (lines.length > 0) write(lines);
    },
    output(path, line) {
      if (printed.take(path, line, digest.isQuiet(path))) write([printedLine(path, line, paint)]);
    },
    note: (text) => write([text]),
    close: () => {},
    end: (summary) => write(endText(summary, clock.now(), paint)),
  };
}

function plainLine(message: Message, paint: Paint): string {
  const place = placeOf(message);
  const word = paint(
    tones[message.outcome],
    (message.outcome === "log" || message.outcome === "progress" ? "" : message.outcome).padEnd(11),
  );
  return `${word} ${[place, message.text].filter(Boolean).join("  ")}`.trimEnd();
}

function printedLine(path: string, line: string, paint: Paint): string {
  return `${paint("faint", `${readable(path)} |`)} ${neutraliseLine(line)}`;
}

/** What was held back of a step's lines: all that is left of it where it failed, and else only how much. */
function restLines(rest: Rest, hasFailed: boolean): string[] {
  const count = rest.skipped + rest.lines.length;
  if (hasFailed) return lastLines(rest);
  return count > 0 ? [leftOut(count)] : [];
}
