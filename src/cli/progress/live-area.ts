/** The lines at the foot of a terminal: what is at work, what waits, and how far the run is. */
import { formatDuration } from "../../policy/duration.ts";
import type { Paint } from "../terminal.ts";
import { waitText } from "../../report/progress/message.ts";
import { readable } from "../../report/path-text.ts";
import { failureText } from "../../report/failure-text.ts";
import type { AtWork, Batch, Tally, Waiting } from "../../report/progress/tally.ts";
import { column, fit, widthOf } from "./width.ts";

export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** By the clock that never goes back. */
  readonly monotonic: number;
  /** When the run started, by the same. */
  readonly since: number;
}

export interface Space {
  readonly columns: number;
  readonly rows: number;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** Milliseconds a frame of what turns. */
export const frameTime = 100;
/** Columns; a narrower terminal breaks the lines. */
const narrowest = 20;
/** Steps and waits that have a line each. */
const mostLines = 8;

export function liveArea(tally: Tally, moment: Moment, space: Space, paint: Paint): string[] {
  // The last column stays free: a terminal that has filled it goes to the next line.
  const width = Math.max(narrowest, space.columns) - 1;
  const batches = [...tally.batches.values()].filter(({ isOver }) => !isOver);
  const most = Math.max(1, Math.min(mostLines, space.rows - 3 - batches.length));
  const spin = frames[Math.floor(moment.monotonic / frameTime) % frames.length]!;
  const busy = [...tally.atWork.values()];
  const waiting = [...tally.waiting.values()];
  // What needs a look comes first; what waits is last.
  const retrying = busy.filter((each) => isRetrying(each, moment.now));
  const running = busy.filter((each) => !isRetrying(each, moment.now));
  const lines = [
    ...running.map((each) => workLine(each, moment, spin, width, paint)),
    ...retrying.map((each) => retryLine(each, moment, width, paint)),
    ...waiting.map((each) => waitLine(each, moment, width, paint)),
  ];
  const left = lines.length - most;
  return [
    ...batches.map((batch) => batchLine(batch, spin, width, paint)),
    ...lines.slice(0, left > 0 ? most - 1 : most),
    ...(left > 0 ? [paint("faint", fit(`  … and ${left + 1} more`, width))] : []),
    paint("faint", fit(footer(tally, moment, retrying.length), width)),
  ];
}

function isRetrying({ next }: AtWork, now: number): boolean {
  return next !== undefined && next > now;
}

function workLine({ path, since, line, failures }: AtWork, moment: Moment, spin: string, width: number, paint: Paint) {
  const elapsed = formatDuration(moment.monotonic - since);
  const attempt = failures > 0 ? ` attempt ${failures + 1}` : "";
  return row(paint("busy", spin), readable(path), `${elapsed}${attempt}`, line, width, paint);
}

function retryLine({ path, next = 0, failures, failure }: AtWork, { now }: Moment, width: number, paint: Paint) {
  // By whole seconds, so that it counts down rather than flickers.
  const left = formatDuration(Math.ceil((next - now) / 1000) * 1000);
  const why = failure ? failureText(failure) : "";
  return row(
    paint("warn", "↻"),
    readable(path),
    failures > 0 ? `attempt ${failures + 1} in ${left}` : `in ${left}`,
    why,
    width,
    paint,
  );
}

function waitLine({ path, kind, until }: Waiting, { now }: Moment, width: number, paint: Paint) {
  return row(paint("warn", "⏸"), readable(path), waitText(kind, until, now), "", width, paint);
}

/** The name gets what room it needs, up to half of the line; a detail what is left. */
function row(sign: string, name: string, state: string, detail: string, width: number, paint: Paint): string {
  const room = width - 4;
  const fitted = fit(name, Math.max(8, Math.min(widthOf(name), Math.floor(room / 2))));
  const after = fit(state, Math.max(0, room - widthOf(fitted) - 2));
  const left = room - widthOf(fitted) - widthOf(after) - 4;
  const more = detail !== "" && left > 8 ? `  ${paint("faint", fit(detail, left))}` : "";
  return `  ${sign} ${fitted}  ${after}${more}`;
}

function batchLine({ path, count, done, replayed, failed }: Batch, spin: string, width: number, paint: Paint): string {
  const ended = done + replayed + failed;
  const figures = [
    count === undefined ? String(ended) : `${ended}/${count}`,
    ...(replayed > 0 ? [`${replayed} replayed`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join("  ");
  const name = column(
    readable(path),
    Math.min(24, Math.max(8, Math.min(widthOf(readable(path)), Math.floor(width / 3)))),
  );
  const barWidth = Math.min(30, width - widthOf(name) - widthOf(figures) - 8);
  const bar =
    count !== undefined && barWidth >= 5 ? `${barOf({ done, replayed, failed, count }, barWidth, paint)}  ` : "";
  const room = width - 4 - widthOf(name) - 2 - (bar === "" ? 0 : barWidth + 2);
  return `  ${paint("busy", spin)} ${name}  ${bar}${fit(figures, room)}`;
}

function barOf(
  { done, replayed, failed, count }: { done: number; replayed: number; failed: number; count: number },
  width: number,
  paint: Paint,
): string {
  const cells = (number: number) => (count === 0 ? width : Math.floor((number / count) * width));
  const good = cells(done + replayed);
  // Even one failure among thousands can be seen.
  const bad = failed > 0 ? Math.max(1, cells(done + replayed + failed) - good) : 0;
  const full = Math.min(good, width - bad);
  const empty = width - full - bad;
  return paint("good", "█".repeat(full)) + paint("bad", "█".repeat(bad)) + paint("faint", "░".repeat(empty));
}

function footer({ counts, deadLetters, atWork }: Tally, { monotonic, since }: Moment, retrying: number): string {
  const parts = [
    formatDuration(monotonic - since),
    `${counts.done} done`,
    ...(counts.replayed > 0 ? [`${counts.replayed} replayed`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
    ...(retrying > 0 ? [`${retrying} retrying`] : []),
    ...(deadLetters > 0 ? [`${deadLetters} dead ${deadLetters === 1 ? "letter" : "letters"}`] : []),
    ...(atWork.size - retrying > 0 ? [`${atWork.size - retrying} running`] : []),
  ];
  return `  ${parts.join(" · ")}`;
}
