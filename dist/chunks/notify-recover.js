import { Ct as readJournal, Dt as limits, Fn as undoSuffix, Mt as link, Nn as contextOf, Rt as classify, Yt as formatDuration, fn as neutraliseLine, jn as namesOf, k as recordOf, kt as code, mr as Refused, mt as withStage, vt as checkpointFiles } from "./action.js";
const { join } = process.getBuiltinModule("node:path");

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

// src/report/operation.ts
/** How many operations are in which state. */
function countStates(operations) {
	const counts = /* @__PURE__ */ new Map();
	for (const { state } of operations) counts.set(state, (counts.get(state) ?? 0) + 1);
	return counts;
}
/** A state as people read it. */
function stateInWords(state) {
	return state === "dead-letters" ? "dead letters" : state === "pending" ? "not run" : state;
}
/** A state as people see it. */
const signs = {
	pending: "▫️",
	running: "▶️",
	waiting: "⏳",
	done: "✅",
	replayed: "⏩",
	skipped: "⏭️",
	"dead-letters": "📭",
	compensated: "↩️",
	interrupted: "⚠️",
	failed: "❌"
};
const order = [
	"failed",
	"dead-letters",
	"interrupted",
	"waiting",
	"running",
	"compensated",
	"done",
	"replayed",
	"skipped",
	"pending"
];
/** `3 dead letters`. */
function deadLettersInWords(count) {
	return count === 1 ? "1 dead letter" : `${count} dead letters`;
}
/** `2 failed, 1 waiting, 95 done`: what needs a person comes first. */
function countsInWords(counts) {
	return order.flatMap((state) => {
		const count = counts.get(state);
		if (count === void 0) return [];
		return [state === "dead-letters" ? deadLettersInWords(count) : `${count} ${stateInWords(state)}`];
	}).join(", ");
}
/** Every operation and what stands in it, in order. */
function* eachOperation(operations) {
	for (const operation of operations) {
		yield operation;
		yield* eachOperation(operation.children);
	}
}

// src/report/graph.ts
/** An automation as a state machine, and how far a run has come in it. Mermaid and SVG are drawn from it. */
/** Whether the graph tells of a run, rather than of a definition alone. */
function isOfRun({ nodes }) {
	return nodes.some(({ state }) => state !== "pending");
}
/** What a node says of its operation besides its name. */
function notesOn(operation) {
	const { state, attempts = 0, duration, until, kind, children } = operation;
	if ((kind === "map" || kind === "parallel") && children.length > 0) return [countsInWords(countStates(children))];
	if (state === "pending") return [];
	return [[
		stateInWords(state),
		...attempts > 1 ? [`${attempts} attempts`] : [],
		...until === void 0 ? [] : [`until ${timeInWords(until)}`],
		...duration === void 0 ? [] : [formatDuration(duration)]
	].join(" · ")];
}

// src/actions/incident/redacted.ts
/** The report without secrets; names in a diagram held none when they were recorded. */
function redacted(failure, redact) {
	const { step, output } = failure;
	return {
		...failure,
		reason: redact(failure.reason),
		...step !== void 0 && { step: redact(step) },
		...output !== void 0 && { output: redact(output) },
		undone: failure.undone.map(redact),
		waysOn: failure.waysOn.map(redact)
	};
}

// src/durable/step/failure-of-record.ts
/** The failure that a record is of, as far as it tells: without limits and output. Undefined of what was cancelled. */
function failureOfRecord({ kind, name = "Error", message, code }) {
	switch (kind) {
		case "exit": return {
			kind,
			code: Number(code)
		};
		case "signal": return {
			kind,
			signal: String(code)
		};
		case "timeout":
		case "idle-timeout":
		case "deadline": return {
			kind,
			limit: 0
		};
		case "not-started": return {
			kind,
			message,
			...code !== void 0 && { code: String(code) }
		};
		case "interrupted": return { kind };
		case "cancelled": return;
		case "error": return {
			kind,
			name,
			message,
			...code !== void 0 && { code: String(code) }
		};
	}
}

