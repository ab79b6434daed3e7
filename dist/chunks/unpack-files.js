import { n as faultOfLink, o as rt, r as faultOfPath, s as xe, t as archiveLimits } from "./archive-rules.js";
import { yt as digestOf } from "./action.js";
const { Readable } = process.getBuiltinModule("node:stream");
const { createGunzip } = process.getBuiltinModule("node:zlib");
const { pipeline } = process.getBuiltinModule("node:stream/promises");

// src/store/unpack-files.ts
const chunkSize = 1 << 20;
/**
* Brings back what {@link packFiles} packed, over what is there. The archive is not trusted: it is read through
* once for its digest and once for the rules before anything is written, then unpacked beside the workspace's files
* and moved to its place, each file at once. Only a disk that fails during the moves can leave a part.
*/
async function unpackFiles(world, request) {
	const { files, random } = world;
	const staging = `${request.root}/.holdfast-${random.uuid()}`;
	try {
		await verifyDigest(world, request);
		const entries = await verifyEntries(world, request);
		if (entries === 0) return {
			kind: "unpacked",
			entries
		};
		await files.makeFolder(staging);
		await extract(world, request, staging);
		for (const { from, to } of await movesOf(world, staging, request.root)) await files.move(from, to);
		return {
			kind: "unpacked",
			entries
		};
	} catch (error) {
		if (error instanceof NotUnpacked) return {
			kind: "refused",
			reason: error.message
		};
		throw error;
	} finally {
		await files.remove(staging);
	}
}
/** Never leaves this file. */
var NotUnpacked = class extends Error {};
async function verifyDigest(world, { archive, digest }) {
	const status = await world.files.status(archive);
	if (status?.kind !== "file") throw new NotUnpacked("there is no archive");
	const found = await digestOf(world.files, archive, status.size);
	if (found !== digest) throw new NotUnpacked(`the archive's SHA-256 is ${found}, recorded was ${digest}`);
}
/** Reads the list of entries and holds each to the rules; returns how many there are. */
async function verifyEntries(world, { archive, limits }) {
	const kinds = /* @__PURE__ */ new Map();
	let fault;
	let ended = false;
	const check = (entry) => {
		const path = entry.path.replace(/\/$/, "");
		fault ??= faultOfEntry(path, entry) ?? (kinds.has(path) ? `${path} is in it twice` : void 0);
		kinds.set(path, entry.type);
		if (kinds.size > (limits ?? archiveLimits).entries) fault ??= `it has more than ${kinds.size - 1} entries`;
		entry.resume();
	};
	const parser = new rt({
		strict: true,
		onReadEntry: check
	});
	parser.on("ignoredEntry", (entry) => fault ??= `${entry.path} is of a kind that is not kept`);
	parser.on("error", (error) => fault ??= error.message);
	parser.on("eof", () => ended = true);
	await decompress(world, archive, limits, (chunk) => {
		parser.write(Buffer.from(chunk));
		if (fault !== void 0) throw new NotUnpacked(fault);
	});
	if (kinds.size > 0) parser.end();
	if (!ended) fault ??= "it ends too early";
	for (const path of kinds.keys()) {
		const above = ancestorsOf(path).find((folder) => (kinds.get(folder) ?? "Directory") !== "Directory");
		if (above !== void 0) fault ??= `${path} is below ${above}, which is no folder`;
	}
	if (fault !== void 0) throw new NotUnpacked(fault);
	return kinds.size;
}
function faultOfEntry(path, entry) {
	const { type, mode = 0, linkpath = "" } = entry;
	const allowed = type === "File" || type === "Directory" || type === "SymbolicLink";
	const fault = faultOfPath(path) ?? (allowed ? void 0 : `is a ${type}`) ?? (mode > 511 ? "has setuid, setgid or sticky bits" : void 0) ?? (type === "SymbolicLink" ? faultOfLink(path, linkpath) : void 0);
	return fault === void 0 ? void 0 : `${path} ${fault}`;
}
function ancestorsOf(path) {
	const names = path.split("/");
	return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}
async function extract(world, { archive, limits }, into) {
	const unpack = new xe({
		cwd: into,
		strict: true,
		chmod: true,
		preserveOwner: false
	});
	let failure;
	unpack.on("error", (error) => failure ??= error);
	await decompress(world, archive, limits, (chunk) => {
		unpack.write(Buffer.from(chunk));
		if (failure) throw new NotUnpacked(`it cannot be unpacked: ${failure.message}`, { cause: failure });
	});
	unpack.end();
}
async function decompress(world, archive, limits = archiveLimits, use) {
	let total = 0;
	try {
		await pipeline(Readable.from(chunksOf(world, archive)), createGunzip({ chunkSize: 65536 }), async (content) => {
			for await (const chunk of content) {
				if (total === 0 && chunk[0] === 31) throw new NotUnpacked("it is compressed twice");
				total += chunk.length;
				if (total > limits.bytes) throw new NotUnpacked(`it unpacks to more than ${limits.bytes} bytes`);
				use(chunk);
			}
		});
	} catch (error) {
		if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) throw new NotUnpacked(error.message);
		throw error;
	}
}
async function* chunksOf({ files }, path) {
	for (let offset = 0;;) {
		const chunk = await files.readRange(path, offset, chunkSize);
		if (chunk.length === 0) return;
		offset += chunk.length;
		yield chunk;
	}
}
/** What to move so that `to` has all of `from`; a folder that is not there yet moves as one. */
async function movesOf(world, from, to) {
	const moves = [];
	for (const name of await world.files.list(from)) {
		const move = {
			from: `${from}/${name}`,
			to: `${to}/${name}`
		};
		const ours = await world.files.status(move.from);
		const theirs = await world.files.status(move.to);
		if (theirs === void 0) moves.push(move);
		else if (ours?.kind === "folder" && theirs.kind === "folder") moves.push(...await movesOf(world, move.from, move.to));
		else if (ours?.kind === "folder") throw new NotUnpacked(`${move.to} is to be a folder and is a ${theirs.kind}`);
		else if (theirs.kind === "folder" || theirs.kind === "other") throw new NotUnpacked(`${move.to} is not a file that can be replaced`);
		else moves.push(move);
	}
	return moves;
}

export { unpackFiles };