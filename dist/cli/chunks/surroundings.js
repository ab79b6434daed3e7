import { _ as string, f as optional, g as strictObject, i as boolean, o as int, s as literal } from "./zod2.js";
import { t as UserError } from "./user-error.js";
import { n as Refused } from "./refused.js";
import { n as takeLock, r as withLock } from "./lock.js";
import { S as newCircuit, _ as undoSuffix, c as writeSealed, g as isInterrupted, h as contextOf, l as journalFile, o as writeCheckpoint, r as checkpointFiles, s as readSealed } from "./path.js";
import { A as Scope, C as LaneError, D as keep, E as StateUnknown, F as RunCancelled, I as AutomationChanged, M as readPayload, N as writePayload, O as payloadOrNone, P as Invocation, S as unknownFailure, T as LateWriter, _ as settle, b as recordedFailure, c as lineSplitter, d as contextOfScope, g as givenUpAt, h as builtInPolicies, j as holdsSecret, k as recall, l as admit, u as record, v as tellIfSlow, w as LaneHeld, x as redacted, y as causesOf } from "./load.js";
import { n as takeInbox } from "./inbox.js";
import { n as withStage } from "./store.js";
import { t as isDiskError } from "./disk-error.js";
const { hash } = process.getBuiltinModule("node:crypto");
const { basename, dirname, join } = process.getBuiltinModule("node:path");
const { isDeepStrictEqual } = process.getBuiltinModule("node:util");

// src/durable/run/compensation.ts
/**
* Undoes the steps that are done, the last first. Each is itself a durable step; one that cannot be undone does not keep
* the others from it. `failed`: the paths of those.
*/
async function compensate(engine) {
	const { compensations, journal, observe } = engine;
	const failed = [];
	for (const { path, undo } of compensations.toSorted((one, other) => other.seq - one.seq)) {
		if (journal.state.run.compensated.has(path)) continue;
		const failure = await undo();
		if (failure) {
			failed.push(path);
			observe({
				type: "failed",
				path,
				kind: "compensation",
				failure
			});
			continue;
		}
		await journal.append({
			type: "compensated",
			path
		});
		observe({
			type: "done",
			path,
			kind: "compensation"
		});
	}
	return { failed };
}

// src/durable/run/listen.ts
/** Milliseconds between two looks into the inbox. */
const interval = 500;
function listener(world, engine, folder) {
	const { invocation, journal, observe } = engine;
	let isOver = false;
	let stopTimer;
	/** When it looked last, in milliseconds since the epoch: whatever comes is newer. */
	let heardAt = Number.NEGATIVE_INFINITY;
	/** One after the other, for no message is to be taken in twice. */
	let looking = Promise.resolve();
	const report = (message) => observe({
		type: "log",
		path: "",
		level: "warn",
		message
	});
	function hear(before) {
		looking = looking.then(() => heardAt < before ? look() : void 0);
		return looking;
	}
	async function look() {
		const now = world.clock.now();
		for (const { message, remove } of await takeInbox(world, folder, report)) {
			await take(message, saidAt(message));
			await remove();
		}
		heardAt = now;
	}
	/** Not before the last look and not after this one, whatever the clock of who said it shows. */
	function saidAt({ at }) {
		return Math.min(Math.max(at, heardAt), world.clock.now());
	}
	async function take(message, said) {
		if (message.kind === "cancel") {
			if (!journal.state.run.cancelling) await journal.append({
				type: "cancel-requested",
				compensate: message.compensate
			});
			return invocation.cancel();
		}
		const ignore = (why) => report(`"${message.callback}" ${why}: ignored`);
		const { callbacks, ending } = journal.state.run;
		const found = [...callbacks].find(([path, { id }]) => path === message.callback || id === message.callback);
		if (!found) return ignore("is no callback of this run");
		const [path, callback] = found;
		if (callback.answer) return ignore("was answered before");
		if (ending) return ignore("waits for nothing any more, for the run is being undone");
		if (said >= givenUpAt(callback)) return ignore("was given up before this was said");
		if (message.kind === "heartbeat") await journal.append({
			type: "callback-heartbeat",
			path,
			said
		});
		else await answer(path, message);
		invocation.wake(path);
	}
	async function answer(path, message) {
		const from = message.from === void 0 ? {} : { from: message.from };
		if (!message.answer.ok) {
			const failure = redacted(message.answer.failure, engine.guard);
			await journal.append({
				type: "callback-failed",
				path,
				...from,
				failure
			});
		} else if (holdsSecret(engine.guard, message.answer.value)) await journal.append({
			type: "callback-failed",
			path,
			...from,
			failure: secretFound
		});
		else {
			const payload = await writePayload(engine.lane, message.answer.value);
			await journal.append({
				type: "callback-done",
				path,
				...from,
				...payload
			});
		}
	}
	function lookLater() {
		stopTimer = world.clock.after(interval, () => {
			if (isOver) return;
			invocation.work(() => hear(Number.POSITIVE_INFINITY)).then(() => isOver || lookLater(), (error) => invocation.fail(error));
		});
	}
	return {
		hear,
		async start() {
			const { cancelling, ending } = journal.state.run;
			if (cancelling || ending) invocation.cancel();
			await hear(Number.POSITIVE_INFINITY);
			lookLater();
		},
		stop() {
			isOver = true;
			stopTimer?.();
		}
	};
}
const secretFound = {
	kind: "error",
	name: "SecretFound",
	message: "the answer holds a secret and is not recorded"
};