// src/report/failure-text.ts
/** Why something failed, on one line; `show` makes a foreign text fit for where it is read. */
function failureText({ kind, message, code }, show = neutraliseLine) {
	return kind !== "exit" || code === void 0 || message.includes(String(code)) ? show(message) : `${show(message)} (exit code ${code})`;
}

// src/report/path-text.ts
/** A path as people read it: of the step they know of, with the slashes and signs that names have. */
function readable(path) {
	return neutraliseLine(namesOf(answeredBy(path)).join("/"));
}
/** The step that waits for a callback: `waitForCallback` keeps its callback within a context of the name it was given. */
function answeredBy(path) {
	return path.replace(/(?<=.)\/callback$/, "");
}

// src/report/run-graph.ts
/** More branches than this are one node with counts. */
const mostBranches = 8;
/** How deep contexts are opened, where there is room. */
const deepest = 4;
/** The state of the end of a run, for the statuses that end one. */
const endStates = {
	completed: "done",
	failed: "failed",
	cancelled: "interrupted"
};
/**
* The way a run went, from its operations alone: they follow each other in the order in which they were come to,
* contexts are groups, branches go side by side and a map is one node with counts. Contexts are drawn closed as far as
* that is needed to stay within `maxNodes`; a run with more operations at its root is drawn whole all the same.
*/
function graphOfRun(operations, status, maxNodes) {
	for (let depth = deepest; depth > 0; depth--) {
		const graph = draw(operations, status, depth);
		if (graph.nodes.length <= maxNodes) return graph;
	}
	return draw(operations, status, 0);
}
function draw(operations, status, depth) {
	const nodes = [];
	const edges = [];
	const groups = [];
	function join(from, to, label) {
		for (const each of from) edges.push({
			from: each,
			to,
			kind: "next",
			isTaken: true,
			...label && { label }
		});
	}
	/** Draws one after the other, coming from the nodes `from`; gives the last ones. */
	function chain(list, from, place) {
		let last = from;
		list.forEach((operation, index) => {
			last = one(operation, last, index === 0 ? place : {
				...place,
				label: void 0
			});
		});
		return last;
	}
	function one(operation, from, { group, left, label }) {
		const { path, name, kind, state, children } = operation;
		const inGroup = group === void 0 ? {} : { group };
		if (kind === "child" && children.length > 0 && left > 0) {
			groups.push({
				id: path,
				label: name,
				...inGroup
			});
			return chain(children, from, {
				group: path,
				left: left - 1,
				label
			});
		}
		nodes.push({
			id: path,
			label: name,
			notes: notesOn(operation),
			kind,
			state,
			...inGroup
		});
		join(from, path, label);
		if (!(kind === "parallel" && children.length <= mostBranches && left > 0)) return [path];
		const ends = children.flatMap((branch) => chain(branch.children, [path], {
			group,
			left: left - 1,
			label: branch.name
		}));
		return ends.length > 0 ? [...new Set(ends)] : [path];
	}
	const last = chain(operations, [], {
		group: void 0,
		left: depth,
		label: void 0
	});
	const end = endStates[status];
	if (end) {
		nodes.push({
			id: "",
			label: status,
			notes: [],
			kind: "end",
			state: end
		});
		join(last, "", void 0);
	}
	return {
		nodes,
		edges,
		groups
	};
}

