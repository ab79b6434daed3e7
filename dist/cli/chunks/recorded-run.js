import { Pt as _minLength } from "./zod.js";
import { _ as string, g as strictObject, s as literal, u as number } from "./zod2.js";
import { t as UserError } from "./user-error.js";
import { n as Refused } from "./refused.js";
import { t as stateFolder } from "./state-folder.js";
import { c as writeSealed, f as seal, r as checkpointFiles, s as readSealed, u as readJournal } from "./path.js";
import { n as neutraliseLine } from "./neutralise.js";
const { hash } = process.getBuiltinModule("node:crypto");
const { join } = process.getBuiltinModule("node:path");

// src/journal/history.ts
/** The events of a whole journal. Throws Refused where it is not sound. */
function readHistory(bytes) {
	const history = [];
	readJournal(bytes, (event) => history.push(event));
	return history;
}
/** A journal of a lane that has these events and no others. Throws Refused where they do not follow from each other. */
function writeHistory(lane, events) {
	let prev = "";
	const lines = events.map(({ at, attempt, ...event }, seq) => {
		const { line, hash } = seal({
			v: 1,
			seq,
			at,
			lane,
			attempt,
			...event,
			prev
		});
		prev = hash;
		return line;
	});
	const bytes = Buffer.from(lines.join(""));
	readJournal(bytes);
	return bytes;
}
/** The same event for another place in a journal. */
function pastEvent(event) {
	const { v: _v, seq: _seq, lane: _lane, prev: _prev, hash: _hash, ...rest } = event;
	return rest;
}
/** The path of the operation that an event is about; undefined where it is about the lane, the run or a value. */
function operationOf(event) {
	if ("step" in event) return event.step;
	return "path" in event && event.type !== "value" ? event.path : void 0;
}

// src/store/lane-id.ts
/** 32 hexadecimal digits that no other lane has; all lower case, since some servers fold the case of keys. */
function laneId({ repository, key, lane }) {
	return hash("sha256", JSON.stringify([
		repository.toLowerCase(),
		key,
		lane
	]), "hex").slice(0, 32);
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
/** The process that works on a run now; undefined where none does. The lock is that of `openRunLane`. */
async function holderOf({ files, processes }, folder) {
	const text = (await files.read(`${folder}.lock`, 256))?.toString() ?? "";
	const pid = Number(/^([1-9]\d{0,8}) /.exec(text)?.[1] ?? 0);
	return pid > 0 && processes.signal(pid, 0) ? pid : void 0;
}

// src/automation/run/card.ts
/** What a run is of, in a small file beside its journal: which file to run it with, wherever one is when it goes on. */
const cardSchema = strictObject({
	v: literal(1),
	key: string().check(_minLength(1)),
	/** The automation's name. */
	automation: string(),
	/** Its definition, as an absolute path. */
	file: string(),
	/** `owner/name`. */
	repository: string(),
	/** Where its commands run. */
	workspace: string(),
	/** Milliseconds since the epoch: when it was first run. */
	at: number()
});
/** Bytes. */
const limit = 1048576;
/** Keeps what is known of a run for whoever has it go on, with when it was first run. */
async function fileRun({ clock, files }, folder, { key, automation, file, repository, workspace }) {
	await writeCard(files, folder, {
		v: 1,
		key,
		automation,
		file,
		repository,
		workspace,
		at: (await readCard(files, folder))?.at ?? clock.now()
	});
}
async function writeCard(files, folder, card) {
	await files.makeFolder(folder);
	await writeSealed(files, cardIn(folder), card);
}
/** Undefined where there is none, or none that is sound. */
async function readCard(files, folder) {
	try {
		return await readSealed(files, cardIn(folder), cardSchema, limit);
	} catch (error) {
		if (error instanceof Refused) return void 0;
		throw error;
	}
}
/** All runs of this machine, the newest first. */
async function allRuns(world) {
	const root = runsFolder(world);
	const names = (await world.files.list(root)).filter((name) => /^[0-9a-f]{32}$/.test(name));
	return (await Promise.all(names.map(async (name) => ({
		folder: join(root, name),
		card: await readCard(world.files, join(root, name))
	})))).flatMap(({ card, folder }) => card ? [{
		card,
		folder
	}] : []).toSorted((a, b) => b.card.at - a.card.at || (a.card.key < b.card.key ? -1 : 1));
}
function cardIn(folder) {
	return join(folder, "run.json");
}

// src/report/shell-word.ts
/** Text as one word of a command that can be copied into a shell. */
function word(text) {
	const inert = neutraliseLine(text);
	return /^[\w./:@%+=-]+$/.test(inert) && !inert.startsWith("-") ? inert : `'${inert.replaceAll("'", String.raw`'\''`)}'`;
}

// src/cli/runs/recorded-run.ts
/** What a run has recorded, read without disturbing a process that may be at work on it. */
/** Throws a {@link UserError} where what is recorded is not sound. */
async function readRun(world, run) {
	const holder = await holderOf(world, run.folder);
	const state = soundly(run, readJournal, await wholeLines(world.files, run.folder));
	return {
		...run,
		state,
		holder
	};
}
/** Its journal as it stands, and the events in it, each verified. */
async function historyOf({ files }, run) {
	const bytes = await wholeLines(files, run.folder);
	return {
		bytes,
		events: soundly(run, readHistory, bytes)
	};
}
/** The last line may be just being written. */
async function wholeLines(files, folder) {
	const bytes = await files.read(join(folder, checkpointFiles.journal)) ?? Buffer.alloc(0);
	return bytes.subarray(0, bytes.lastIndexOf(10) + 1);
}
function soundly({ card, folder }, read, bytes) {
	try {
		return read(bytes);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		throw new UserError(`what is recorded of run "${card.key}" in ${folder} is not sound (${error.message}): remove that folder, and \`holdfast run\` goes on from its newest checkpoint`, { cause: error });
	}
}

export { fileRun as a, folderOfRun as c, laneId as d, operationOf as f, writeHistory as h, allRuns as i, holderOf as l, readHistory as m, readRun as n, readCard as o, pastEvent as p, word as r, writeCard as s, historyOf as t, lane as u };