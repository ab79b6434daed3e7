import { f as operationOf, h as writeHistory, m as readHistory, p as pastEvent, t as historyOf } from "./recorded-run.js";
import { _ as undoSuffix, h as contextOf, m as limits, r as checkpointFiles, t as namesOf, u as readJournal } from "./path.js";
import { t as UserError } from "./user-error.js";
import { I as AutomationChanged, f as DefinitionChanged, m as definitionText, p as changedParts, t as loadDefinition } from "./load.js";
import { o as runAutomation, t as nowhere } from "./surroundings.js";
import { i as Lifeline, n as simulatedLane, o as stillClock, r as emptyDisk, t as simulatedProcess } from "./process.js";
import { n as neutraliseLine } from "./neutralise.js";
import { n as Refused } from "./refused.js";
import { n as readable } from "./path-text.js";
import { t as localRepository } from "./repository.js";
import { t as painter } from "./terminal.js";
import { t as findRun } from "./find-run.js";
const { join, posix, resolve } = process.getBuiltinModule("node:path");
const { isDeepStrictEqual } = process.getBuiltinModule("node:util");

// src/durable/simulation/overlay.ts
/** A simulated disk over a real one: what the simulated one has not is read from the real one, which is never changed. */
function overlay(simulated, real) {
	const within = async (path) => await simulated.status(path) ? simulated : real;
	return {
		...simulated,
		read: async (path, limit) => (await within(path)).read(path, limit),
		readRange: async (path, offset, length) => (await within(path)).readRange(path, offset, length),
		status: async (path) => (await within(path)).status(path),
		list: async (path) => (await within(path)).list(path),
		readLink: async (path) => (await within(path)).readLink(path)
	};
}

// src/durable/replay/recorded-history.ts
/** All operations but those that undo others, with the contexts they stand in, in the order they were come to. */
function spansOf(events) {
	const spans = /* @__PURE__ */ new Map();
	for (const event of events) {
		const path = operationOf(event);
		if (path === void 0 || path.endsWith(" (undo)")) continue;
		for (let at = path; at !== ""; at = contextOf(at)) spans.set(at, {
			first: spans.get(at)?.first ?? event.seq,
			last: event.seq
		});
	}
	return spans;
}
/** Contexts whose operations come in no order of their own: maps and parallels. */
function batchesIn(events) {
	const found = /* @__PURE__ */ new Set();
	for (const event of events) {
		if (event.type !== "context-done" && event.type !== "context-failed") continue;
		if (event.kind === "map" || event.kind === "parallel") found.add(event.path);
		if (event.kind === "item" || event.kind === "branch") found.add(contextOf(event.path));
	}
	return found;
}
/**
* The history without the ends of contexts, so that a replay comes to all that stands in them and to their ends by itself.
* Those that are all that is recorded of their context stay, and those of a batch that did not wait for all its items:
* which of them were in time is known by nothing else. So does what was recorded before a run was resumed, which says what
* was then run anew.
*/
function withoutEnds(events) {
	const resumed = events.findLastIndex(({ type }) => type === "run-resumed");
	const spans = spansOf(events);
	const early = events.flatMap((event) => event.type === "context-done" && endedEarly(event) ? [event.path] : []);
	return events.filter((event, index) => {
		if (event.type !== "context-done" && event.type !== "context-failed") return true;
		const { path } = event;
		return spans.get(path)?.first === index || index < resumed || early.some((batch) => path === batch || path.startsWith(`${batch}/`));
	});
}
function endedEarly({ kind, result, spilled }) {
	if (kind !== "map" && kind !== "parallel") return false;
	const isWhole = typeof result === "object" && result !== null && "reason" in result && result.reason === "all-completed";
	return spilled !== void 0 || !isWhole;
}
/** Whether an operation came to an end that still stands: what is reopened has none until it ends anew. */
function isEnded({ steps, run }, path) {
	const step = steps.get(path)?.status;
	const condition = run.conditions.get(path);
	return step === "done" || step === "failed" || run.contexts.has(path) || run.waits.get(path)?.isDone === true || run.callbacks.get(path)?.answer !== void 0 || condition !== void 0 && !("next" in condition);
}
/** The files that go with the journal, each once. */
function attachmentsIn(events) {
	const found = /* @__PURE__ */ new Map();
	for (const event of events) {
		const spilled = "spilled" in event && event.spilled ? [event.spilled] : [];
		const files = event.type === "done" && event.files ? event.files : [];
		for (const attachment of [...spilled, ...files]) found.set(attachment.digest, attachment);
	}
	return [...found.values()];
}