// src/report/operations.ts
/** What a lane's journal tells of the operations of a run. */
/** The operations of the root, each with what stands in it, in the order in which they were come to. */
function operationsOf(lane, view) {
	return draftsOf(lane).map((draft) => finish(lane, view, draft));
}
function draftsOf({ steps, run }) {
	const root = {
		path: "",
		at: 0,
		children: []
	};
	const drafts = /* @__PURE__ */ new Map([["", root]]);
	const draftAt = (path) => {
		const known = drafts.get(path);
		if (known) return known;
		const draft = {
			path,
			at: Number.POSITIVE_INFINITY,
			children: []
		};
		drafts.set(path, draft);
		draftAt(contextOf(path)).children.push(draft);
		return draft;
	};
	const place = (path, at) => {
		for (let draft = draftAt(path); draft.at > at; draft = draftAt(contextOf(draft.path))) draft.at = at;
	};
	for (const [path, { status, firstStartedAt }] of steps) if (status !== "done" || !path.endsWith(" (undo)")) place(path, firstStartedAt);
	for (const [path, looked] of run.conditions) place(path, looked.type === "condition-checked" ? looked.since : looked.at);
	for (const [path, { heartbeatAt }] of run.callbacks) place(path, heartbeatAt);
	for (const [path, { until }] of run.waits) place(path, until);
	for (const [path, { at }] of run.deadLetters) place(path, at);
	for (const path of run.contexts.keys()) draftAt(path);
	for (const { children } of drafts.values()) children.sort((a, b) => a.at === b.at ? 0 : a.at - b.at);
	return root.children;
}
/** One for all: there may be hundreds of thousands. */
const none = [];
function finish(lane, view, draft) {
	const { path } = draft;
	const children = draft.children.length === 0 ? none : draft.children.map((child) => finish(lane, view, child));
	const [name = path] = namesOf(path.slice(path.lastIndexOf("/") + 1));
	const base = {
		path,
		name
	};
	const leaf = leafOf(lane, view, path);
	if (leaf) return {
		...base,
		...leaf,
		children
	};
	const told = contextAt(lane, view, path, children);
	if (told.kind !== "callback") return {
		...base,
		...told,
		children
	};
	return {
		...base,
		...told,
		...waitingOf(children),
		children: children.filter(({ state }) => state === "failed")
	};
}
/** What stands for itself; undefined for a context. */
function leafOf(lane, view, path) {
	const { steps, run } = lane;
	const step = steps.get(path);
	if (step) return {
		kind: "step",
		...stepAt(lane, view, path, step)
	};
	const wait = run.waits.get(path);
	if (wait) return wait.isDone ? {
		kind: "wait",
		state: ended(view, path)
	} : {
		kind: "wait",
		state: "waiting",
		until: wait.until
	};
	const callback = run.callbacks.get(path);
	if (callback) return {
		kind: "callback",
		...callbackAt(view, path, callback)
	};
	const condition = run.conditions.get(path);
	if (condition?.type === "condition-failed") return {
		kind: "condition",
		state: "failed",
		failure: condition.failure
	};
	if (!condition) return void 0;
	const { number: attempts, next } = condition;
	return next === void 0 ? {
		kind: "condition",
		state: ended(view, path),
		attempts
	} : {
		kind: "condition",
		state: "waiting",
		attempts,
		until: next
	};
}
function stepAt({ run }, view, path, step) {
	const { failure, failedAttempts: attempts, next, done, duration: tried } = step;
	switch (step.status) {
		case "done": {
			const { attempts: taken = 0, duration } = done ?? {};
			return {
				state: run.compensated.has(path) ? "compensated" : ended(view, path),
				attempts: taken,
				...duration !== void 0 && { duration }
			};
		}
		case "failed": return {
			state: "failed",
			attempts,
			...failure && { failure },
			...tried !== void 0 && { duration: tried }
		};
		case "compensated":
		case "reopened": return { state: "pending" };
		case "started": {
			const why = failure && { failure };
			if (next !== void 0) return {
				state: "waiting",
				attempts,
				until: next,
				...why
			};
			return {
				state: view.isAtWork ? "running" : "interrupted",
				attempts: attempts + 1,
				...why
			};
		}
	}
}
function callbackAt(view, path, { answer, expects, approval, until, id }) {
	if (answer?.kind === "failed") return {
		state: "failed",
		failure: answer.failure
	};
	if (answer) return { state: ended(view, path) };
	const question = approval?.question;
	return {
		state: "waiting",
		callback: {
			id,
			...expects && { expects },
			...question !== void 0 && { question }
		},
		...until !== void 0 && { until }
	};
}
function contextAt({ run }, view, path, children) {
	const record = run.contexts.get(path);
	const letter = run.deadLetters.get(path);
	if (letter) return {
		kind: "item",
		state: "dead-letters",
		attempts: letter.attempts,
		failure: letter.failure
	};
	const kind = record?.kind ?? kindBy(children);
	if (record?.status === "failed") return {
		kind,
		state: "failed",
		failure: record.failure
	};
	const states = countStates(children);
	if (record) {
		if (isBlamed(run, path)) return {
			kind,
			state: "failed"
		};
		if (states.has("dead-letters")) return {
			kind,
			state: "dead-letters"
		};
		return {
			kind,
			state: states.has("done") && view.ran !== void 0 ? "done" : ended(view, path)
		};
	}
	return {
		kind,
		state: unfinished.find((state) => states.has(state)) ?? (view.isAtWork ? "running" : "interrupted")
	};
}
/** Whether the run ended for what stands in a context that came to its end, as a batch does whose items failed. */
function isBlamed(run, path) {
	return run.ended?.causes.some((cause) => cause === path || cause.startsWith(`${path}/`)) ?? false;
}
/** The state of a context that has no end is that of what keeps it from one. */
const unfinished = [
	"running",
	"failed",
	"interrupted",
	"waiting",
	"pending"
];
/** A context says what it is when it ends; before that, what stands in it tells. */
function kindBy(children) {
	if (children.some(({ kind }) => kind === "item")) return "map";
	if (children.some(({ kind }) => kind === "branch")) return "parallel";
	return children.some(({ kind, name }) => kind === "callback" && name === "callback") ? "callback" : "child";
}
function waitingOf(children) {
	const { until, callback } = children.find(({ kind }) => kind === "callback") ?? {};
	return {
		...until !== void 0 && { until },
		...callback && { callback }
	};
}
function ended({ ran }, path) {
	return ran === void 0 || ran.has(path) ? "done" : "replayed";
}

