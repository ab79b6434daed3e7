import { i as allRuns, n as readRun, r as word } from "./recorded-run.js";
import { t as painter } from "./terminal.js";
import { t as findRun } from "./find-run.js";
import { n as neutraliseLine } from "./neutralise.js";
import { t as formatDuration } from "./duration.js";
import { r as deadLettersInWords } from "./operation.js";
import { n as viewOf } from "./run-view.js";
import { r as timeText } from "./time-text.js";
import { t as table } from "./table.js";
import { c as outcomeOf, n as waitLines, r as wayOnLines, s as statusObject, t as deadLetterLines } from "./open-ends.js";
import { t as failureText } from "./failure-text.js";
import { n as readable } from "./path-text.js";

// src/cli/show/tones.ts
/** How a run or a step that stands so looks; what is as it should be while nobody looks has no tone. */
const tones = {
	running: "busy",
	interrupted: "warn",
	suspended: "warn",
	completed: "good",
	failed: "bad",
	cancelled: "warn",
	paused: "warn",
	done: "good",
	replayed: "good",
	skipped: "faint",
	retrying: "warn",
	undone: "faint",
	"dead-letters": "bad",
	"to run anew": "warn"
};

// src/cli/show/runs-table.ts
/** What `holdfast status` shows of all runs. */
function runsTable(runs, now, width, paint) {
	const rows = runs.map((run) => {
		const { status, steps, deadLetters, nextWake } = viewOf(run.state, { isAtWork: run.holder !== void 0 });
		const done = steps.filter(({ state }) => state === "done").length;
		const notes = [
			...run.holder === void 0 ? [] : [`process ${run.holder}`],
			...deadLetters.length > 0 ? [deadLettersInWords(deadLetters.length)] : [],
			...nextWake === void 0 ? [] : [`wakes ${timeText(nextWake, now)}`]
		];
		return [
			{
				text: neutraliseLine(run.card.key),
				tone: "strong"
			},
			{
				text: status,
				tone: tones[status]
			},
			{ text: neutraliseLine(run.card.automation) },
			{ text: String(done) },
			{ text: `${formatDuration(Math.max(0, now - run.card.at))} ago` },
			{ text: notes.join(", ") }
		];
	});
	return table([
		"run",
		"status",
		"automation",
		"steps done",
		"started",
		""
	], rows, width, paint);
}

// src/cli/show/status-text.ts
/** What `holdfast status KEY` shows of a run. */
const mostSteps = 30;
function statusText(run, style) {
	const { card, holder } = run;
	const { key } = card;
	const { paint, now } = style;
	const view = viewOf(run.state, { isAtWork: holder !== void 0 });
	const facts = [
		["automation", neutraliseLine(card.automation)],
		["file", neutraliseLine(card.file)],
		["repository", card.repository],
		["started", timeText(card.at, now)],
		...holder === void 0 ? [] : [["at work", `process ${holder}`]],
		...view.cancelling ? [["cancelled", "running steps may end first"]] : []
	];
	const shown = {
		...style,
		key
	};
	const waits = view.waits.filter(({ kind }) => kind !== "step");
	const parts = [
		view.failure ? [`  ${failureText(view.failure)}`, ...view.causes.map((path) => `  ${view.status} at: ${readable(path)}`)] : [],
		stepLines(view.steps, style),
		waitLines(waits, shown),
		deadLetterLines(view.deadLetters, shown),
		holder === void 0 ? wayOnLines(view, key) : [`  holdfast cancel ${word(key)}   stops it`]
	];
	return [
		`${paint("strong", neutraliseLine(key))}  ${paint(tones[view.status] ?? "faint", view.status)}`,
		...facts.map(([name = "", fact = ""]) => `  ${paint("faint", name.padEnd(10))}  ${fact}`),
		...parts.flatMap((lines) => lines.length === 0 ? [] : ["", ...lines])
	];
}
function stepLines(steps, { all, now, width, paint }) {
	if (steps.length === 0) return [];
	const isLong = steps.length > mostSteps && !all;
	const open = isLong ? steps.filter(({ state }) => state !== "done").slice(0, mostSteps) : steps;
	const done = isLong ? steps.filter(({ state }) => state === "done").slice(-Math.max(0, mostSteps - open.length)) : [];
	const shown = isLong && open.length < mostSteps ? [...done, ...open] : open;
	const left = steps.length - shown.length;
	const rows = shown.map((step) => {
		const { path, attempts = 0, duration, failure, until } = step;
		const remarks = [until === void 0 ? "" : `next ${timeText(until, now)}`, failure ? failureText(failure) : ""];
		return [
			{ text: readable(path) },
			{
				text: outcomeOf(step),
				tone: tones[outcomeOf(step)]
			},
			{ text: attempts === 0 ? "" : String(attempts) },
			{ text: duration === void 0 ? "" : formatDuration(duration) },
			{ text: remarks.filter(Boolean).join(": ") }
		];
	});
	return [...table([
		"step",
		"outcome",
		"attempts",
		"time",
		""
	], rows, width - 2, paint).map((line) => `  ${line}`), ...left > 0 ? [paint("faint", `  … and ${left} more: --all`)] : []];
}

// src/cli/show/status.ts
/** `holdfast status`: all runs, or one. */
const mostRuns = 20;
/** Throws a UserError where there is no such run. */
async function showStatus(world, invocation, key, { json, all }) {
	const { output, clock } = world;
	const paint = painter(world, invocation.terminal);
	const width = invocation.terminal?.size().columns ?? 120;
	const print = (lines) => output.write(lines.map((line) => `${line}\n`).join(""));
	if (key !== void 0) {
		const run = await readRun(world, await findRun(world, key, invocation.folder));
		if (json) return output.write(`${JSON.stringify(statusObject(run))}\n`);
		return print(statusText(run, {
			now: clock.now(),
			width,
			all,
			paint
		}));
	}
	const filed = await allRuns(world);
	const shown = all ? filed : filed.slice(0, mostRuns);
	const runs = [];
	for (const run of shown) runs.push(await readRun(world, run));
	if (json) return output.write(runs.map((run) => `${JSON.stringify(statusObject(run))}\n`).join(""));
	if (runs.length === 0) return print(["There are no runs yet: holdfast run FILE starts one."]);
	const left = filed.length - runs.length;
	print([...runsTable(runs, clock.now(), width, paint), ...left > 0 ? [`… and ${left} older ones: --all`] : []]);
}

export { showStatus };