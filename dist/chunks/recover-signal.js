import { bn as requireContext, fn as neutraliseLine } from "./action.js";
import { n as listForeign, t as fetchForeign } from "./recover-resume-signal.js";
import { n as reasonIn, r as createOctokit, t as callClient } from "./recover-resume-signal-watchdog.js";
const { join } = process.getBuiltinModule("node:path");
const { Readable } = process.getBuiltinModule("node:stream");
const { crc32, createInflateRaw } = process.getBuiltinModule("node:zlib");

// src/github/artifact-outcome.ts
/** What a call of `uploadArtifact` came to. */
function uploadOutcome(answer) {
	if (answer.kind === "returned") {
		const id = answer.value ?? 0;
		return id > 0 ? {
			kind: "uploaded",
			id
		} : {
			kind: "unavailable",
			reason: "the service gave the artifact no id"
		};
	}
	const reason = failureReason(answer);
	if (!/^Failed to CreateArtifact: .*\(409\)/.test(reason)) return {
		kind: "unavailable",
		reason
	};
	if (!answer.words.some(({ text }) => /^Attempt \d+ of \d+ failed/.test(text))) return { kind: "taken" };
	return {
		kind: "unavailable",
		reason: `an answer was lost, and now the name is taken: ${reason}`
	};
}
/** Why a call that did not return failed. */
function failureReason(answer) {
	const reason = reasonIn(answer.words, answer.error);
	const retried = answer.words.findLast(({ text }) => text.startsWith("Failed to download artifact after "));
	const cause = /due to (.*)\. Retrying/s.exec(retried?.text ?? "")?.[1];
	return cause === void 0 ? reason : `${reason} (${cause})`;
}

// src/github/own-artifacts.ts
/** Artifacts of the run this job is part of, through `@actions/artifact` and the runner's own token. */
async function listOwn(world, runId, prefix) {
	const answer = await callClient(world, ".", async () => (await officialClient()).listArtifacts());
	if (answer.kind !== "returned") return {
		kind: "unavailable",
		reason: failureReason(answer)
	};
	return {
		kind: "listed",
		entries: answer.value.artifacts.filter(({ name }) => name.startsWith(prefix)).map(({ id, name, size, createdAt, digest }) => {
			return {
				id,
				name,
				size,
				createdAt: createdAt?.getTime() ?? 0,
				runId,
				digest
			};
		})
	};
}
/** Brings the archive into the empty folder `into`. */
async function fetchOwn(world, { id, digest }, into) {
	const answer = await callClient(world, into, async () => {
		const options = {
			path: into,
			skipDecompress: true,
			...digest !== void 0 && { expectedHash: digest }
		};
		return (await officialClient()).downloadArtifact(id, options);
	});
	if (answer.kind === "threw" && answer.error instanceof Error && answer.error.name === "ArtifactNotFoundError") return { kind: "none" };
	if (answer.kind !== "returned") return {
		kind: "unavailable",
		reason: failureReason(answer)
	};
	if (answer.value.digestMismatch) return {
		kind: "unavailable",
		reason: `its digest is not ${digest}`
	};
	const [archive] = await world.files.list(into);
	if (archive === void 0) return {
		kind: "unavailable",
		reason: "nothing was downloaded"
	};
	return {
		kind: "fetched",
		path: join(into, archive)
	};
}
async function uploadOwn(world, name, from) {
	const paths = await filesIn(world.files, from);
	const answer = await callClient(world, from, async () => {
		return (await (await officialClient()).uploadArtifact(name, paths, from)).id;
	});
	return uploadOutcome(answer);
}
/** Late, and only where the client's environment is set: it reads it while it is loaded. */
async function officialClient() {
	const { DefaultArtifactClient } = await import("./actions-artifact.js");
	return new DefaultArtifactClient();
}
async function filesIn(files, folder) {
	const paths = [];
	for (const name of await files.list(folder)) {
		const path = join(folder, name);
		const kind = (await files.status(path))?.kind;
		if (kind === "folder") paths.push(...await filesIn(files, path));
		else if (kind === "file") paths.push(path);
		else throw new Error(`${path} is neither a file nor a folder: an artifact cannot hold it`);
	}
	return paths;
}

// src/github/zip-error.ts
/** The archive is damaged, or not one we take. */
var ZipError = class extends Error {
	name = "ZipError";
};

