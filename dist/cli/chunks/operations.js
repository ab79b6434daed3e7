import { _ as undoSuffix, h as contextOf, t as namesOf } from "./path.js";
import { n as neutraliseLine } from "./neutralise.js";
import { t as countStates } from "./operation.js";

// src/report/label.ts
const characterBounds = new Intl.Segmenter("en", { granularity: "grapheme" });
/**
* A foreign name on one line, at most `length` characters of it: the middle goes, since names of a kind often begin
* alike.
*/
function shorten(foreign, length) {
	const line = neutraliseLine(withoutMiddle(foreign, length * 8));
	const characters = Array.from(characterBounds.segment(line), ({ segment }) => segment);
	if (characters.length === 0) return "(unprintable)";
	if (characters.length <= length) return characters.join("");
	const head = Math.ceil((length - 1) * .6);
	return `${characters.slice(0, head).join("")}…${characters.slice(head + 1 - length).join("")}`;
}
/** Bounds the work on a name of any length; what it joins is cut out after. */
function withoutMiddle(text, most) {
	return text.length <= most ? text : `${text.slice(0, most / 2)}${text.slice(-most / 2)}`.toWellFormed();
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

export { shorten as n, operationsOf as t };