// src/report/run-view.ts
/** The whole view of a run, from its lane's journal. */
function viewOf(lane, from) {
	const { run } = lane;
	const { failure, causes = [] } = run.ended ?? {};
	const until = run.suspended?.until;
	const status = statusOf(run, from);
	const operations = operationsOf(lane, from);
	const all = [...eachOperation(operations)];
	return {
		status,
		cancelling: run.cancelling !== void 0 && !isOver(run),
		...failure && { failure },
		causes,
		operations,
		steps: all.filter(({ kind }) => kind === "step"),
		waits: isOver(run) ? [] : all.filter(isWaiting),
		deadLetters: [...run.deadLetters.values()],
		...status === "suspended" && until !== void 0 && { nextWake: until }
	};
}
function statusOf(run, { isAtWork }) {
	if (isAtWork && !isOver(run)) return "running";
	return run.status === "running" ? "interrupted" : run.status;
}
function isOver({ status }) {
	return status === "completed" || status === "failed" || status === "cancelled";
}
/** A context waits for what waits in it. */
function isWaiting({ state, children }) {
	return state === "waiting" && !children.some((child) => child.state === "waiting");
}

// src/report/shell-word.ts
/** Text as one word of a command that can be copied into a shell. */
function word(text) {
	const inert = neutraliseLine(text);
	return /^[\w./:@%+=-]+$/.test(inert) && !inert.startsWith("-") ? inert : `'${inert.replaceAll("'", String.raw`'\''`)}'`;
}

// src/report/commands.ts
/** `again` are steps that run again only where they are named. */
function resumeCommand(key, again = []) {
	const steps = again.length === 0 ? [] : ["--again", ...again.map(word)];
	return [
		"holdfast resume",
		word(key),
		...steps
	].join(" ");
}
function redriveCommand(key) {
	return `holdfast redrive ${word(key)}`;
}
/** The first of the ways to answer what waits. */
function answerCommand(key, step, expects) {
	const command = `holdfast ${expects === "event" ? "signal" : "approve"} ${word(key)} ${word(step)}`;
	return expects === "event" ? `${command} --json VALUE` : command;
}

