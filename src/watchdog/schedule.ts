/**
 * When `on: schedule` expects runs. The rules are GitHub's: five POSIX fields, UTC unless a time zone is named, and where
 * clocks jump, a time that is left out moves to the next there is.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onschedule
 */
import { Cron } from "croner";
import { UserError } from "../policy/user-error.ts";

/** One entry of `on: schedule`. */
export interface ScheduleEntry {
  readonly cron: string;
  /** By its name in the IANA database; UTC without it. */
  readonly timezone?: string | undefined;
}

export interface Schedule {
  readonly entries: readonly ScheduleEntry[];
  /** Up to `count` of the times at which runs were expected until `at`, the newest first. Milliseconds since the epoch. */
  until(at: number, count: number): number[];
  /** The first time after `at` at which a run is expected; undefined where there is none. */
  after(at: number): number | undefined;
}

/** Throws a {@link UserError} where an entry is none that GitHub would take. */
export function scheduleOf(entries: readonly ScheduleEntry[]): Schedule {
  const lines = entries.map(cronOf);
  return {
    entries,
    // The library gives what is before a time: what is expected at `at` itself counts here.
    until: (at, count) =>
      newestFirst(
        lines.flatMap((line) => line.previousRuns(count, new Date(at + 1)).map((time) => time.getTime())),
      ).slice(0, count),
    after: (at) => newestFirst(lines.flatMap((line) => line.nextRun(new Date(at))?.getTime() ?? [])).at(-1),
  };
}

/** Whether both have the same entries, in whatever order. */
export function isSameSchedule(one: Schedule, other: Schedule): boolean {
  return linesOf(one) === linesOf(other);
}

function linesOf({ entries }: Schedule): string {
  return entries
    .map(({ cron, timezone = "UTC" }) => `${fieldsOf(cron).join(" ")} ${timezone}`)
    .toSorted()
    .join("\n");
}

function newestFirst(times: readonly number[]): number[] {
  return [...new Set(times)].toSorted((a, b) => b - a);
}

/** The library knows more signs than GitHub does: with those, GitHub refuses the whole workflow and nothing ever runs. */
const field = /^(?:[\d*,/-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)+$/i;

function cronOf({ cron, timezone = "UTC" }: ScheduleEntry): Cron {
  const fields = fieldsOf(cron);
  if (fields.length !== 5 || !fields.every((each) => field.test(each))) {
    throw new UserError(`"${cron}" is no schedule that GitHub takes; write five fields, such as "30 4 * * *"`);
  }
  try {
    const line = new Cron(fields.join(" "), { timezone, mode: "5-part", sloppyRanges: true, paused: true });
    // An unknown time zone is noticed only when a time is asked for.
    line.nextRun(new Date(0));
    return line;
  } catch (error) {
    const zoned = timezone === "UTC" ? "" : ` in the time zone "${timezone}"`;
    throw new UserError(`"${cron}"${zoned} is no schedule that GitHub takes; mend its numbers or the zone's name`, {
      cause: error,
    });
  }
}

function fieldsOf(cron: string): string[] {
  return cron.trim().split(/ +/);
}
