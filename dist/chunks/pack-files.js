import { a as ft, i as F, n as faultOfLink, r as faultOfPath, t as archiveLimits } from "./archive-rules.js";
import { J as pathPatterns, _r as isCode, n as walk, t as isUnreadable } from "./action.js";
const { createHash } = process.getBuiltinModule("node:crypto");
const { resolve } = process.getBuiltinModule("node:path");
const { Readable } = process.getBuiltinModule("node:stream");
const { constants, createGzip } = process.getBuiltinModule("node:zlib");
const { pipeline } = process.getBuiltinModule("node:stream/promises");

// src/store/pack-files.ts
/** Bytes read, and written, at once. */
const chunkSize = 1 << 20;
/**
* Packs what the patterns keep into a gzipped tar file: files, folders and links with their permissions, files with
* the time of their last change (make asks for it). Equal files give equal bytes.
* Throws a UserError for a pattern that leads out of the workspace.
*/
async function packFiles(world, request) {
	const { files } = world;
	await files.remove(request.to);
	const digest = createHash("sha256");
	let bytes = 0;
	try {
		const { found, missing } = await findKept(world, request);
		await pipeline(Readable.from(inChunks(tarOf(world, request, found))), createGzip({
			level: constants.Z_BEST_SPEED,
			chunkSize: 65536
		}), async (archive) => {
			for await (const chunk of inChunks(archive)) {
				digest.update(chunk);
				bytes += chunk.length;
				await files.append(request.to, chunk);
			}
		});
		return {
			kind: "packed",
			digest: digest.digest("hex"),
			bytes,
			entries: found.length,
			missing
		};
	} catch (error) {
		await files.remove(request.to);
		if (error instanceof NotPacked) return error.result;
		throw error;
	}
}
/** Headers and small files gathered: each piece costs a trip to the compressor, and each append one to the disk. */
async function* inChunks(pieces) {
	let held = [];
	let bytes = 0;
	for await (const piece of pieces) {
		held.push(piece);
		bytes += piece.length;
		if (bytes < chunkSize) continue;
		yield Buffer.concat(held);
		held = [];
		bytes = 0;
	}
	if (bytes > 0) yield Buffer.concat(held);
}
/** Ends the stream from within; never leaves this file. */
var NotPacked = class extends Error {
	result;
	constructor(result) {
		super(result.kind);
		this.result = result;
	}
};
function unkeepable(path, reason) {
	return new NotPacked({
		kind: "unkeepable",
		path,
		reason
	});
}
/** What follows from an error of reading what is to be packed: the command may have left anything, and go on changing it. */
function notRead(path, error) {
	if (isUnreadable(error)) return unkeepable(path, "may not be read");
	if (isCode(error, "EBUSY")) return unkeepable(path, "is in use by another program");
	return isCode(error, "ENOENT", "ENOTDIR", "EISDIR", "EINVAL") ? unkeepable(path, "changed while it was packed") : error;
}
async function findKept({ files }, { root, patterns: lines, to }) {
	const patterns = pathPatterns(lines, root);
	const unmatched = new Set(patterns.included);
	const found = [];
	const mayKeepBelow = (folder) => patterns.mayKeepBelow(folder);
	const onUnreadable = (path, error) => {
		if (path === "." || patterns.keeps(path) || mayKeepBelow(path)) throw notRead(path, error);
	};
	for await (const walked of walk(files, root, mayKeepBelow, onUnreadable)) {
		for (const pattern of unmatched) if (pattern.matches(walked.path)) unmatched.delete(pattern);
		if (patterns.keeps(walked.path) && resolve(root, walked.path) !== resolve(to)) found.push(walked);
	}
	return {
		found,
		missing: Array.from(unmatched, (pattern) => pattern.text)
	};
}
async function* tarOf({ files }, { root, guard, limits = archiveLimits }, found) {
	if (found.length > limits.entries) throw unkeepable(".", `has more than ${limits.entries} files in its paths`);
	let total = 0;
	for (const { path, status } of found) {
		const fault = faultOfPath(path) ?? (status.kind === "other" ? "is neither a file, a folder nor a link" : void 0);
		if (guard.holds(path)) throw new NotPacked({
			kind: "secret",
			path
		});
		if (fault !== void 0) throw unkeepable(path, fault);
		const size = status.kind === "file" ? status.size : 0;
		total += size + 1536;
		if (total > limits.bytes) throw unkeepable(path, `brings the paths above ${limits.bytes} bytes`);
		yield await headerOf(path, status, size);
		if (status.kind === "file") yield* contentOf(path, size);
	}
	yield Buffer.alloc(1024);
	async function headerOf(path, { kind, mode, modifiedAt }, size) {
		const target = kind === "link" ? await reading(path, (file) => files.readLink(file)) : void 0;
		const fault = target === void 0 ? void 0 : faultOfLink(path, target);
		if (fault !== void 0) throw unkeepable(path, fault);
		if (target !== void 0 && guard.holds(target)) throw new NotPacked({
			kind: "secret",
			path
		});
		const header = new F({
			path: kind === "folder" ? `${path}/` : path,
			type: kind === "folder" ? "Directory" : kind === "link" ? "SymbolicLink" : "File",
			mode: mode & 511 | (kind === "folder" ? 448 : 0),
			size,
			mtime: /* @__PURE__ */ new Date(Math.ceil(modifiedAt / 1e3) * 1e3),
			...target === void 0 ? {} : { linkpath: target }
		});
		const needsExtension = header.encode();
		return Buffer.concat([needsExtension ? new ft(header).encode() : Buffer.alloc(0), header.block ?? Buffer.alloc(0)]);
	}
	async function* contentOf(path, size) {
		const scanner = guard.scanner();
		for (let offset = 0; offset < size;) {
			const length = Math.min(chunkSize, size - offset);
			const chunk = await reading(path, (file) => files.readRange(file, offset, length));
			if (chunk.length === 0) throw unkeepable(path, "changed while it was packed");
			if (scanner.push(chunk)) throw new NotPacked({
				kind: "secret",
				path
			});
			offset += chunk.length;
			yield chunk;
		}
		const padding = -size & 511;
		if (padding > 0) yield Buffer.alloc(padding);
	}
	async function reading(path, read) {
		try {
			return await read(`${root}/${path}`);
		} catch (error) {
			throw notRead(path, error);
		}
	}
}

export { packFiles };