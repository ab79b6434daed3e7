/** For a person at a terminal: lines that stay for what has ended, and below them what is at work. */
import type { World } from "../../world.ts";
import { endText } from "../show/end-text.ts";
import type { Paint, Terminal, Tone } from "../terminal.ts";
import { newDigest, placeOf } from "../../report/progress/digest.ts";
import { frameTime, liveArea } from "./live-area.ts";
import type { Message, Outcome } from "../../report/progress/message.ts";
import { lastLines, printedLines } from "../../report/progress/printed-lines.ts";
import type { Reporter } from "./reporter.ts";
import { newScreen } from "./screen.ts";
import type { Tally } from "../../report/progress/tally.ts";
import { fit } from "./width.ts";

const signs: Readonly<Record<Outcome, readonly [sign: string, tone: Tone]>> = {
  done: ["✓", "good"],
  replayed: ["↺", "faint"],
  failed: ["✗", "bad"],
  retrying: ["↻", "warn"],
  waiting: ["⏸", "warn"],
  "dead-letter": ["✗", "bad"],
  progress: ["·", "faint"],
  log: ["·", "faint"],
};

const inArea: ReadonlySet<Outcome> = new Set(["retrying", "waiting", "progress"]);

export function liveReporter(
  { clock, output }: Pick<World, "clock" | "output">,
  tally: Tally,
  terminal: Terminal,
  paint: Paint,
): Reporter {
  const digest = newDigest(clock, tally);
  const printed = printedLines(0);
  const screen = newScreen(output, terminal);
  const since = clock.monotonic();
  const stopListening = terminal.onResize(draw);
  let stopTimer = clock.after(frameTime, tick);

  function draw(): void {
    const moment = { now: clock.now(), monotonic: clock.monotonic(), since };
    screen.draw(liveArea(tally, moment, terminal.size(), paint));
  }

  function tick(): void {
    draw();
    stopTimer = clock.after(frameTime, tick);
  }

  function close(): void {
    stopTimer();
    stopListening();
    screen.close();
  }

  return {
    observe(progress) {
      tally.take(progress);
      // The area has it while it lasts: a line that stays would say it twice.
      const lines = digest
        .messages(progress)
        .filter(({ outcome }) => !inArea.has(outcome))
        .map((message) => liveLine(message, terminal.size().columns - 1, paint));
      if (progress.type === "done" || progress.type === "failed") {
        const rest = printed.rest(progress.path);
        // Below the line that it failed, where there is one.
        if (progress.type === "failed" && lines.length > 0)
          lines.push(...lastLines(rest).map((line) => `    ${paint("faint", line)}`));
      }
      if (lines.length > 0) screen.print(lines);
    },
    output(path, line) {
      printed.take(path, line);
      tally.print(path, line);
    },
    note: (text) => screen.print([text]),
    close,
    end(summary) {
      close();
      output.write(
        endText(summary, clock.now(), paint)
          .map((line) => `${line}\n`)
          .join(""),
      );
    },
  };
}

function liveLine(message: Message, width: number, paint: Paint): string {
  const [sign, tone] = signs[message.outcome];
  const place = placeOf(message);
  const said = fit(message.text, Math.max(20, width - place.length - 6));
  const text = message.outcome === "failed" || message.outcome === "log" ? said : paint("faint", said);
  return `  ${paint(tone, sign)} ${[message.outcome === "replayed" ? paint("faint", place) : place, said && text].filter(Boolean).join("  ")}`;
}
