import { parseDuration } from "../policy/duration.ts";
import { UserError } from "../policy/user-error.ts";
import type { WaitStep } from "./definition.ts";
import { noted, type Vantage, readTemplate, type Reading } from "./reading.ts";
import type { WrittenStep } from "./schema/step.ts";
import type { ValuePath } from "./source.ts";

/** What `wait` says. Undefined, and a fault noted, where it cannot be made out. */
export function readWait(
  reading: Reading,
  path: ValuePath,
  written: NonNullable<WrittenStep["wait"]>,
  vantage: Vantage,
): WaitStep["wait"] | undefined {
  if (typeof written !== "string") {
    const time = readTemplate(reading, [...path, "until"], written.until, vantage);
    const isFixed = time?.parts.every((part) => typeof part === "string") === true;
    if (isFixed) noted(reading, [...path, "until"], () => parseTime(written.until));
    return time && ({ kind: "until", time } as const);
  }
  const duration = written.includes("${{")
    ? readTemplate(reading, path, written, vantage)
    : noted(reading, path, () => parseDuration(written));
  return duration === undefined ? undefined : ({ kind: "duration", duration } as const);
}

/** Milliseconds since the epoch of a time in ISO 8601 with its zone. Throws a {@link UserError} that says what to write. */
export function parseTime(text: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new UserError(
    `${JSON.stringify(text.slice(0, 60))} is no time with its zone; write such as 2030-01-31T08:00:00Z`,
  );
}