// src/durable/engine/recorded-operations.ts
function recordedOperations({ steps, run }) {
	const found = /* @__PURE__ */ new Map();
	const add = (path) => {
		const isExpected = run.expected.has(path);
		for (let at = path, context; at !== ""; at = context) {
			context = contextOf(at);
			if (isOver(run.contexts.get(context))) continue;
			const siblings = found.get(context) ?? /* @__PURE__ */ new Map();
			const before = siblings.get(at);
			if (before && (before.isExpected || !isExpected)) return;
			siblings.set(at, isExpected ? expected : free);
			found.set(context, siblings);
		}
	};
	for (const path of steps.keys()) if (!path.endsWith(" (undo)")) add(path);
	for (const map of [
		run.contexts,
		run.waits,
		run.callbacks,
		run.conditions
	]) for (const path of map.keys()) add(path);
	return found;
}
/** An item that is not come to again; there can be a hundred thousand of them. */
function isOver(context) {
	if (context?.kind !== "item" || context.compensable) return false;
	return context.status === "failed" || !context.isWithheld;
}
const expected = { isExpected: true };
const free = { isExpected: false };

// src/durable/run/run.ts
/** Runs an automation: replays what its journal has, goes on from there, and records how far it came. */
/** Two minutes: what waits longer gives the runner back. */
const defaultSuspendAfter = 12e4;
/**
* Brings a run as far as it comes. A run that had ended hands back how, unless it is reopened. Throws what makes it
* impossible to go on: a {@link UserError} on another automation or input than the run was started with,
* DefinitionChanged and AutomationChanged, LaneError, and what the disk says.
*/
async function runAutomation(world, options) {
	const { lane } = options;
	await start(options);
	const ended = await endedAs(world, options);
	if (ended) return ended;
	for (;;) {
		const outcome = await pass(world, options);
		if (outcome.status === "again") continue;
		await lane.checkpoint();
		if (outcome.status === "suspended" && (await saidTo(world, options)).length > 0) continue;
		return outcome;
	}
}
/** Records what is run with what, or makes sure that it is what was recorded. */
async function start({ lane, automation: { name, version }, input, startedBy: by, guard }) {
	const { journal } = lane;
	const { started } = journal.state.run;
	if (!started) {
		if (holdsSecret(guard, input)) throw new UserError("the input of the run holds a secret, and inputs are recorded");
		const payload = await writePayload(lane, input);
		return journal.append({
			type: "run-started",
			name,
			...version !== void 0 && { version },
			...by !== void 0 && { by },
			...payload
		});
	}
	const { key } = lane.identity;
	if (started.name !== name) throw new UserError(`run "${key}" is of the automation "${started.name}", not of "${name}": use another key`);
	if (input === void 0) return;
	const recorded = await readPayload(lane, started);
	const given = JSON.parse(JSON.stringify(input));
	if (isDeepStrictEqual(recorded, given)) return;
	const shown = [recorded, given].map((value) => {
		const text = JSON.stringify(value);
		return (guard?.redact(text) ?? text).slice(0, 200);
	});
	throw new UserError(`run "${key}" was started with the input ${shown[0]}, not with ${shown[1]}: use another key`);
}
/** How the run ended before; undefined where there is something to do. */
async function endedAs(world, options) {
	const { lane, reopen } = options;
	const { journal } = lane;
	const { ended } = journal.state.run;
	if (!ended || options.refuse) return void 0;
	const { status, causes, failure = unknownFailure } = ended;
	const reopened = reopen === "causes" ? causes.filter((path) => !isInterrupted(journal.state.steps.get(path))) : reopen ?? [];
	if ((reopen === "causes" ? status !== "completed" && (causes.length === 0 || reopened.length > 0) : reopened.length > 0) || status === "paused" && await isToBeCancelled(world, options)) {
		await journal.append({
			type: "run-resumed",
			reopened: [...reopened]
		});
		return;
	}
	if (status === "completed") return {
		status,
		output: await readPayload(lane, ended)
	};
	if (status === "cancelled") return { status };
	return {
		status,
		failure,
		causes
	};
}
/** What waits for a person can be cancelled like what waits for anything else. */
async function isToBeCancelled(world, options) {
	return (await saidTo(world, options)).some(({ kind }) => kind === "cancel");
}
/** What was said to the run and is not taken in yet. */
async function saidTo(world, { folder, observe }) {
	const report = (message) => observe?.({
		type: "log",
		path: "",
		level: "warn",
		message
	});
	return (await takeInbox(world, folder, report)).map(({ message }) => message);
}
async function pass(world, options) {
	const { lane, automation, guard, suspendAfter = defaultSuspendAfter, alwaysReplay = false } = options;
	const { journal } = lane;
	const signal = options.signal ?? new AbortController().signal;
	const invocation = new Invocation(world, {
		suspendAfter,
		signal,
		draining: options.draining
	});
	const engine = {
		world,
		lane,
		journal,
		invocation,
		recorded: recordedOperations(journal.state),
		onChange: options.onChange ?? "fail",
		secrets: /* @__PURE__ */ new Map(),
		policies: {
			...builtInPolicies,
			...options.retryPolicies,
			...automation.retryPolicies
		},
		guard,
		observe: options.observe ?? (() => {}),
		alwaysReplay,
		refuse: options.refuse,
		fakes: options.fakes,
		compensations: [],
		contextIn: (scope) => contextOfScope(engine, scope, {
			automation: automation.name,
			key: lane.identity.key
		}),
		hear: (before) => ears.hear(before)
	};
	const ears = listener(world, engine, options.folder);
	const { started } = journal.state.run;
	const input = started && await readPayload(lane, started);
	await ears.start();
	let end;
	try {
		const root = new Scope("", engine.recorded.get(""));
		const body = runBody(engine, root, automation, input);
		end = await Promise.race([body, invocation.stopped]);
		if (!("kind" in end)) return await conclude(engine, root, end);
	} finally {
		ears.stop();
		await invocation.drop();
	}
	return stopped(engine, end);
}
async function runBody(engine, root, automation, input) {
	try {
		const output = await automation.run(engine.contextIn(root), input);
		await settle(engine, root);
		return {
			status: "returned",
			output
		};
	} catch (thrown) {
		return {
			status: "threw",
			thrown
		};
	}
}
async function conclude(engine, root, end) {
	const { journal, invocation } = engine;
	if (end.status === "threw" && end.thrown instanceof AutomationChanged) throw end.thrown;
	root.isClosed = true;
	const early = await tellIfSlow(engine, root.path, () => Promise.race([invocation.finish(), invocation.stopped]));
	if (early) return stopped(engine, early);
	const { ending } = journal.state.run;
	if (ending) return undoAndEnd(engine, ending);
	if (end.status === "threw") return undoAndEnd(engine, endingOf(engine, end.thrown));
	const kept = await keep(engine, end.output, void 0).catch(asUserError);
	if (kept instanceof UserError) return undoAndEnd(engine, endingOf(engine, kept));
	const payload = payloadOrNone(engine, "", "what the run gives", kept);
	await journal.append({
		type: "run-ended",
		status: "completed",
		causes: [],
		...payload
	});
	return {
		status: "completed",
		output: await recall(engine, kept.payload, void 0)
	};
}
/** What an automation gives that JSON cannot say is its failure. */
function asUserError(error) {
	if (error instanceof UserError) return error;
	throw error;
}
/** How a run ends whose body threw. */
function endingOf({ journal, guard }, thrown) {
	if (journal.state.run.cancelling && thrown instanceof RunCancelled) return {
		status: "cancelled",
		causes: []
	};
	return {
		status: "failed",
		failure: recordedFailure(thrown, guard),
		causes: [...causesOf(thrown)]
	};
}
async function undoAndEnd(engine, { status, failure, causes: own }) {
	const { journal, invocation, compensations } = engine;
	const { ending, cancelling, compensated } = journal.state.run;
	const causes = [...own];
	if (status === "failed" || cancelling?.compensate) {
		if (!ending && compensations.some(({ path }) => !compensated.has(path))) await journal.append({
			type: "run-ending",
			status,
			...failure && { failure },
			causes: [...causes]
		});
		const undone = await Promise.race([invocation.work(() => compensate(engine)), invocation.stopped]);
		if ("kind" in undone) return stopped(engine, undone);
		causes.push(...undone.failed);
	}
	await journal.append({
		type: "run-ended",
		status,
		...failure && { failure },
		causes
	});
	return status === "cancelled" ? { status } : {
		status,
		failure: failure ?? unknownFailure,
		causes
	};
}
async function stopped({ journal }, stop) {
	switch (stop.kind) {
		case "again": return { status: "again" };
		case "interrupted": return { status: "interrupted" };
		case "suspended": {
			const { until, waiting } = stop;
			const due = until === void 0 ? {} : { until };
			await journal.append({
				type: "run-suspended",
				...due,
				waiting: [...waiting]
			});
			return {
				status: "suspended",
				...due,
				waiting
			};
		}
		case "paused": {
			const { failure, causes } = stop;
			await journal.append({
				type: "run-ended",
				status: "paused",
				failure,
				causes: [...causes]
			});
			return {
				status: "paused",
				failure,
				causes
			};
		}
	}
}

