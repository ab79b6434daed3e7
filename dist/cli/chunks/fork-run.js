import { c as folderOfRun, f as operationOf, h as writeHistory, p as pastEvent, r as word, s as writeCard, t as historyOf, u as lane } from "./recorded-run.js";
import { _ as undoSuffix, h as contextOf, n as pathOf, r as checkpointFiles } from "./path.js";
import { t as UserError } from "./user-error.js";
import { t as directoryStore } from "./directory.js";
import { t as stateFolder } from "./state-folder.js";
import { n as withStage } from "./store.js";
import { t as findRun } from "./find-run.js";
import { t as namedPaths } from "./named-paths.js";
const { join } = process.getBuiltinModule("node:path");

// src/durable/replay/fork.ts
/** The operations that a run can be forked from, and the contexts they stand in. */
function forkableIn(events) {
	const found = /* @__PURE__ */ new Set();
	for (const event of events) {
		const path = operationOf(event);
		if (path === void 0 || path.endsWith(" (undo)")) continue;
		for (let at = path; at !== ""; at = contextOf(at)) found.add(at);
	}
	return [...found];
}
/** The history that the new run begins with. Events keep the times they had, and values what they were. */
function forkHistory(events, { from, key, writer, at }) {
	const isFrom = (path) => path === from || path.startsWith(`${from}/`);
	const cut = events.findIndex((event) => isFrom(operationOf(event) ?? ""));
	const before = events.slice(0, Math.max(0, cut));
	const open = openIn(before);
	const kept = before.filter((event) => {
		if (event.type === "opened" || event.type === "claimed" || event.type === "released") return false;
		if (event.type === "cancel-requested") return false;
		const path = event.type === "value" ? event.path : operationOf(event);
		return path === void 0 || !(isFrom(path) || isOpen(open, event, path));
	});
	return [{
		type: "opened",
		key,
		writer,
		at,
		attempt: 1
	}, ...kept.map(pastEvent)];
}
function openIn(events) {
	const stepEnds = /* @__PURE__ */ new Map();
	const conditions = /* @__PURE__ */ new Set();
	const questions = /* @__PURE__ */ new Set();
	const submitted = /* @__PURE__ */ new Set();
	for (const event of events) {
		if (event.type === "started") submitted.add(event.step);
		if (event.type === "done" || event.type === "failed") stepEnds.set(event.step, event.seq);
		if (event.type === "condition-checked" && event.next !== void 0) conditions.add(event.path);
		else if (event.type === "condition-checked" || event.type === "condition-failed") conditions.delete(event.path);
		if (event.type === "callback-created") questions.add(contextOf(event.path));
		if (event.type === "callback-done" || event.type === "callback-failed") questions.delete(contextOf(event.path));
	}
	for (const context of questions) if (!submitted.has(pathOf(context, "submit"))) questions.delete(context);
	return {
		stepEnds,
		conditions,
		questions
	};
}
function isOpen({ stepEnds, conditions, questions }, event, path) {
	if (questions.has(contextOf(path)) || conditions.has(path)) return true;
	return (event.type === "started" || event.type === "attempt-failed") && (stepEnds.get(path) ?? -1) < event.seq;
}

// src/cli/runs/fork-run.ts
/** `holdfast fork`: a new run that has what another had recorded before it first came to a step. */
/** Throws a {@link UserError} where there is no such run or step, or the new key is taken. */
async function forkRun(world, { folder: here }, key, { from, newKey }) {
	const { files, clock, random, processes } = world;
	const run = await findRun(world, key, here);
	const { events } = await historyOf(world, run);
	const [path = ""] = namedPaths([from], forkableIn(events), `run "${run.card.key}" never came to a step`);
	const card = {
		...run.card,
		key: newKey,
		at: clock.now()
	};
	const identity = {
		repository: card.repository,
		key: newKey,
		lane
	};
	const folder = folderOfRun(world, identity);
	const writer = {
		id: random.uuid(),
		link: `process ${processes.pid}`
	};
	const journal = writeHistory(lane, forkHistory(events, {
		from: path,
		key: newKey,
		writer,
		at: clock.now()
	}));
	if (await isTaken(world, identity, folder)) throw taken(newKey);
	await files.makeFolder(join(folder, checkpointFiles.files));
	for (const name of await files.list(join(run.folder, checkpointFiles.files))) {
		const to = join(folder, checkpointFiles.files, name);
		if (!await files.status(to)) await files.copy(join(run.folder, checkpointFiles.files, name), to);
	}
	await writeCard(files, folder, card);
	if (!await files.create(join(folder, checkpointFiles.journal), journal)) throw taken(newKey);
	world.output.write(`Run ${newKey} has what ${run.card.key} had recorded before ${from}. It goes on with: holdfast resume ${word(newKey)}\n`);
}
/** Whether there is a run of that key, also one whose folder was removed and that the store has. */
async function isTaken(world, identity, folder) {
	const { files, environment, processes } = world;
	if (await files.status(join(folder, checkpointFiles.journal))) return true;
	const store = directoryStore(world, stateFolder(environment, processes.platform));
	return (await withStage(world, `${folder}.stage`, (stage) => store.load(identity, stage))).kind !== "none";
}
function taken(key) {
	return new UserError(`there is a run "${key}" already: give another key with --key`);
}

export { forkRun };