// src/report/ways-on.ts
/** How a person has a run go on. What that does is the same everywhere; how it is reached depends on where the run is. */
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
/** For annotations and logs, beside which the page is. */
const plainly = {
	strong: same,
	command: same,
	name: (text) => JSON.stringify(text),
	page: () => ""
};
/** For job summaries. */
const inMarkdown = {
	strong: (text) => `**${text}**`,
	command: code,
	name: code,
	page: (url) => url === void 0 ? "" : ` ${link("on the page of this workflow run", url)}`
};
function same(text) {
	return text;
}
/** How the run goes on, in sentences; empty where there is nothing to do. */
function wayOnInWords(standing, reach, markup) {
	const way = wayOn(standing);
	if (!way) return "";
	const { status } = standing;
	const { again, effect } = way;
	const { strong, command, name } = markup;
	const steps = again.map(name).join(", ");
	const ways = [(again.length === 0 ? "" : `give the input again its name (${steps}) and `) + rerun(status, reach, markup), ...reach.isKept ? [`run ${command(resumeCommand(reach.key, again))} on this machine`] : []];
	const lead = again.length > 0 ? `${strong("To go on")}, look whether the effect of ${steps} happened. Where it may happen again, ` : `${strong(leads[status] ?? "To go on")}, `;
	const left = reach.isLeft ? " A schedule leaves it as it is." : "";
	return `${lead}${ways.join(", or ")}: ${effect}.${left}`;
}
const leads = {
	paused: "Once you have looked at it",
	cancelled: "To go on all the same"
};
function rerun(status, { isShared, isIndexed, rerunUrl }, { page, command }) {
	if (status === "suspended") {
		const again = `re-run this job${page(rerunUrl)}`;
		if (isIndexed) return `${again}, as ${command("actions/resume")} does once it is due`;
		return isShared ? `run the workflow again with this key (a schedule may), or ${again}` : again;
	}
	return isShared ? `re-run this job${page(rerunUrl)}, or run the workflow again with this key` : `re-run the failed jobs${page(rerunUrl)}`;
}
/** How dead letters are redriven, in sentences. */
function redriveInWords({ key, isKept }, { command }) {
	const here = isKept ? `, as ${command(redriveCommand(key))} does on this machine` : "";
	return `The items are kept with their errors. The input redrive ${redriveEffect}${here}.`;
}

