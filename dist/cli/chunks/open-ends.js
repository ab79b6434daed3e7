import { t as formatDuration } from "./duration.js";
import { r as word } from "./recorded-run.js";
import { n as neutraliseLine } from "./neutralise.js";
import { n as readable } from "./path-text.js";
import { r as deadLettersInWords } from "./operation.js";
import { r as timeText, t as awayText } from "./time-text.js";
import "./markdown.js";
import { n as shorten } from "./operations.js";
import { a as redriveCommand, i as otherAnswers, n as viewOf, o as resumeCommand, r as answerCommand } from "./run-view.js";
import { t as failureText } from "./failure-text.js";

// src/cli/show/step-outcome.ts
const words = {
	waiting: "retrying",
	pending: "to run anew",
	compensated: "undone"
};
/** What has come of a step so far, in the words of the command line: one that waits does so for its next attempt. */
function outcomeOf({ state }) {
	switch (state) {
		case "waiting":
		case "pending":
		case "compensated": return words[state];
		default: return state;
	}
}

// src/cli/show/status-object.ts
/** A run for programs. */
function statusObject({ card, holder, state }) {
	const view = viewOf(state, { isAtWork: holder !== void 0 });
	const { status, cancelling, failure, causes } = view;
	return {
		type: "run",
		key: card.key,
		automation: card.automation,
		file: card.file,
		repository: card.repository,
		startedAt: time(card.at),
		process: holder ?? null,
		status,
		cancelling,
		...failure && { failure },
		causes,
		deadLetters: view.deadLetters.map(deadLetterObject),
		...status === "completed" && { outputs: state.run.ended?.result ?? null },
		nextWake: time(view.nextWake),
		steps: view.steps.map(stepObject),
		waits: view.waits.filter(({ kind }) => kind !== "step").map(waitObject)
	};
}
/** A dead letter for programs. */
function deadLetterObject({ path, key, attempts, failure }) {
	return {
		path,
		key,
		attempts,
		message: failure.message
	};
}
function stepObject(step) {
	const { path, attempts = 0, duration, failure, until } = step;
	return {
		path,
		outcome: outcomeOf(step),
		attempts,
		...duration !== void 0 && { ms: duration },
		...failure && { failure },
		...until !== void 0 && { next: time(until) }
	};
}
function waitObject({ path, kind, callback, until }) {
	return {
		path,
		kind,
		...callback,
		...until !== void 0 && { until: time(until) }
	};
}
function time(at) {
	return at === void 0 ? null : new Date(at).toISOString();
}

// src/report/progress/message.ts
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
				path,
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
	const forWhat = waitsFor[kind] ?? "";
	if (until === void 0) return forWhat;
	const isSoon = until - now < 6e4;
	if (kind === "step") return `${forWhat} ${isSoon ? awayText(until, now) : timeText(until, now)}`;
	if (forWhat === "" && isSoon) return `goes on ${awayText(until, now)}`;
	return `${forWhat} until ${timeText(until, now)}`.trimStart();
}
const waitsFor = {
	callback: "for an answer",
	answer: "for an answer",
	step: "for the next attempt"
};

// src/report/ways-on.ts
/** Undefined where there is nothing to do. */
function wayOn({ status, failure, causes = [] }) {
	if (status === "paused" && failure?.kind === "interrupted") return {
		again: causes.map(readable),
		effect: "what is done is replayed, and that runs again"
	};
	const effect = effects[status];
	return effect === void 0 ? void 0 : {
		again: [],
		effect
	};
}
const effects = {
	interrupted: "what is recorded is replayed, and the rest runs",
	failed: "what is done is replayed, and what failed runs again",
	paused: "what is done is replayed, and what it paused at runs again",
	suspended: "what has come is taken in, and the rest runs",
	cancelled: "what is done is replayed, and the rest runs"
};
/** What redriving dead letters does. */
const redriveEffect = "tries them anew, and nothing else";

// src/cli/show/open-ends.ts
/** What a run leaves open, in lines for a terminal: what it waits for, its dead letters, and how it goes on. */
/** In characters. */
const longestQuestion = 200;
/** Of a long list; `all` shows the rest. */
const most = 10;
/** What a run waits for, the earliest first, and how an answer is given. */
function waitLines(waits, { key, now, all }) {
	if (waits.length === 0) return [];
	return [
		"  waits for",
		...waits.toSorted((one, other) => dueOf(one) - dueOf(other)).slice(0, all ? waits.length : most).flatMap(({ path, kind, until, callback }) => {
			const wait = `${readable(path)}  ${waitText(kind, until, now)}`.trimEnd();
			return callback === void 0 ? [`    ${wait}`] : [
				`    ${wait}`,
				...callback.question === void 0 ? [] : [`      ${shorten(callback.question, longestQuestion)}`],
				`      ${answerCommand(key, readable(path), callback.expects)}${otherAnswers(callback.expects)}`
			];
		}),
		...leftOut(waits.length, key, all)
	];
}
/** The dead letters of a run, and how they are tried anew. */
function deadLetterLines(letters, { key, all }) {
	if (letters.length === 0) return [];
	const lines = letters.slice(0, all ? letters.length : most).map(({ path, attempts, failure }) => {
		const after = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
		return `    ${readable(path)}  after ${after}: ${failureText(failure)}`;
	});
	return [
		`  ${deadLettersInWords(letters.length)}`,
		...lines,
		...leftOut(letters.length, key, all),
		...commandLines(redriveCommand(key), redriveEffect)
	];
}
function dueOf({ until }) {
	return until ?? Number.MAX_SAFE_INTEGER;
}
function leftOut(count, key, all) {
	return all || count <= most ? [] : [`    … and ${count - most} more: holdfast status ${word(key)} --all`];
}
/** How a run goes on; nothing where there is nothing to do. */
function wayOnLines(standing, key) {
	const way = wayOn(standing);
	return way ? commandLines(resumeCommand(key, way.again), way.effect) : [];
}
/** Columns that any terminal has. */
const widest = 80;
/** A command and what it does, which stands below it where it has no room beside it. */
function commandLines(command, effect) {
	const beside = `  ${command}   ${effect}`;
	return beside.length > widest ? [`  ${command}`, `    ${effect}`] : [beside];
}

export { waitText as a, outcomeOf as c, messageOf as i, waitLines as n, deadLetterObject as o, wayOnLines as r, statusObject as s, deadLetterLines as t };