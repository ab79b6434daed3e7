import { Hn as boolean, On as LaneError, Q as laneOptions, St as journalFile, _t as load, at as laneIdentity, bn as requireContext, cn as runnerCommands, ct as laneId, dt as laneOf, ft as readPosition, gt as enter, ht as claim, ir as string, it as boundedLane, kn as StateUnknown, mr as Refused, mt as withStage, nt as stateFolder, on as takeLock, pt as writePosition, rr as strictObject, rt as isDiskError, st as laneInputs, tn as withoutSecrets, ut as alreadySaved, vt as checkpointFiles, yn as readContext } from "./action.js";
const { basename, dirname, join } = process.getBuiltinModule("node:path");

// src/journal/owned-journal.ts
/** Milliseconds to wait for a process that only looks; one that works will not be done sooner than anybody can wait. */
const patience$1 = 500;
/**
* Opens the journal at `path`, which need not exist, and keeps every other process out until it is closed. Throws
* {@link Refused} where what it holds is not sound, {@link Locked} where another process has it.
*/
async function ownJournal(world, path, identity) {
	const { clock, files } = world;
	const lock = await takeLock(world, `${path}.lock`, patience$1);
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
const patience = 500;
/**
* Opens a lane for this process alone, with all that it recorded in its folder and that the store has. Throws
* {@link Locked} where another process of this machine has it, {@link StateUnknown}, {@link LaneHeld} and
* {@link LateWriter} as `openLane` does, and a {@link LaneError} where folder and store have gone different ways.
*/
async function openRunLane(world, options) {
	const { files } = world;
	const { folder, identity, attempt } = options;
	const path = join(folder, checkpointFiles.journal);
	const lock = await takeLock(world, `${folder}.lock`, patience);
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

// src/automation/run/place.ts
/** Where the runs of this machine live. */
/** The one lane of a run that is run from the command line. */
const lane = "local";
/** The folder of all runs. Throws a UserError where nothing names a place to keep state in. */
function runsFolder(world) {
	return join(stateFolder(world.environment, world.processes.platform), "runs");
}
/** The folder of one run: its journal, what goes with it, and its inbox. */
function folderOfRun(world, identity) {
	return join(runsFolder(world), laneId(identity));
}

// src/actions/run/place.ts
/** Which run an action works on, and where its lane lies while it does. */
/**
* The run and its lane. Under the run's id the lane is the job's, with its matrix leg, and the automation's within it.
* Under a key of the author's own it must be the same for whoever has the run go on, whatever their job is called: it is
* the automation's, or where runs are kept on this machine, the one that the command line has.
*/
function runPlaceOf(context, { lane: lane$1, matrix, store }, automation, ownKey) {
	const { runId } = requireContext(context, "runId");
	if (ownKey === void 0) {
		const { lane: job } = laneIdentity({ matrix }, context);
		return {
			key: String(runId),
			lane: lane$1 ?? boundedLane(`${job}/${automation}`),
			isShared: false
		};
	}
	const shared = store === "directory" ? lane : boundedLane(`automation/${automation}`);
	return {
		key: ownKey,
		lane: lane$1 ?? shared,
		isShared: true
	};
}
/** How its lane is opened. `isKept` tells that its folder outlives the job and is where the command line looks. */
function runLaneOptions(world, context, inputs, { key, lane: lane$2, isShared }) {
	const { repository } = requireContext(context, "repository");
	const identity = {
		repository: `${repository.owner}/${repository.name}`,
		key,
		lane: lane$2
	};
	const options = laneOptions(world, context, inputs, identity, isShared);
	const isKept = isShared && inputs.store === "directory" && lane$2 === "local";
	return {
		...options,
		isKept,
		...isKept && { folder: folderOfRun(world, identity) }
	};
}

// src/actions/run/close.ts
/** Which run an action has open, noted for its post step: that closes what a killed action left open. */
const notedSchema = strictObject({
	key: string(),
	lane: string(),
	isShared: boolean(),
	store: laneInputs.store
});
/** Notes that a run is at work; the token is noted nowhere. */
function noteOpen(runner, { key, lane, isShared }, store) {
	runner.saveState("run", JSON.stringify({
		key,
		lane,
		isShared,
		store
	}));
}
function noteClosed(runner) {
	runner.saveState("run", "");
}
/**
* The post step. The action closes its lane itself; where it was killed, or could not save what it recorded, this does.
* Best effort: what goes wrong is a warning, and the job's result stays what it is.
*/
async function closeRun(world) {
	const runner = runnerCommands(world);
	try {
		const noted = runner.getState("run");
		if (noted === "") return;
		const { store, ...place } = notedSchema.parse(JSON.parse(noted));
		const token = world.environment["INPUT_TOKEN"] || void 0;
		const options = runLaneOptions(world, readContext(world.environment), {
			store,
			token
		}, place);
		await world.files.makeFolder(dirname(options.folder));
		const closed = await (await openRunLane(world, options)).close();
		if (closed.kind === "unavailable") throw new Error(closed.reason);
		runner.info(`What run "${place.key}" had recorded, and the action had not saved, is saved now. A re-run goes on.`);
	} catch (error) {
		const why = withoutSecrets(world.environment, error instanceof Error ? error.message : String(error));
		runner.warning(`What the run recorded, and the action had not saved, could not be saved now either: ${why}`);
	}
}

export { runPlaceOf as a, runLaneOptions as i, noteClosed as n, openRunLane as o, noteOpen as r, closeRun as t };