// src/notify/normalised-error.ts
/** Characters of an error that tell one problem from another; what comes after is detail. */
const looked = 2e3;
const kept = 200;
/** What is gone without a trace: controls and what a reader does not see. */
const unseen = /\u001b\[[\d;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cf}/gu;
/** In this order: an address holds paths, a time holds numbers. A hash may be of digits alone, and is a number. */
const varying = [
	[/\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'`<>]+/gi, "<address>"],
	[/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?Z| ?[+-]\d\d:?\d\d)?)?/g, "<time>"],
	[/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?/g, "<time>"],
	[/(?<![\w<])(?:[a-z]:[\\/]|\\\\|~?\/|\.{1,2}[\\/])[^\s"'`<>|,;:()[\]]+/gi, "<path>"],
	[/(?<![\w.@-])[\w.@-]+(?:[\\/][\w.@-]+){2,}/g, "<path>"],
	[/(?<![\w.@-])[\w.@-]+[\\/][\w@-]+\.\w+/g, "<path>"],
	[/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi, "<number>"],
	[/\b(?:0x|sha\d+[:-])?(?=[a-f]*\d)[\da-f]{7,}\b(?:[.,]\d+)*/gi, "<number>"],
	[/(?<![\w+/=-])(?=[^\s\d]*\d)(?=[\w+/-]*[a-z])[\w+/-]{24,}=*/gi, "<number>"],
	[/(?<!\d|\b(?:code|status|http|errno)[ :=(]{0,2})\d+(?:[.,]\d+)*/gi, "<number>"]
];
/**
* What of an error stays the same when the same problem comes again: its first line that says something, without
* addresses, times, paths, hashes and numbers, at most 200 characters of it.
*/
function normalisedError(error) {
	const line = error.slice(0, looked).replace(unseen, "").split(/[\r\n]+/).find((each) => /[\p{L}\p{N}]/u.test(each)) ?? "";
	return varying.reduce((text, [pattern, name]) => text.replace(pattern, name), line).replace(/\s+/g, " ").trim().slice(0, kept).toWellFormed();
}

// src/notify/lane-failure.ts
/** What a journal tells of the failure of a job. */
/** Whether what is recorded in a lane failed, or was at work when its job ended. What waits has not failed. */
function hasLaneFailed({ run, steps }) {
	if (run.started) return run.status !== "completed" && run.status !== "suspended";
	return [...steps.values()].some(isOpen);
}
/** How what is recorded in a lane failed; undefined where it did not. */
function failureInLane(lane, reach) {
	if (!hasLaneFailed(lane)) return void 0;
	const view = viewOf(lane, { isAtWork: false });
	const { started } = lane.run;
	return started ? failureOfRun(lane, view, reach, started.name) : failureOfSteps(lane, view, reach);
}
const interrupted = recordOf({ kind: "interrupted" });
const cancelled = {
	kind: "cancelled",
	message: "it was cancelled"
};
function failureOfRun(lane, view, reach, automation) {
	const { status, deadLetters } = view;
	const path = view.causes[0] ?? view.steps.find(({ state }) => state === "interrupted")?.path;
	const record = failureAt(lane, path) ?? view.failure ?? (status === "cancelled" ? cancelled : interrupted);
	const place = path === void 0 ? [] : placeOf(view.operations, path);
	const waysOn = [wayOnInWords(view, reach, plainly), ...deadLetters.length === 0 ? [] : [redriveInWords(reach, plainly)]];
	return {
		failure: {
			...report(lane, view, path, record),
			automation,
			waysOn
		},
		...path !== void 0 && { path },
		cause: causeOf(place, record),
		subject: [
			automation,
			status,
			...place.length === 0 ? [] : ["at", place[0]]
		].join(" ")
	};
}
/** Of several steps that failed in the newest attempt, the first is what the others followed from. */
function failureOfSteps(lane, view, reach) {
	const open = [...lane.steps].filter(([, step]) => isOpen(step));
	const newest = Math.max(...open.map(([, { attempt }]) => attempt));
	const [path, step] = open.find(([, { attempt }]) => attempt === newest) ?? [];
	if (path === void 0 || step === void 0) return void 0;
	const record = (step.status === "failed" ? step.failure : void 0) ?? interrupted;
	return {
		failure: {
			...report(lane, view, path, record),
			waysOn: [wayOnOf(path, step, reach)]
		},
		path,
		cause: causeOf([path], record),
		subject: `step ${readable(path)} failed`
	};
}
function isOpen({ status }) {
	return status === "failed" || status === "started";
}
function wayOnOf(path, { status, semantics }, reach) {
	if (status === "failed" || semantics === "at-least-once") return wayOnInWords({ status: "failed" }, reach, plainly);
	return `To go on, look whether the effect of ${readable(path)} happened: it is not run again. If it did, or if it may run again, say so with a command in the input unless, and re-run the job.`;
}
/** A diagram of a run is drawn coarser to have at most so many nodes. */
const mostNodes = 60;
function report(lane, view, path, record) {
	const attempt = lane.steps.get(path ?? "")?.failedAttempts;
	const failure = failureOfRecord(record);
	return {
		reason: reasonOf(record),
		...path !== void 0 && { step: readable(path) },
		...attempt && { attempt },
		...failure?.kind === "exit" && { exitCode: failure.code },
		...failure && { classification: classify(failure) },
		undone: undoneIn(view),
		...view.operations.length > 1 && { graph: graphOfRun(view.operations, lane.run.status, mostNodes) }
	};
}
function reasonOf(record) {
	const { kind, name = "Error" } = record;
	return kind === "error" && name !== "Error" ? `${name}: ${failureText(record)}` : failureText(record);
}
function failureAt({ steps, run }, path) {
	return path === void 0 ? void 0 : steps.get(path)?.failure ?? run.deadLetters.get(path)?.failure;
}
const undone = /* @__PURE__ */ new Set([
	"failed",
	"interrupted",
	"waiting",
	"running",
	"pending"
]);
/** What stands in a dead letter is done with it. */
function undoneIn({ steps, deadLetters }) {
	const isInLetter = (path) => deadLetters.some((letter) => path.startsWith(`${letter.path}/`));
	return [...steps.filter(({ state, path }) => undone.has(state) && !isInLetter(path)).map(({ path }) => readable(path)), ...deadLetters.map(({ path }) => `${readable(path)} (dead letter)`)];
}
/** The names in a path with `*` for items, whose keys are another run's in the next. */
function placeOf(operations, path) {
	const operation = operations.find((each) => path === each.path || path.startsWith(`${each.path}/`));
	if (operation === void 0) return [];
	return [operation.kind === "item" ? "*" : readable(operation.name), ...placeOf(operation.children, path)];
}
function causeOf(place, record) {
	return [place.join("/"), normalisedError(reasonOf(record))].filter((part) => part !== "").join(": ");
}

// src/store/kept-lanes.ts
/** What the lanes of a run say for themselves, read from its artifacts: foreign data, read within bounds and never run. */
/** How the names of all artifacts begin that hold a lane. */
const laneArtifacts = "holdfast-";
/** A lane of more bytes brings back large files of its steps: to tell of it is not worth the wait. */
const largest = 67108864;
/** Of each lane, whose artifacts are called `NAME`, then `NAME.2`, `NAME.3`, the newest. */
function newestOfEach(entries) {
	const newest = /* @__PURE__ */ new Map();
	for (const entry of entries.toSorted((a, b) => a.id - b.id)) newest.set(entry.name.replace(/\.\d{1,4}$/, ""), entry);
	return [...newest.values()].filter(({ size }) => size <= largest);
}
/** The lane in an artifact; undefined where it cannot be had, or is not sound. `scratch` is a folder that exists. */
async function laneInArtifact(world, service, entry, scratch) {
	return withStage(world, join(scratch, "artifact"), async (stage) => {
		await world.files.makeFolder(stage);
		return (await service.download(entry, stage)).kind === "downloaded" ? laneInFolder(world.files, stage) : void 0;
	});
}
/** Undefined where there is none, or none that is sound. Its last line may be half written. */
async function laneInFolder(files, folder) {
	const path = join(folder, checkpointFiles.journal);
	const status = await files.status(path);
	if (status?.kind !== "file" || status.size > limits.journal) return void 0;
	const bytes = await files.read(path);
	try {
		return bytes && readJournal(bytes.subarray(0, bytes.lastIndexOf(10) + 1));
	} catch (error) {
		if (error instanceof Refused) return void 0;
		throw error;
	}
}

export { timeText as A, countsInWords as C, stateInWords as D, signs as E, awayText as O, countStates as S, eachOperation as T, readable as _, failureInLane as a, isOfRun as b, inMarkdown as c, wayOnInWords as d, answerCommand as f, answeredBy as g, graphOfRun as h, newestOfEach as i, timeInWords as k, plainly as l, endStates as m, laneInArtifact as n, hasLaneFailed as o, viewOf as p, laneInFolder as r, normalisedError as s, laneArtifacts as t, redriveInWords as u, failureText as v, deadLettersInWords as w, notesOn as x, redacted as y };