// src/journal/owned-journal.ts
/** Milliseconds to wait for a process that only looks; one that works will not be done sooner than anybody can wait. */
const patience$3 = 500;
/**
* Opens the journal at `path`, which need not exist, and keeps every other process out until it is closed. Throws
* {@link Refused} where what it holds is not sound, {@link Locked} where another process has it.
*/
async function ownJournal(world, path, identity) {
	const { clock, files } = world;
	const lock = await takeLock(world, `${path}.lock`, patience$3);
	const journal = journalFile(files, path, identity);
	const file = await open();
	let written = journal.end;
	/** What waits for the next turn. */
	let group;
	let writing = Promise.resolve();
	let failure;
	let isClosed = false;
	async function open() {
		try {
			await journal.catchUp();
			return await files.openAppend(path);
		} catch (error) {
			await lock.release();
			throw error;
		}
	}
	function add(events, isDurable) {
		if (failure) return Promise.reject(failure.error);
		if (isClosed) return Promise.reject(/* @__PURE__ */ new Error(`the journal ${path} is closed`));
		const before = journal.end.length;
		try {
			const lines = journal.take(events, clock.now());
			if (!group) {
				group = newGroup();
				writing = writing.then(writeGroup);
			}
			group.text += lines.text;
			group.end = lines.end;
			group.isDurable ||= isDurable;
			return group.done.promise;
		} catch (error) {
			if (journal.end.length !== before) failure = { error };
			return Promise.reject(error);
		}
	}
	async function writeGroup() {
		await clock.turn();
		const { text, end, isDurable, done } = group ?? newGroup();
		group = void 0;
		try {
			if (failure) throw failure.error;
			await file.append(text, { durable: isDurable });
			written = end;
			done.resolve();
		} catch (error) {
			failure ??= { error };
			await files.truncate(path, written.bytes).catch(() => {});
			done.reject(failure.error);
		}
	}
	return {
		get state() {
			return journal.state;
		},
		get written() {
			return written;
		},
		refresh: () => writing,
		append: (...events) => add(events, true),
		note: (...events) => add(events, false),
		async close() {
			isClosed = true;
			await writing;
			await file.close();
			await lock.release();
		}
	};
	/** Nobody need wait for it, so its failure counts as seen: what is added after it fails too. */
	function newGroup() {
		const done = Promise.withResolvers();
		done.promise.catch(() => {});
		return {
			text: "",
			end: written,
			isDurable: false,
			done
		};
	}
}

