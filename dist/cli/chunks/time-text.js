import { t as formatDuration } from "./duration.js";

// src/report/time-text.ts
/** A time as people read it wherever they are, to the minute. */
function timeInWords(milliseconds) {
	const time = new Date(milliseconds);
	return Number.isNaN(time.getTime()) ? "never" : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
/** A time by the clock of this machine and how far it is, such as `2026-11-21 15:04 (in 3m20s)`; without the date where it is near. */
function timeText(at, now) {
	const date = new Date(at);
	const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
	const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${Math.abs(at - now) > 432e5 ? `${day} ${clock}` : clock} (${awayText(at, now)})`;
}
/** How far a time is from another, both in milliseconds since the epoch. */
function awayText(at, now) {
	return at >= now ? `in ${formatDuration(at - now)}` : `${formatDuration(now - at)} ago`;
}
function two(number) {
	return String(number).padStart(2, "0");
}

export { timeInWords as n, timeText as r, awayText as t };