import { t as UserError } from "./user-error.js";

// src/policy/duration.ts
const SECOND = 1e3;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MILLISECONDS = {
	ms: 1,
	s: SECOND,
	m: MINUTE,
	h: HOUR,
	d: DAY
};
const PART = /(\d{1,15}(?:\.\d{1,6})?)(ms|[smhd])/g;
/** Milliseconds of `30s`, `10m`, `2h`, `1d`, `500ms` or `1m30s`. Throws a {@link UserError} that says what to write. */
function parseDuration(text) {
	const parts = [...text.matchAll(PART)];
	if (parts.length > 0 && parts.map(([part]) => part).join("") === text) {
		const sum = parts.reduce((total, [, amount, unit]) => total + Number(amount) * MILLISECONDS[unit], 0);
		return Math.round(sum);
	}
	if (/^\d+(\.\d+)?$/.test(text)) throw new UserError(`a duration needs its unit; write ${text}s for seconds or ${text}m for minutes`);
	throw new UserError("not a duration; write a number with its unit (ms, s, m, h or d), such as 30s, 10m or 1m30s");
}
/** Milliseconds in words for people, rounded to what matters at that size: `250ms`, `1.5s`, `1m30s`, `2h5m`. */
function formatDuration(ms) {
	if (ms < 999.5) return `${Math.round(ms)}ms`;
	if (ms < 59950) return `${Math.round(ms / 100) / 10}s`;
	if (ms < HOUR - SECOND / 2) return inTwoUnits(ms, "m", "s");
	if (ms < DAY - MINUTE / 2) return inTwoUnits(ms, "h", "m");
	return inTwoUnits(ms, "d", "h");
}
function inTwoUnits(ms, large, small) {
	const perLarge = MILLISECONDS[large] / MILLISECONDS[small];
	const total = Math.round(ms / MILLISECONDS[small]);
	const rest = total % perLarge;
	return `${Math.floor(total / perLarge)}${large}${rest > 0 ? `${rest}${small}` : ""}`;
}

export { parseDuration as n, formatDuration as t };