// src/durable/lane/claim.ts
/** Loads what the store has into `folder`, which must not exist. Throws {@link StateUnknown} where that cannot be told. */
async function load({ store, identity }, folder) {
	const loaded = await store.load(identity, folder);
	switch (loaded.kind) {
		case "found": return loaded.manifest;
		case "none": return;
		case "refused": throw new StateUnknown(`the newest checkpoint of lane "${identity.lane}" is not sound and is not used (${loaded.reason}). Delete it to fall back to an older one, or use another key to begin anew.`);
		case "denied":
		case "unavailable": throw new StateUnknown(`what lane "${identity.lane}" of run "${identity.key}" has done already cannot be told (${loaded.reason}), and nothing is run twice unasked. ` + (loaded.kind === "denied" ? "Grant what is missing, or keep to another store." : "Re-run the job later."));
	}
}
/** Records who works on the lane from here on. Throws {@link LaneHeld} where another writer that may be at work has it. */
async function enter(options, journal, writer) {
	const { identity, isShared, stateOf } = options;
	const { opened, holder } = journal.state;
	if (!opened) {
		options.beforeFirst?.();
		return journal.append({
			type: "opened",
			key: identity.key,
			writer
		});
	}
	if (!isShared || holder?.id === writer.id) return;
	const state = holder ? await stateOf(holder) : void 0;
	if (holder && state?.kind === "running") throw new LaneHeld(identity, holder, "which is still running");
	if (holder && state?.kind === "unknown") throw new LaneHeld(identity, holder, `and ${state.reason}`);
	await journal.append({
		type: "claimed",
		writer
	});
}
/** Lets the store decide which of several writers has the lane. Throws {@link StateUnknown} where it cannot. */
async function claim(lane) {
	const claimed = await lane.checkpoint();
	if (claimed.kind === "saved") return;
	throw new StateUnknown(`lane "${lane.identity.lane}" of run "${lane.identity.key}" could not be claimed (${claimed.reason}), so another run under this key might do the same at the same time. Re-run the job later.`);
}

// src/durable/lane/position.ts
const positionSchema = strictObject({
	v: literal(1),
	/** This job's id as a writer of the lane. */
	writer: string(),
	/** False while the first process of the job is still loading and claiming. */
	entered: boolean(),
	/** The newest generation we know of in the store, and how many events it holds; 0 where there is none. */
	generation: int(),
	length: int(),
	/** Who was first, once the store has refused us. */
	refused: optional(string())
});
/** Undefined where this job has not begun with the lane. Throws a {@link LaneError} where the file is not sound. */
async function readPosition(files, folder) {
	try {
		return await readSealed(files, pathIn(folder), positionSchema, 65536);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		throw new LaneError(`what this job noted of its lane in ${folder} is not sound (${error.message}). Re-run the job.`, { cause: error });
	}
}
async function writePosition(files, folder, position) {
	await files.makeFolder(folder);
	await writeSealed(files, pathIn(folder), position);
}
function pathIn(folder) {
	return join(folder, "position.json");
}

// src/durable/lane/save.ts
/** What is done with a lane that a process has: saving it, and setting it free. */
/** Loading, claiming and saving can take minutes on a bad day, and the other processes of a job wait for it. */
const patience$2 = 9e5;
/** A lane whose journal is open and whose folder says how far it is saved. Throws as {@link Lane} says. */
function laneOf(world, options, journal, isOpener) {
	const { files, clock, random } = world;
	const { identity, folder, store, attempt } = options;
	/** Saves the next generation and notes it. `closing` also makes the durable copy where the store keeps one. */
	async function save(closing) {
		await journal.refresh();
		const position = await readPosition(files, folder) ?? raise("the lane's folder was removed during the job");
		if (position.refused !== void 0) throw new LateWriter(identity, position.refused);
		const keep = closing && store.close ? store.close.bind(store) : void 0;
		const isDirty = journal.written.length > position.length;
		if (!isDirty && !keep) return alreadySaved;
		const generation = Math.max(1, position.generation + (isDirty ? 1 : 0));
		const start = {
			generation,
			writer: position.writer,
			runId: options.writer.runId ?? 0,
			attempt,
			at: clock.now(),
			closed: closing,
			...options.writer.link === void 0 ? {} : { link: options.writer.link }
		};
		const { written } = journal;
		const saved = await withStage({
			files,
			random
		}, `${folder}.stage`, async (stage) => {
			const from = {
				folder,
				state: journal.state,
				written
			};
			const manifest = await writeCheckpoint(files, identity, from, stage, start);
			return keep ? keep(identity, stage, manifest) : store.save(identity, stage, manifest);
		});
		if (saved.kind === "saved") await writePosition(files, folder, {
			...position,
			generation,
			length: written.length
		});
		if (saved.kind !== "conflict") return saved;
		const { winner } = saved;
		if (winner?.writer === position.writer) {
			await writePosition(files, folder, {
				...position,
				generation: winner.generation,
				length: winner.length
			});
			return winner.length >= written.length ? alreadySaved : save(closing);
		}
		const who = winner?.link ?? (winner ? `writer ${winner.writer}` : "another writer");
		await writePosition(files, folder, {
			...position,
			refused: who
		});
		throw new LateWriter(identity, who);
	}
	const locked = (act) => withLock(world, join(folder, "checkpoint.lock"), act, patience$2);
	const attachments = join(folder, checkpointFiles.files);
	const checkpoint = () => locked(() => save(false));
	return {
		identity,
		journal,
		files: attachments,
		isOpener,
		async attach(content) {
			const digest = hash("sha256", content, "hex");
			await files.create(join(attachments, digest), content);
			return {
				digest,
				bytes: content.length
			};
		},
		async attached({ digest, bytes }) {
			const content = await files.read(join(attachments, digest));
			if (content?.length !== bytes || hash("sha256", content, "hex") !== digest) throw new Refused(`file ${digest} of lane "${identity.lane}" is missing or was altered`);
			return content;
		},
		checkpoint,
		settle: checkpoint,
		close: () => locked(async () => {
			const { holder } = journal.state;
			const position = await readPosition(files, folder);
			if (options.isShared && holder?.id === position?.writer && position?.refused === void 0 && holder) await journal.append({
				type: "released",
				writer: holder.id
			});
			const saved = await save(false);
			if (saved.kind !== "saved") return saved;
			const copied = await save(true);
			return copied.kind === "saved" ? copied : {
				kind: "not-copied",
				reason: copied.reason
			};
		})
	};
}
/** The store has it all, or the disk has what the store is not due to have. */
const alreadySaved = {
	kind: "saved",
	where: "local"
};
function raise(message) {
	throw new Error(message);
}

