/** GitHub's search syntax for dates: `2026-11-21`, `>=2026-11-21T10:00:00Z`, `2026-11-01..2026-11-21`, `*..2026-11-21`. */
import { unprocessable } from "./errors.ts";

const DAY_MS = 86_400_000;

/** Whether a time in milliseconds since the epoch lies in the range. Throws 422 where the text is no range. */
export function dateRange(text: string): (at: number) => boolean {
  const [from, to] = text.split("..");
  if (from !== undefined && to !== undefined) {
    const start = from === "*" ? Number.NEGATIVE_INFINITY : period(from).start;
    const end = to === "*" ? Number.POSITIVE_INFINITY : period(to).end;
    return (at) => at >= start && at < end;
  }
  const [, comparison = "", date = ""] = /^(>=|<=|>|<|)(.*)$/.exec(text) ?? [];
  const { start, end } = period(date);
  switch (comparison) {
    case ">=":
      return (at) => at >= start;
    case ">":
      return (at) => at >= end;
    case "<=":
      return (at) => at < end;
    case "<":
      return (at) => at < start;
    default:
      return (at) => at >= start && at < end;
  }
}

/** The day or the second that a date names. */
function period(date: string): { start: number; end: number } {
  const start = Date.parse(date);
  if (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(date) || Number.isNaN(start)) throw unprocessable(`"${date}" is no date`);
  return { start, end: start + (date.includes("T") ? 1000 : DAY_MS) };
}