// src/durable/replay/difference.ts
/** How today's definition differs from what a history has recorded. */
/** The first difference; undefined where the definition comes to the same. */
function firstDifference(recorded, observed) {
	const [first] = [
		...operations(recorded, observed),
		...order(recorded, observed),
		...values(recorded, observed),
		...results(recorded, observed)
	].toSorted((one, other) => one.at - other.at);
	if (!first) return outcomes(recorded.state, observed);
	const { at: _, ...difference } = first;
	return difference;
}
/** Operations that would be run and are not the next ones of an unfinished history. */
function newOperations(recorded, { refused }) {
	return refused.filter((path) => !recorded.spans.has(path) && !path.endsWith(" (undo)"));
}
function operations(recorded, observed) {
	const { spans, state } = recorded;
	const missing = missingOperations(recorded, observed);
	const hasEnded = state.run.ended !== void 0;
	const fresh = newOperations(recorded, observed).flatMap((path) => {
		const instead = missing.find((each) => contextOf(each) === contextOf(path));
		if (!hasEnded && instead === void 0) return [];
		const at = (instead === void 0 ? spans.get(contextOf(path))?.last : spans.get(instead)?.first) ?? state.length;
		return [{
			kind: "operation",
			path,
			recorded: instead === void 0 ? `nothing more${placeOf(path)}` : `"${instead}" comes next`,
			current: `"${path}" comes next`,
			at
		}];
	});
	const gone = missing.map((path) => {
		const at = spans.get(path)?.first ?? state.length;
		return {
			kind: "operation",
			path,
			recorded: `"${path}"`,
			current: "it is not come to",
			at
		};
	});
	return [
		...fresh,
		...gone,
		...undone(recorded, observed),
		...again(recorded, observed)
	];
}
/** Steps that would be undone in a run that has ended without that. */
function undone({ state }, { refused }) {
	if (!state.run.ended) return [];
	return refused.flatMap((path) => {
		if (!path.endsWith(" (undo)") || state.steps.has(path)) return [];
		return [{
			kind: "operation",
			path,
			recorded: "it is not undone",
			current: "it would be undone",
			at: state.length
		}];
	});
}
/**
* What a replay has to come to and was not come to, without what stands below another such operation or below one that was
* replayed.
*/
function missingOperations({ spans, batches, state }, { seen }) {
	const { cancelling, ending, ended, expected, wasResumed } = state.run;
	const reached = withContexts(seen);
	const whole = new Set(seen);
	return [...withContexts([...spans.keys()].filter((path) => expected.has(path)))].filter((path) => {
		if (reached.has(path)) return false;
		if ((cancelling ?? ending) && !isEnded(state, path)) return false;
		const context = contextOf(path);
		if (context !== "" && (!reached.has(context) || whole.has(context))) return false;
		return !batches.has(context) || ended !== void 0 && !wasResumed;
	});
}
/** Recorded as ended, and would be run all the same. */
function again({ spans, state }, { refused }) {
	return refused.flatMap((path) => {
		const { first: at } = spans.get(path) ?? { first: void 0 };
		const step = state.steps.get(path);
		const hasEnded = step === void 0 ? !state.run.conditions.has(path) || state.run.conditions.get(path)?.type === "condition-failed" : step.status === "done";
		if (at === void 0 || !hasEnded) return [];
		if (step?.done?.withheld !== void 0) return [{
			kind: "definition",
			path,
			recorded: `done, and ${step.done.withheld}`,
			current: "it would be run again, since nothing of it was kept",
			at
		}];
		return [{
			kind: "definition",
			path,
			recorded: step ? `a step with the definition ${definitionText(step.fingerprint)}` : "another operation",
			current: "another one of that name, which would be run",
			at
		}];
	});
}
function order({ spans, batches, state }, { seen }) {
	const came = /* @__PURE__ */ new Map();
	for (const path of withContexts(seen)) {
		const context = contextOf(path);
		if (batches.has(context) || !spans.has(path) || state.run.callbacks.has(path)) continue;
		came.set(context, [...came.get(context) ?? [], path]);
	}
	return [...came.values()].flatMap((paths) => {
		let later;
		let earliestEnd = Number.POSITIVE_INFINITY;
		for (const path of paths.toReversed()) {
			const { first, last } = spans.get(path) ?? {
				first: 0,
				last: 0
			};
			if (later !== void 0 && earliestEnd < first) return [{
				kind: "order",
				path,
				recorded: `"${later}" ended before "${path}" began`,
				current: `"${path}" comes first`,
				at: first
			}];
			if (last < earliestEnd) [later, earliestEnd] = [path, last];
		}
		return [];
	});
}
/** Each operation with the contexts it stands in, in the order they were come to. */
function withContexts(paths) {
	const found = /* @__PURE__ */ new Set();
	for (const path of paths) {
		const above = [];
		for (let at = path; at !== "" && !found.has(at); at = contextOf(at)) above.push(at);
		for (const each of above.toReversed()) found.add(each);
	}
	return found;
}
/** A run that has ended has taken all its values. */
function values({ state }, { state: now }) {
	if (!state.run.ended) return [];
	return [...now.run.values.keys()].flatMap((path) => {
		if (state.run.values.has(path) || namesOf(path).at(-1)?.startsWith("patched ")) return [];
		return [{
			kind: "value",
			path,
			recorded: "no such value",
			current: "it asks for one",
			at: state.length
		}];
	});
}
function results({ spans, state }, { state: now }) {
	return [...now.run.contexts].flatMap(([path, current]) => {
		const before = state.run.contexts.get(path);
		if (!before || isDeepStrictEqual(essence(before), essence(current))) return [];
		const at = spans.get(path)?.last ?? state.length;
		return [{
			kind: "result",
			path,
			recorded: resultText(before),
			current: resultText(current),
			at
		}];
	});
}
function essence(record) {
	if (record.status === "failed") return failureText(record.failure);
	return [record.payload.result, record.payload.spilled?.digest];
}
function resultText(record) {
	return record.status === "failed" ? `failed: ${failureText(record.failure)}` : `gave ${valueText(record.payload)}`;
}
function outcomes({ run, steps }, observed) {
	const { ended, suspended, status } = run;
	const { outcome, refused, state } = observed;
	if (refused.some((path) => path.endsWith(" (undo)") && steps.get(path)?.status === "failed")) return void 0;
	if (!outcome || refused.length > 0 && outcome.status !== "paused") return void 0;
	const current = outcomeText(outcome.status, state.run.ended);
	if (ended) {
		const recorded = outcomeText(ended.status, ended);
		return recorded === current ? void 0 : {
			kind: "outcome",
			path: "",
			recorded,
			current
		};
	}
	if (status !== "suspended" || !suspended || refused.length > 0) return void 0;
	const recorded = waitingText(suspended.waiting);
	const now = outcome.status === "suspended" ? waitingText(outcome.waiting) : current;
	return recorded === now ? void 0 : {
		kind: "outcome",
		path: "",
		recorded,
		current: now
	};
}
function waitingText(paths) {
	return `waits at ${paths.toSorted().join(", ")}`;
}
function outcomeText(status, ended) {
	if (status === "completed" && ended) return `completed with ${valueText(ended)}`;
	return status === "failed" && ended?.failure ? `failed: ${failureText(ended.failure)}` : status;
}
function failureText({ kind, name, message, code }) {
	return [
		kind === "error" ? name ?? "Error" : kind,
		code === void 0 ? "" : ` (${code})`,
		": ",
		message
	].join("");
}
const shown = 300;
function valueText({ result, spilled }) {
	if (spilled) return `a large value (${spilled.digest.slice(0, 12)})`;
	const text = JSON.stringify(result) ?? "nothing";
	return text.length > shown ? `${text.slice(0, shown)}…` : text;
}
function placeOf(path) {
	const context = contextOf(path);
	return context === "" ? "" : ` in "${context}"`;
}