// src/durable/lane/save-now-and-then.ts
const usual = {
	events: 200,
	ms: 3e4
};
/** How much longer than a save the work between two is, at least: a save copies the whole journal, which grows. */
const workPerSave = 9;
/** What `save` throws ends it: everything asked for after throws the same. */
function saveNowAndThen(clock, journal, save, { events, ms } = usual) {
	let last = alreadySaved;
	let thrown;
	let length = journal.state.length;
	let endedAt = clock.monotonic();
	let took = 0;
	let underWay;
	let cancelTimer;
	function isDue() {
		const added = journal.state.length - length;
		const since = clock.monotonic() - endedAt;
		return added > 0 && (since >= ms || added >= events && since >= took * workPerSave);
	}
	async function run() {
		if (thrown) throw thrown.error;
		cancelTimer?.();
		cancelTimer = void 0;
		const startedAt = clock.monotonic();
		const asked = journal.state.length;
		try {
			last = await save();
		} catch (error) {
			if (!isDiskError(error)) {
				thrown = { error };
				throw error;
			}
			last = {
				kind: "unavailable",
				reason: error.message
			};
		} finally {
			length = asked;
			endedAt = clock.monotonic();
			took = endedAt - startedAt;
			underWay = void 0;
		}
		return last;
	}
	function start() {
		underWay = run();
		return underWay;
	}
	async function whenDue() {
		if (thrown) throw thrown.error;
		if (underWay || !isDue()) {
			cancelTimer ??= clock.after(ms, () => {
				cancelTimer = void 0;
				whenDue().catch(() => {});
			});
			return last;
		}
		return start();
	}
	return {
		async now() {
			await underWay?.catch(() => {});
			return underWay ?? start();
		},
		whenDue,
		async end() {
			cancelTimer?.();
			cancelTimer = () => {};
			await underWay?.catch(() => {});
		}
	};
}

// src/durable/lane/run-lane.ts
/** A lane that one process has for as long as it works on a run, in a folder that may outlive it. */
/** Milliseconds to wait for a process that is just ending. */
const patience$1 = 500;
/**
* Opens a lane for this process alone, with all that it recorded in its folder and that the store has. Throws
* {@link Locked} where another process of this machine has it, {@link StateUnknown}, {@link LaneHeld} and
* {@link LateWriter} as `openLane` does, and a {@link LaneError} where folder and store have gone different ways.
*/
async function openRunLane(world, options) {
	const { files } = world;
	const { folder, identity, attempt } = options;
	const path = join(folder, checkpointFiles.journal);
	const lock = await takeLock(world, `${folder}.lock`, patience$1);
	let journal;
	try {
		await removeStages(world, folder);
		await files.makeFolder(join(folder, checkpointFiles.files));
		const { generation = 0, length = 0 } = (options.isFirst ? void 0 : await withStage(world, stageOf(folder), (stage) => bring(stage))) ?? {};
		const id = await writerIn(world, folder) ?? world.random.uuid();
		await writePosition(files, folder, {
			v: 1,
			writer: id,
			entered: true,
			generation,
			length
		});
		journal = await openOwn();
		const lane = laneOf(world, options, journal, true);
		await enter(options, journal, {
			id,
			...options.writer
		});
		if (options.isShared) await claim(lane);
		return runLane(lane, journal);
	} catch (error) {
		await journal?.close();
		await lock.release();
		throw error;
	}
	/** Makes the folder have what the store has, where the store has more. */
	async function bring(stage) {
		const manifest = await load(options, stage);
		if (!manifest) return void 0;
		const local = await files.read(path) ?? Buffer.alloc(0);
		const stored = await files.read(join(stage, checkpointFiles.journal)) ?? Buffer.alloc(0);
		if (isBeginning(stored, local)) return manifest;
		if (!isBeginning(local.subarray(0, local.lastIndexOf(10) + 1), stored)) throw goneApart(options, manifest);
		for (const { digest } of manifest.files) {
			const kept = join(folder, checkpointFiles.files, digest);
			if (!await files.status(kept)) await files.copy(join(stage, checkpointFiles.files, digest), kept);
		}
		await files.replace(path, stored);
		return manifest;
	}
	async function openOwn() {
		try {
			return await ownJournal(world, path, {
				lane: identity.lane,
				attempt
			});
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			throw new StateUnknown(`what is recorded in ${folder} is not sound (${error.message}). Remove that folder to go on from the newest checkpoint.`, { cause: error });
		}
	}
	function runLane(lane, own) {
		const saving = saveNowAndThen(world.clock, own, () => lane.checkpoint(), options.saveEvery);
		return {
			...lane,
			journal: own,
			checkpoint: () => saving.now(),
			settle: () => saving.whenDue(),
			async close() {
				try {
					await saving.end();
					return await lane.close();
				} finally {
					await own.close();
					await lock.release();
				}
			}
		};
	}
}
/** Whether bytes of one journal begin with all of another: each line's seal covers all lines before it. */
function isBeginning(part, whole) {
	return part.length <= whole.length && whole.subarray(0, part.length).equals(part);
}
function goneApart({ identity: { key, lane }, folder }, { link, writer }) {
	return new LaneError(`lane "${lane}" of run "${key}" was written by ${link ?? `writer ${writer}`}, and ${folder} has records of its own that were never saved: the two cannot be joined. Look at what those did, then remove that folder to go on from the newest checkpoint, or use another key.`);
}
/** The same writer goes on where its folder is still there, so that it knows its own claim and its own saves. */
async function writerIn(world, folder) {
	try {
		return (await readPosition(world.files, folder))?.writer;
	} catch (error) {
		if (error instanceof LaneError) return void 0;
		throw error;
	}
}
function stageOf(folder) {
	return `${folder}.stage`;
}
/** What a killed process was about to save or had just loaded. */
async function removeStages({ files }, folder) {
	const stages = (await files.list(dirname(folder))).filter((name) => name.startsWith(`${basename(stageOf(folder))}.`));
	for (const name of stages) await files.remove(join(dirname(folder), name));
}

