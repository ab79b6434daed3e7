import { c as allRuns, n as readRun, s as word } from "./recorded-run.js";
import { t as painter } from "./terminal.js";
import { t as findRun } from "./find-run.js";
import { n as viewOf, t as isUndo } from "./run-view.js";
import { n as neutraliseLine } from "./neutralise.js";
import { t as formatDuration } from "./duration.js";
import { a as timeText, i as readable, n as failureText, t as answeredBy } from "./message.js";
import { t as table } from "./table.js";
import { n as deadLetterLines, t as answerCommand } from "./end-text.js";

// src/cli/runs/status-tones.ts
/** How a run or a step that stands so looks; what is as it should be while nobody looks has no tone. */
const statusTones = {
	running: "busy",
	interrupted: "warn",
	suspended: "warn",
	completed: "good",
	failed: "bad",
	cancelled: "warn",
	paused: "warn",
	done: "good",
	retrying: "warn",
	undone: "faint",
	"to run anew": "warn"
};

// src/cli/runs/runs-table.ts
/** What `holdfast status` shows of all runs. */
function runsTable(runs, now, width, paint) {
	const rows = runs.map((run) => {
		const { status, steps, deadLetters, nextWake } = viewOf(run);
		const done = steps.filter((step) => step.outcome === "done" && !isUndo(step)).length;
		const notes = [
			...run.holder === void 0 ? [] : [`process ${run.holder}`],
			...deadLetters.length > 0 ? [`${deadLetters.length} dead ${deadLetters.length === 1 ? "letter" : "letters"}`] : [],
			...nextWake === void 0 ? [] : [`wakes ${timeText(nextWake, now)}`]
		];
		return [
			{
				text: neutraliseLine(run.card.key),
				tone: "strong"
			},
			{
				text: status,
				tone: statusTones[status]
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

// src/cli/runs/status-text.ts
/** What `holdfast status KEY` shows of a run. */
const mostSteps = 30;
function statusText(run, style) {
	const { card, holder } = run;
	const { paint, now } = style;
	const view = viewOf(run);
	const facts = [
		["automation", neutraliseLine(card.automation)],
		["file", neutraliseLine(card.file)],
		["repository", card.repository],
		["started", timeText(card.at, now)],
		...holder === void 0 ? [] : [["at work", `process ${holder}`]],
		...view.cancelling ? [["cancelled", "running steps may end first"]] : []
	];
	return [
		`${paint("strong", neutraliseLine(card.key))}  ${paint(statusTones[view.status] ?? "faint", view.status)}`,
		...facts.map(([name = "", fact = ""]) => `  ${paint("faint", name.padEnd(10))}  ${fact}`),
		...view.failure ? [
			"",
			`  ${failureText(view.failure)}`,
			...view.causes.map((path) => `  at ${readable(path)}`)
		] : [],
		...stepLines(view.steps, style),
		...waitLines(view.waits, card.key, now),
		...view.deadLetters.length > 0 ? ["", ...deadLetterLines(view.deadLetters, card.key, style.all)] : [],
		...wayOn(run, view)
	];
}
function stepLines(steps, { all, now, width, paint }) {
	if (steps.length === 0) return [];
	const isLong = steps.length > mostSteps && !all;
	const open = isLong ? steps.filter(({ outcome }) => outcome !== "done").slice(0, mostSteps) : steps;
	const done = isLong ? steps.filter(({ outcome }) => outcome === "done").slice(-Math.max(0, mostSteps - open.length)) : [];
	const shown = isLong && open.length < mostSteps ? [...done, ...open] : open;
	const left = steps.length - shown.length;
	const rows = shown.map(({ path, outcome, attempts, ms, failure, next }) => [
		{ text: readable(path) },
		{
			text: outcome,
			tone: statusTones[outcome]
		},
		{ text: attempts === 0 ? "" : String(attempts) },
		{ text: ms === void 0 ? "" : formatDuration(ms) },
		{ text: [next === void 0 ? "" : `next ${timeText(next, now)}`, failure ? failureText(failure) : ""].filter(Boolean).join(": ") }
	]);
	return [
		"",
		...table([
			"step",
			"outcome",
			"attempts",
			"time",
			""
		], rows, width - 2, paint).map((line) => `  ${line}`),
		...left > 0 ? [paint("faint", `  … and ${left} more: --all`)] : []
	];
}
function waitLines(waits, key, now) {
	if (waits.length === 0) return [];
	return [
		"",
		"  waits for",
		...waits.map(({ path, kind, until }) => {
			const due = until === void 0 ? "" : `  until ${timeText(until, now)}`;
			const how = kind === "callback" ? `  ${answerCommand(key, path)}   (or reject, signal)` : "";
			return `    ${readable(answeredBy(path))}${due}${how}`;
		})
	];
}
function wayOn({ card, holder }, { status, deadLetters }) {
	const resume = `holdfast resume ${word(card.key)}`;
	const ways = {
		interrupted: `${resume}   goes on where it was interrupted`,
		failed: `${resume}   tries what failed anew`,
		paused: `${resume}   goes on once you have looked at it`,
		suspended: `${resume}   goes on`,
		cancelled: `${resume}   goes on all the same`
	};
	const way = holder === void 0 ? ways[status] : `holdfast cancel ${word(card.key)}   stops it`;
	return way === void 0 || status === "completed" && deadLetters.length === 0 ? [] : ["", `  ${way}`];
}

// src/cli/runs/show-status.ts
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
function statusObject(run) {
	const { card, holder, state } = run;
	const { steps, waits, nextWake, ...view } = viewOf(run);
	return {
		type: "run",
		key: card.key,
		automation: card.automation,
		file: card.file,
		repository: card.repository,
		startedAt: time(card.at),
		process: holder ?? null,
		...view,
		...state.run.status === "completed" && { outputs: state.run.ended?.result ?? null },
		nextWake: time(nextWake),
		steps: steps.map(({ next, ...step }) => ({
			...step,
			...next !== void 0 && { next: time(next) }
		})),
		waits: waits.map(({ until, ...wait }) => ({
			...wait,
			...until !== void 0 && { until: time(until) }
		}))
	};
}
function time(at) {
	return at === void 0 ? null : new Date(at).toISOString();
}

export { showStatus };