// src/github/zip-directory.ts
const END = 101010256;
const END_64 = 101075792;
const LOCATOR_64 = 117853008;
const ENTRY = 33639248;
const MAX_ENTRIES = 1e5;
const MAX_DIRECTORY = 67108864;
const IN_EXTRA_16 = 65535;
const IN_EXTRA_32 = 4294967295;
/** What the archive says it holds; throws {@link ZipError} where that makes no sense or is not safe to unpack. */
async function readZipDirectory(files, path) {
	const { count, size, offset } = await findDirectory(files, path);
	if (count > MAX_ENTRIES || size > MAX_DIRECTORY) throw new ZipError(`it holds ${count} files`);
	const directory = await files.readRange(path, offset, size);
	const entries = [];
	const names = /* @__PURE__ */ new Set();
	try {
		for (let at = 0; at < directory.length;) {
			if (directory.readUInt32LE(at) !== ENTRY) throw new ZipError("its directory is damaged");
			const end = at + 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
			if (end > directory.length) throw new ZipError("its directory is damaged");
			const entry = readEntry(directory.subarray(at, end));
			const name = entry.name.toLowerCase().normalize("NFC").replace(/\/$/, "");
			if (names.has(name)) throw new ZipError(`it holds ${entry.name} twice`);
			names.add(name);
			entries.push(entry);
			at = end;
		}
	} catch (error) {
		if (error instanceof RangeError) throw new ZipError("its directory is damaged", { cause: error });
		throw error;
	}
	if (entries.length !== count) throw new ZipError(`it should hold ${count} files and holds ${entries.length}`);
	return entries;
}
async function findDirectory(files, path) {
	const size = (await files.status(path))?.size ?? 0;
	const tailAt = Math.max(0, size - 22 - 65535 - 20);
	const tail = await files.readRange(path, tailAt, size - tailAt);
	for (let at = tail.length - 22; at >= 0; at--) {
		if (tail.readUInt32LE(at) !== END || at + 22 + tail.readUInt16LE(at + 20) !== tail.length) continue;
		const found = {
			count: tail.readUInt16LE(at + 10),
			size: tail.readUInt32LE(at + 12),
			offset: tail.readUInt32LE(at + 16)
		};
		return found.count === IN_EXTRA_16 || found.size === IN_EXTRA_32 || found.offset === IN_EXTRA_32 ? findDirectory64(files, path, tail.subarray(Math.max(0, at - 20), at)) : found;
	}
	throw new ZipError("it is no zip archive, or cut short");
}
async function findDirectory64(files, path, locator) {
	if (locator.length < 20 || locator.readUInt32LE(0) !== LOCATOR_64) throw new ZipError("its directory is damaged");
	const end = await files.readRange(path, safe(locator.readBigUInt64LE(8)), 56);
	if (end.length < 56 || end.readUInt32LE(0) !== END_64) throw new ZipError("its directory is damaged");
	return {
		count: safe(end.readBigUInt64LE(32)),
		size: safe(end.readBigUInt64LE(40)),
		offset: safe(end.readBigUInt64LE(48))
	};
}
function readEntry(header) {
	const nameEnd = 46 + header.readUInt16LE(28);
	const name = safeName(header.subarray(46, nameEnd).toString("utf8"));
	if ((header.readUInt16LE(8) & 1) !== 0) throw new ZipError(`${name} is encrypted`);
	const kind = header.readUInt8(5) === 3 ? header.readUInt32LE(38) >>> 16 & 61440 : 0;
	if (kind !== 0 && kind !== 32768 && kind !== 16384) throw new ZipError(`${name} is no plain file`);
	const extra = wideSizes(header.subarray(nameEnd, nameEnd + header.readUInt16LE(30)));
	const wide = (value) => value === IN_EXTRA_32 ? extra() : value;
	const size = wide(header.readUInt32LE(24));
	const packedSize = wide(header.readUInt32LE(20));
	const offset = wide(header.readUInt32LE(42));
	return {
		name,
		isFolder: name.endsWith("/"),
		method: methodOf(header.readUInt16LE(10), name),
		crc: header.readUInt32LE(16),
		packedSize,
		size,
		offset
	};
}
/** Hands out the 64-bit values of an entry's extra field in their order: size, packed size, offset. */
function wideSizes(extra) {
	for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
		if (extra.readUInt16LE(at) !== 1) continue;
		let next = at + 4;
		return () => safe(extra.readBigUInt64LE((next += 8) - 8));
	}
	return () => {
		throw new ZipError("its directory is damaged");
	};
}
function methodOf(method, name) {
	if (method === 0) return "stored";
	if (method === 8) return "deflated";
	throw new ZipError(`${name} is packed by method ${method}, which is not known`);
}
/** A name that stays inside any folder on any system. The artifact client begins them with a slash. */
function safeName(name) {
	const relative = name.replace(/^\//, "");
	if (relative.replace(/\/$/, "").split("/").some((part) => part === "" || part === "." || part === ".." || /[\\:\p{Cc}\ufffd]/u.test(part))) throw new ZipError(`the name ${JSON.stringify(name)} is not one inside a folder`);
	return relative;
}
function safe(value) {
	if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ZipError("its directory is damaged");
	return Number(value);
}

// src/github/zip.ts
/**
* Unpacks zip archives as artifacts are: by their central directory, streaming, into a folder and nowhere else.
* After APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
*/
const CHUNK = 4194304;
const LOCAL_HEADER = 67324752;
/**
* Unpacks the archive at `path` into the folder `into`. Throws {@link ZipError} where the archive is damaged, names a
* place outside the folder, names one twice, holds links, or unpacks to more than `limit` bytes; what was unpacked
* until then is left.
*/
async function unzip(files, path, into, limit) {
	const entries = await readZipDirectory(files, path);
	const size = entries.reduce((sum, entry) => sum + entry.size, 0);
	if (size > limit) throw new ZipError(`it unpacks to ${size} bytes; at most ${limit} are taken`);
	for (const entry of entries) {
		const target = join(into, entry.name);
		if (entry.isFolder) await files.makeFolder(target);
		else await unpack(files, path, entry, target);
	}
}
async function unpack(files, path, entry, target) {
	await files.makeFolder(join(target, ".."));
	if (!await files.create(target, "")) throw new ZipError(`${entry.name} is there already`);
	let size = 0;
	let sum = 0;
	for await (const bytes of inGreaterParts(content(files, path, entry))) {
		size += bytes.length;
		if (size > entry.size) throw new ZipError(`${entry.name} is larger than it says`);
		sum = crc32(bytes, sum);
		await files.append(target, bytes);
	}
	if (size !== entry.size || sum !== entry.crc) throw new ZipError(`${entry.name} is damaged`);
}
function content(files, path, entry) {
	const packed = readPacked(files, path, entry);
	return entry.method === "stored" ? packed : inflated(packed, entry);
}
async function* inflated(packed, entry) {
	const inflate = createInflateRaw({ chunkSize: 262144 });
	Readable.from(packed).on("error", (error) => inflate.destroy(error)).pipe(inflate);
	try {
		for await (const bytes of inflate) yield bytes;
	} catch (error) {
		if (error instanceof ZipError) throw error;
		throw new ZipError(`${entry.name} is damaged`, { cause: error });
	}
}
async function* readPacked(files, path, entry) {
	const header = await files.readRange(path, entry.offset, 30);
	if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) throw new ZipError(`${entry.name} is not where it should be`);
	const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
	for (let done = 0; done < entry.packedSize;) {
		const bytes = await files.readRange(path, start + done, Math.min(CHUNK, entry.packedSize - done));
		if (bytes.length === 0) throw new ZipError("it ends too early");
		done += bytes.length;
		yield bytes;
	}
}
/** Joins small parts: each write is made safe on the disk, which costs the same for one byte as for many. */
async function* inGreaterParts(parts) {
	let held = [];
	let size = 0;
	for await (const part of parts) {
		held.push(part);
		size += part.length;
		if (size < CHUNK) continue;
		yield Buffer.concat(held);
		held = [];
		size = 0;
	}
	if (size > 0) yield Buffer.concat(held);
}