// src/command/environment.ts
/**
* The variables of this process that a command may see: what a `run:` step in our place would have.
*
* | variable | given on | why |
* |---|---|---|
* | `ACTIONS_ID_TOKEN_REQUEST_URL`, `…_TOKEN` | yes | a `run:` step has them where the job was granted `id-token: write` |
* | `ACTIONS_ORCHESTRATION_ID` | yes | a `run:` step has it |
* | `ACTIONS_RUNNER_…`, `ACTIONS_STEP_DEBUG`, `ACTIONS_ALLOW_…` | yes | settings of the machine or the workflow's author, no secrets |
* | any other `ACTIONS_…` | no | `ACTIONS_RUNTIME_TOKEN` and the service URLs let any program write caches and artifacts; the runner gives them to actions only |
* | `INPUT_…` | no | our inputs, the token among them |
* | `STATE_…` | no | our saved state |
* | `GITHUB_OUTPUT`, `…_ENV`, `…_PATH`, `…_STATE`, `…_STEP_SUMMARY` | no | ours; each attempt is given files of its own |
* | `GITHUB_ACTION_REPOSITORY`, `GITHUB_ACTION_REF` | no | they name us; a `run:` step has none |
* | everything else | yes | |
*/
function childEnvironment(environment) {
	const kept = {};
	for (const [name, value] of Object.entries(environment)) if (value !== void 0 && (!isOurs(name) || isHarmless(name))) kept[name] = value;
	return kept;
}
function isOurs(name) {
	return /^(ACTIONS|INPUT|STATE)_|^GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY|ACTION_REPOSITORY|ACTION_REF)$/.test(name);
}
function isHarmless(name) {
	return /^ACTIONS_(ID_TOKEN_REQUEST_(URL|TOKEN)$|ORCHESTRATION_ID$|RUNNER_|STEP_DEBUG$|ALLOW_)/.test(name);
}

// src/durable/circuit/of-run.ts
/** Milliseconds for which a call waits for what another finds out that tries the dependency, and between two looks. */
const patience = 1e4;
const pause = 100;
/**
* Circuits that the steps of a run share in this process, by name, each call with a view of its own. Thousands of items
* ask: a store that is asked by each would be slower than what it guards, and GitHub's would refuse. While one tries whether
* the dependency is back, the others wait a while rather than give up.
*/
function circuitsOfRun(clock) {
	const states = /* @__PURE__ */ new Map();
	return (name, policy) => {
		let permit;
		const state = () => states.get(name) ?? newCircuit;
		function ask() {
			const admission = admit(state(), clock.now(), policy);
			states.set(name, admission.state);
			permit = admission.kind === "probe" ? admission.permit : void 0;
			return admission;
		}
		return {
			async admit() {
				let admission = ask();
				for (let waited = 0; waited < patience && isTriedByAnother(admission); waited += pause) {
					await clock.sleep(pause);
					admission = ask();
				}
				return admission;
			},
			record(ok) {
				const outcome = permit === void 0 ? { ok } : {
					ok,
					permit
				};
				states.set(name, record(state(), outcome, clock.now(), policy, 0));
				return Promise.resolve();
			}
		};
	};
}
function isTriedByAnother({ kind, state }) {
	return kind === "refused" && state.mode.kind === "half-open";
}

// src/automation/run/surroundings.ts
/** What a run is run in: commands have the environment of this process, and circuits last as long as the run. */
function surroundingsIn(world, around) {
	return {
		...around,
		world,
		environment: childEnvironment(world.environment),
		circuit: circuitsOfRun(world.clock)
	};
}

