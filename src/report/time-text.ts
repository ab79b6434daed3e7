import { formatDuration } from "../policy/duration.ts";

/** A time as people read it wherever they are, to the minute. */
export function timeInWords(milliseconds: number): string {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? "never" : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A time by the clock of this machine and how far it is, such as `2026-11-21 15:04 (in 3m20s)`; without the date where it is near. */
export function timeText(at: number, now: number): string {
  const date = new Date(at);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${Math.abs(at - now) > 12 * 3_600_000 ? `${day} ${clock}` : clock} (${awayText(at, now)})`;
}

/** How far a time is from another, both in milliseconds since the epoch. */
export function awayText(at: number, now: number): string {
  return at >= now ? `in ${formatDuration(at - now)}` : `${formatDuration(now - at)} ago`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