// src/durable/replay/replay-history.ts
/**
* A recorded history against today's definition: whether the definition takes the same decisions on it. Everything an
* operation gives comes from the record; nothing is run, and nothing outside of a simulated disk is changed. What an
* automation does outside of its operations cannot be kept from it.
*/
/**
* Throws a {@link UserError} where the history is of no automation's run; Refused where the journal does not follow or a
* file that goes with it is missing and asked for.
*/
async function replayHistory(world, options) {
	const { events } = options;
	const [opened] = events;
	const started = events.find((event) => event.type === "run-started");
	if (opened?.type !== "opened" || !started) throw new UserError("this is the history of no run of an automation");
	const life = new Lifeline();
	const disk = await diskOf(opened.lane, options);
	const process = simulatedProcess(disk, life, 1, stillClock(world.clock, events.at(-1)?.at ?? 0));
	const automation = await options.automation({
		files: overlay(process.files, world.files),
		processes: process.processes
	});
	if (automation.name !== started.name) return different({
		kind: "automation",
		path: "",
		recorded: `a run of "${started.name}"`,
		current: `"${automation.name}"`
	});
	const lane = await simulatedLane(process, {
		repository: "history/replay",
		key: opened.key,
		lane: opened.lane
	}, folder);
	const seen = [];
	const refused = [];
	let ended;
	try {
		ended = { outcome: await runAutomation(process, {
			lane,
			folder,
			automation,
			suspendAfter: Number.NEGATIVE_INFINITY,
			...options.retryPolicies && { retryPolicies: options.retryPolicies },
			observe(progress) {
				if (comesTo.has(progress.type)) seen.push(progress.path);
			},
			refuse(path) {
				seen.push(path);
				refused.push(path);
			}
		}) };
	} catch (error) {
		if (!(error instanceof AutomationChanged || error instanceof DefinitionChanged)) throw error;
		ended = { thrown: error };
	}
	return judge(events, {
		seen,
		refused,
		state: lane.journal.state,
		...ended
	});
}
function judge(events, observed) {
	const { thrown } = observed;
	if (thrown instanceof DefinitionChanged) {
		const changed = changedParts(thrown.recorded, thrown.current);
		const said = (side) => changed.map((row) => `${row.part} ${row[side]}`).join(", ");
		return different({
			kind: "definition",
			path: thrown.step,
			recorded: said("recorded"),
			current: said("current")
		});
	}
	const recorded = {
		spans: spansOf(events),
		batches: batchesIn(events),
		state: readJournal(writeHistory(events[0]?.lane ?? "", events.map(pastEvent)))
	};
	const difference = firstDifference(recorded, observed);
	if (difference) return different(difference);
	if (thrown) throw thrown;
	const operations = recorded.spans.size;
	const { ended } = recorded.state.run;
	if (ended) return {
		kind: "same",
		operations,
		status: ended.status
	};
	return {
		kind: "unfinished",
		operations,
		next: newOperations(recorded, observed)
	};
}
function different(difference) {
	return {
		kind: "different",
		difference
	};
}
/** What an onlooker is told when an operation is come to, or a context has ended. */
const comesTo = /* @__PURE__ */ new Set([
	"replayed",
	"waiting",
	"done",
	"failed"
]);
const folder = "/history/lane";
async function diskOf(lane, { events, attachment }) {
	const disk = emptyDisk(folder, posix.join(folder, checkpointFiles.files));
	disk.set(posix.join(folder, checkpointFiles.journal), writeHistory(lane, withoutEnds(events).map(pastEvent)));
	for (const { digest } of attachmentsIn(events)) {
		const content = await attachment(digest);
		if (content) disk.set(posix.join(folder, checkpointFiles.files, digest), content);
	}
	return disk;
}

