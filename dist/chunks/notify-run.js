import { Z as jobFolder } from "./action.js";
const { hash } = process.getBuiltinModule("node:crypto");
const { basename, join } = process.getBuiltinModule("node:path");

// src/actions/lane/folders.ts
/** Where the lanes lie that steps of this job have worked on. */
/** Notes a lane whose folder is not the job's, since it outlives it. */
async function noteKeptLane(files, context, folder) {
	const notes = notesIn(context);
	await files.makeFolder(notes);
	await files.replace(join(notes, basename(folder)), folder, { durable: false });
}
/** Their folders, those that outlive the job last. */
async function laneFolders(files, context) {
	const notes = notesIn(context);
	const own = (await files.list(jobFolder(context))).filter((name) => /^[\da-f]{32}$/.test(name));
	const kept = await Promise.all((await files.list(notes)).map((name) => files.read(join(notes, name))));
	return [...own.map((name) => join(jobFolder(context), name)), ...kept.map(String)];
}
function notesIn(context) {
	return join(jobFolder(context), "kept-lanes");
}

// src/actions/lane/last-lines.ts
/** What a step printed last before it failed. No journal has it: it lies beside the lane, on this job's disk alone. */
/** Bytes; the lines a command is remembered by are fewer. */
const largest = 262144;
/** `lane` is the lane's folder, and `step` the name or path that its journal has; `lines` hold no secret. */
async function keepLastLines(files, lane, step, lines) {
	if (lines === "") return;
	await files.makeFolder(folderIn(lane));
	await files.replace(fileIn(lane, step), lines.slice(-65536).toWellFormed(), { durable: false });
}
/** Undefined where it printed nothing, or was never kept. */
async function lastLinesOf(files, lane, step) {
	const path = fileIn(lane, step);
	const size = (await files.status(path))?.size ?? 0;
	return size === 0 || size > largest ? void 0 : String(await files.read(path, largest));
}
function folderIn(lane) {
	return join(lane, "last-lines");
}
function fileIn(lane, step) {
	return join(folderIn(lane), hash("sha256", step, "hex"));
}

export { noteKeptLane as i, lastLinesOf as n, laneFolders as r, keepLastLines as t };