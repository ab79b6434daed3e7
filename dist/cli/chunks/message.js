import { f as namesOf } from "./checkpoint.js";
import { n as neutraliseLine } from "./neutralise.js";
import { t as formatDuration } from "./duration.js";

// src/report/progress/message.ts
/** What is said of a single event of a run, where anything is: a word, what it is about, and more. */
/** A path as people read it: with the slashes and signs that names have. */
function readable(path) {
	return neutraliseLine(namesOf(path).join("/"));
}
/** The step a person knows of: `waitForCallback` keeps its callback within a context of the name it was given. */
function answeredBy(path) {
	return path.replace(/(?<=.)\/callback$/, "");
}
function failureText({ message }) {
	return neutraliseLine(message);
}
/** `now` is in milliseconds since the epoch. */
function messageOf(progress, now) {
	const { path } = progress;
	switch (progress.type) {
		case "started":
		case "items": return;
		case "replayed": return {
			outcome: "replayed",
			path,
			text: ""
		};
		case "done": {
			const { attempts = 1, duration } = progress;
			return {
				outcome: "done",
				path,
				text: [
					...progress.kind === "compensation" ? ["undone"] : [],
					...duration === void 0 ? [] : [formatDuration(duration)],
					...attempts > 1 ? [`${attempts} ${progress.kind === "condition" ? "looks" : "attempts"}`] : []
				].join(", ")
			};
		}
		case "attempt-failed":
			if (progress.next === void 0) return void 0;
			return {
				outcome: "retrying",
				path,
				text: `attempt ${progress.attempt} failed, next in ${formatDuration(Math.max(0, progress.next - now))}: ` + failureText(progress.failure)
			};
		case "failed": return {
			outcome: "failed",
			path,
			text: failureText(progress.failure)
		};
		case "waiting":
			if (progress.kind === "step") return void 0;
			return {
				outcome: "waiting",
				path: answeredBy(path),
				text: waitText(progress.kind, progress.until, now)
			};
		case "dead-letter": return {
			outcome: "dead-letter",
			path,
			text: failureText(progress.failure)
		};
		case "log": {
			const details = progress.details ? ` ${JSON.stringify(progress.details)}` : "";
			return {
				outcome: "log",
				path,
				text: (progress.level === "info" ? "" : `${progress.level}: `) + neutraliseLine(progress.message + details)
			};
		}
	}
}
/** What something waits for, and how long. */
function waitText(kind, until, now) {
	const forWhat = kind === "callback" || kind === "answer" ? "for an answer" : "";
	const isSoon = until !== void 0 && until - now < 6e4;
	return [forWhat, until === void 0 ? "" : isSoon ? `goes on ${awayText(until, now)}` : `until ${timeText(until, now)}`].filter(Boolean).join(" ");
}
/** A time and how far it is, such as `2026-11-21 15:04 (in 3m20s)`; without the date where it is near. */
function timeText(at, now) {
	const date = new Date(at);
	const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
	const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${Math.abs(at - now) > 432e5 ? `${day} ${clock}` : clock} (${awayText(at, now)})`;
}
function awayText(at, now) {
	return at >= now ? `in ${formatDuration(at - now)}` : `${formatDuration(now - at)} ago`;
}
function two(number) {
	return String(number).padStart(2, "0");
}

export { timeText as a, readable as i, failureText as n, waitText as o, messageOf as r, answeredBy as t };