// src/github/artifact.ts
/** Bytes an artifact may unpack to: what a repository may keep in its cache. */
const UNPACKED_LIMIT = 10 * 1024 ** 3;
const NO_TOKEN = "artifacts of other runs are read with a token: pass `token`, and grant the job `actions: read`";
/**
* Artifacts of this run with the runner's own token, and of other runs with `token`. A download that is unavailable may
* leave parts in its folder. Throws {@link ContextError} outside a job.
*/
function artifactService(world, context, token) {
	const { repository, runId } = requireContext(context, "repository", "runId");
	let octokit;
	const connect = async (withToken) => octokit ??= createOctokit(world, context, { token: withToken });
	return {
		listOfThisRun: (prefix) => listOwn(world, runId, prefix),
		async listOfAllRuns(name) {
			if (token === void 0) return {
				kind: "denied",
				reason: NO_TOKEN
			};
			return listForeign(await connect(token), repository, name);
		},
		async download(entry, into) {
			const staging = `${into}.download`;
			await world.files.remove(staging);
			await world.files.makeFolder(staging);
			try {
				const archive = await fetchArchive(entry, staging);
				if (archive.kind !== "fetched") return archive;
				await unzip(world.files, archive.path, into, UNPACKED_LIMIT);
				return { kind: "downloaded" };
			} catch (error) {
				const reason = error instanceof Error ? error.message : "unknown";
				return {
					kind: "unavailable",
					reason: neutraliseLine(`artifact ${entry.name} cannot be unpacked: ${reason}`)
				};
			} finally {
				await world.files.remove(staging);
			}
		},
		upload: (name, from) => uploadOwn(world, name, from)
	};
	async function fetchArchive(entry, staging) {
		if (entry.runId === runId) return fetchOwn(world, entry, staging);
		if (token === void 0) return {
			kind: "unavailable",
			reason: NO_TOKEN
		};
		return fetchForeign(world, await connect(token), repository, entry, staging);
	}
}

export { artifactService as t };