// src/cli/definitions/replay.ts
/** `holdfast replay`: whether today's definition takes the decisions that a run has recorded. */
/** Says what it found. Whether they are the same. Throws a {@link UserError} where they cannot be compared. */
async function replayRun(world, invocation, { history: name, file, json }) {
	const { folder: here, terminal } = invocation;
	const history = await historyNamed(world, name, here);
	const local = await localRepository(world, here, {});
	const definition = await loadDefinition(world, resolve(here, file), local);
	const key = history.events.find((event) => event.type === "opened")?.key ?? name;
	const replayed = await compared(() => replayHistory(world, {
		events: history.events,
		attachment: async (digest) => history.files === void 0 ? void 0 : world.files.read(join(history.files, digest)),
		automation: (instead) => definition.automation(key, nowhere({
			...world,
			...instead
		}, local))
	}));
	if (json) world.output.write(`${JSON.stringify({
		type: "replay",
		key,
		...replayed
	})}\n`);
	else world.output.write(said(replayed, painter(world, terminal)));
	return replayed.kind !== "different";
}
/** The history of a file, or of a run of this machine. */
async function historyNamed(world, name, here) {
	const path = resolve(here, name);
	if ((await world.files.status(path))?.kind !== "file") {
		const run = await findRun(world, name, here);
		const { events } = await historyOf(world, run);
		return {
			events,
			files: join(run.folder, checkpointFiles.files)
		};
	}
	const bytes = await world.files.read(path, limits.journal) ?? Buffer.alloc(0);
	return {
		events: await compared(async () => readHistory(bytes)),
		files: void 0
	};
}
async function compared(act) {
	try {
		return await act();
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		throw new UserError(`the history is not sound: ${error.message}`, { cause: error });
	}
}
function said(replayed, paint) {
	switch (replayed.kind) {
		case "same": return `${paint("good", "same")}  all ${replayed.operations} operations, and the run ${replayed.status}\n`;
		case "unfinished": {
			const next = replayed.next.map(readable).join(", ");
			const then = next === "" ? "" : `; next would come ${next}`;
			return `${paint("good", "same")}  all ${replayed.operations} operations that are recorded${then}\n`;
		}
		case "different": {
			const { kind, path, recorded, current } = replayed.difference;
			const place = path === "" ? "" : ` at ${readable(path)}`;
			return [
				`${paint("bad", "different")}  the ${kind}${place}`,
				`  recorded: ${neutraliseLine(recorded)}`,
				`  today:    ${neutraliseLine(current)}`,
				"  A run with this history would stop here. Guard what is new with ctx.patched(name), go on with --on-change",
				"  replay, or leave such runs to the old definition and give new ones another key.",
				""
			].join("\n");
		}
	}
}

export { replayRun };