// src/journal/secrets/encodings.ts
const encodings = {
	plain: (value) => [value],
	reversed: (value) => [Array.from(value).toReversed().join("")],
	"UTF-16": (value) => [utf16(value)],
	base64: (value) => base64(Buffer.from(value)),
	"base64 of UTF-16": (value) => base64(utf16(value)),
	"base64 twice": (value) => base64(Buffer.from(value)).flatMap((once) => base64(Buffer.from(once))),
	base32: (value) => unaligned(Buffer.from(value.slice(0, 256)), base32, 5),
	hex: (value) => {
		const bytes = hexBytes(value);
		return [
			"",
			":",
			" ",
			"-",
			"\\x",
			", 0x",
			",0x"
		].map((separator) => bytes.join(separator));
	},
	"decimal bytes": (value) => [",", ", "].map((separator) => Buffer.from(value).join(separator)),
	percent: (value) => {
		const component = percent(value, /[^\w.~!*'()-]/gu);
		return [
			component,
			percent(component, /%/gu),
			percent(value, /[^\w.~-]/gu),
			percent(value, /[^\w.~!*'();/?:@&=+$,#-]/gu),
			percent(value, /[^\w.*-]/gu).replaceAll("%20", "+"),
			`%${hexBytes(value).join("%")}`
		];
	},
	"quoted-printable": (value) => [hexEscaped(value, /[^\t -<>-~]/gu, "=")],
	JSON: (value) => {
		const json = jsonContent(value);
		return [
			json,
			jsonContent(json),
			json.replaceAll("/", "\\/"),
			unicodeEscaped(json, /[^ -~]/g),
			unicodeEscaped(json, /[<>&\u2028\u2029]/g),
			unicodeEscaped(json.replaceAll("\\\"", "\""), /[^ -~]|["&'+<>`]/g)
		];
	},
	"Unicode escapes": (value) => [unicodeEscaped(value, /./gs), unicodeEscaped(value, /[^ -~]/g)],
	"C escapes": (value) => {
		const escaped = value.replace(/["'\\\n\r\t]/g, (character) => cEscapes[character] ?? character);
		return [
			escaped,
			value.replace(/[\\\n\r\t]/g, (character) => cEscapes[character] ?? character),
			hexEscaped(escaped, /[^ -~]/gu, "\\x"),
			escaped.replace(/[^ -~]/gu, octal),
			octal(value)
		];
	},
	"HTML and XML": (value) => [
		...[
			"&apos;",
			"&#39;",
			"&#x27;",
			"&#039;",
			"'"
		].map((apostrophe) => markup(value, "&quot;", apostrophe)),
		markup(value, "&#34;", "&#39;"),
		markup(value, "\"", "'"),
		entities(value, /./gsu, (code) => `&#${code};`),
		entities(value, /./gsu, (code) => `&#x${code.toString(16)};`),
		entities(markup(value, "&quot;", "&#39;"), /[^ -~]/gu, (code) => `&#${code};`),
		entities(markup(value, "&quot;", "&#39;"), /[^ -~]/gu, (code) => `&#x${code.toString(16)};`)
	],
	"shell quotes": (value) => [
		value.replaceAll("'", "'\\''"),
		value.replaceAll("'", `'"'"'`),
		value.replace(/["$`\\]/g, "\\$&"),
		value.replace(/["$`\\!]/g, "\\$&")
	],
	backslashes: (value) => [
		value.replace(/[^\w]/gu, "\\$&"),
		value.replace(/[^\w%+\-./:=@,\u0080-\uffff]/g, "\\$&"),
		value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"),
		value.replaceAll("\"", "\\\""),
		value.replaceAll("'", "\\'"),
		value.replaceAll("\\", "\\\\")
	],
	"doubled quotes": (value) => [value.replaceAll("'", "''"), value.replaceAll("\"", "\"\"")],
	PowerShell: (value) => [value.replace(/["$`]/g, "`$&"), ...besideAmpersand(value)]
};
const cEscapes = {
	"\"": "\\\"",
	"'": "\\'",
	"\\": "\\\\",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t"
};
function utf16(value) {
	return Buffer.from(value, "utf16le");
}
function hexBytes(value) {
	return Buffer.from(value).toString("hex").match(/../g) ?? [];
}
/** Standard and URL-safe, at each of the three places a value can take in its group of bytes. */
function base64(bytes) {
	const standard = unaligned(bytes, (group) => group.toString("base64"), 3);
	return [...standard, ...standard.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"))];
}
/**
* What an encoding of `groupSize` bytes (3: 6 bits a character, 5: 5 bits a character) always shows of `bytes`,
* whatever comes before and after them.
*/
function unaligned(bytes, encode, groupSize) {
	const bits = groupSize === 3 ? 6 : 5;
	return Array.from({ length: groupSize }, (_, before) => {
		const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
		return encode(shifted).slice(Math.ceil(8 * before / bits), Math.floor(8 * shifted.length / bits));
	});
}
const base32Alphabet = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
/** RFC 4648, whole characters only. */
function base32(bytes) {
	const text = Buffer.alloc(Math.floor(bytes.length * 8 / 5));
	for (let index = 0; index < text.length; index++) {
		const bit = index * 5;
		const pair = (bytes[bit >> 3] ?? 0) << 8 | (bytes[(bit >> 3) + 1] ?? 0);
		text[index] = base32Alphabet[pair >> 11 - (bit & 7) & 31] ?? 0;
	}
	return text.toString("latin1");
}
function hexEscaped(value, which, sign) {
	return value.replace(which, (character) => sign + hexBytes(character).join(sign));
}
function percent(value, which) {
	return hexEscaped(value, which, "%");
}
function octal(value) {
	let text = "";
	for (const byte of Buffer.from(value)) text += `\\${byte.toString(8).padStart(3, "0")}`;
	return text;
}
function jsonContent(value) {
	return JSON.stringify(value).slice(1, -1);
}
function unicodeEscaped(value, which) {
	return value.replace(which, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
function markup(value, quote, apostrophe) {
	return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", quote).replaceAll("'", apostrophe);
}
function entities(value, which, entity) {
	return value.replace(which, (character) => entity(character.codePointAt(0) ?? 0));
}
/** PowerShell's error text breaks a command line at `&` and colours the parts, or the letter after `&+`. */
function besideAmpersand(value) {
	const plus = value.indexOf("&+");
	const at = plus >= 0 ? plus + 2 : value.lastIndexOf("&") + 1;
	return at === 0 ? [] : [value.slice(0, at), value.slice(plus >= 0 ? at + 1 : at)];
}

// src/journal/secrets/needles.ts
/** The shortest needle, in bytes. */
const shortestNeedle = 4;
/** Longer needles are looked for in pieces of so many bytes, each alone enough. */
const pieceLength = 128;
const dropped = 65535;
const folding = Uint16Array.from({ length: 256 }, (_, byte) => byte === 10 || byte === 13 ? dropped : byte >= 65 && byte <= 90 ? byte + 32 : byte);
/** Needles shorter than {@link shortestNeedle} bytes once folded are left out. */
function needlesOf(texts) {
	const pieces = /* @__PURE__ */ new Set();
	for (const text of texts) for (const piece of split(foldText(text))) pieces.add(piece);
	const buckets = /* @__PURE__ */ new Map();
	const filter = /* @__PURE__ */ new Uint8Array(65536);
	let longest = 0;
	for (const piece of pieces) {
		let hash = 0;
		for (let back = shortestNeedle; back > 0; back--) hash = roll(hash, piece.charCodeAt(piece.length - back));
		filter[hash] = 1;
		const bucket = buckets.get(hash);
		if (bucket) bucket.push(piece);
		else buckets.set(hash, [piece]);
		longest = Math.max(longest, piece.length);
	}
	/** Length of the longest needle that ends before `end`; 0 for none. */
	function endingAt(folded, end, hash) {
		let length = 0;
		for (const piece of buckets.get(hash) ?? []) if (piece.length > length && piece.length <= end && endsWith(folded, end, piece)) length = piece.length;
		return length;
	}
	return {
		reader() {
			let buffer = /* @__PURE__ */ new Uint8Array(0);
			let kept = 0;
			let hash = 0;
			return { push(chunk) {
				if (buffer.length < kept + chunk.length) buffer = extended(buffer, kept, kept + chunk.length);
				const folded = buffer;
				let end = kept;
				let rolling = hash;
				for (let index = 0; index < chunk.length; index++) {
					const byte = folding[chunk[index]];
					if (byte === dropped) continue;
					folded[end++] = byte;
					rolling = roll(rolling, byte);
					if (filter[rolling] === 1 && endingAt(folded, end, rolling) > 0) return true;
				}
				hash = rolling;
				kept = Math.min(end, Math.max(0, longest - 1));
				folded.copyWithin(0, end - kept, end);
				return false;
			} };
		},
		find(bytes) {
			const folded = new Uint8Array(bytes.length);
			const positions = new Uint32Array(bytes.length);
			const spans = [];
			let end = 0;
			let hash = 0;
			for (let index = 0; index < bytes.length; index++) {
				const byte = folding[bytes[index]];
				if (byte === dropped) continue;
				positions[end] = index;
				folded[end++] = byte;
				hash = roll(hash, byte);
				if (filter[hash] !== 1) continue;
				const length = endingAt(folded, end, hash);
				if (length === 0) continue;
				let start = positions[end - length];
				while (spans.length > 0 && spans.at(-1).end >= start) start = Math.min(start, spans.pop().start);
				spans.push({
					start,
					end: index + 1
				});
			}
			return spans;
		}
	};
}
function extended(bytes, used, length) {
	const longer = new Uint8Array(length);
	longer.set(bytes.subarray(0, used));
	return longer;
}
/** A hash of the last four bytes: older ones are shifted out. */
function roll(hash, byte) {
	return (hash << 4 ^ byte) & 65535;
}
function endsWith(folded, end, piece) {
	for (let back = 1; back <= piece.length; back++) if (folded[end - back] !== piece.charCodeAt(piece.length - back)) return false;
	return true;
}
/** A needle folded as the text will be, one byte a character. Made of calls that are quick in a young process. */
function foldText(text) {
	const bytes = (typeof text === "string" ? Buffer.from(text) : Buffer.from(text)).toString("latin1").replaceAll(/[\r\n]+/g, "");
	return /^[\0-\x7f]*$/.test(bytes) ? bytes.toLowerCase() : bytes.replaceAll(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
function split(needle) {
	if (needle.length < shortestNeedle) return [];
	const pieces = [];
	for (let start = 0; start < needle.length; start += pieceLength) {
		const from = Math.max(0, Math.min(start, needle.length - pieceLength));
		pieces.push(needle.slice(from, from + pieceLength));
	}
	return pieces;
}

// src/journal/secrets/guard.ts
/** Encoded forms shorter than this, in characters, turn up by chance. */
const shortestForm = 6;
/** Shorter lines of a multi-line secret say nothing: `{`, the end of a key. */
const shortestLine = 8;
/** Costs nothing until something is searched: the encoded forms are made then, once. */
function secretGuard(values) {
	let prepared;
	const needles = () => prepared ??= needlesOf(formsOf(values));
	const isEmpty = values.every((value) => value.trim() === "");
	const holds = (text) => !isEmpty && text.length > 0 && needles().reader().push(typeof text === "string" ? Buffer.from(text) : text);
	return {
		isEmpty,
		holds,
		redact(text) {
			while (holds(text)) text = replaceSpans(text, needles());
			return text;
		},
		scanner: () => isEmpty ? { push: () => false } : needles().reader()
	};
}
/** A guard whose secrets are looked up when something is first searched. */
function lateGuard(values) {
	let made;
	const guard = () => made ??= secretGuard(values());
	return {
		get isEmpty() {
			return guard().isEmpty;
		},
		holds: (text) => text.length > 0 && guard().holds(text),
		redact: (text) => guard().redact(text),
		scanner: () => guard().scanner()
	};
}
function replaceSpans(text, needles) {
	const bytes = Buffer.from(text);
	let result = "";
	let shown = 0;
	for (const { start, end } of needles.find(bytes)) {
		result += `${bytes.toString("utf8", shown, start)}***`;
		shown = end;
	}
	return result + bytes.toString("utf8", shown);
}
function formsOf(values) {
	const forms = /* @__PURE__ */ new Set();
	for (const part of new Set(values.flatMap(partsOf))) {
		forms.add(part);
		for (const encode of Object.values(encodings)) for (const form of encode(part)) if (form.length >= shortestForm) forms.add(form);
	}
	return forms;
}
/** A value as it is, without the blanks or quotes around it, and its lines: tools print it in each of these ways. */
function partsOf(value) {
	const trimmed = value.trim();
	const unquoted = /^(["']).{6,}\1$/s.test(trimmed) ? [trimmed.slice(1, -1)] : [];
	const longLines = (trimmed.includes("\n") ? trimmed.split(/\r?\n/).map((line) => line.trim()) : []).filter((line) => line.length >= shortestLine && !line.startsWith("-----"));
	return [
		trimmed,
		...unquoted,
		...longLines
	].filter((part) => !/^\**$/.test(part));
}

// src/cli/surroundings.ts
/** What an automation is run in from the command line. */
/** Surroundings of what is not really run: it prints nothing and leaves nothing behind. */
function nowhere(world, { root }) {
	return surroundingsIn(world, {
		workspace: root,
		temporaryFolder: join(root, ".holdfast"),
		guard: () => lateGuard(() => []),
		outputAt: (path) => printedAt(world.output, path, () => {})
	});
}
/** What the command of the step at a path prints, cut into lines; each of its streams by itself. */
function printedAt(real, path, print) {
	const [output, errors] = [lineSplitter(take), lineSplitter(take)];
	return {
		...real,
		write: (text) => output.write(Buffer.from(text)),
		writeError: (text) => errors.write(Buffer.from(text))
	};
	function take(line) {
		print(path, line);
	}
}

export { openRunLane as a, surroundingsIn as i, printedAt as n, runAutomation as o, lateGuard as r, nowhere as t };