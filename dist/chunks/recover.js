import { Bn as extend, Gn as nullish, H as backoffDelay, Jn as optional, Ln as array, Rn as boolean, Vn as int, Wn as nullable, er as string, qn as object, sr as parse, un as neutraliseLine, vn as requireContext } from "./action.js";
import { a as isDenial, i as failureOf, o as statusOf, r as patientFetch } from "./notify-recover-watchdog.js";
const { createHash } = process.getBuiltinModule("node:crypto");
const { join } = process.getBuiltinModule("node:path");
const { Readable } = process.getBuiltinModule("node:stream");
const { crc32, createInflateRaw } = process.getBuiltinModule("node:zlib");

// src/github/foreign-artifacts.ts
/** Artifacts of any run of the repository, through the REST API. It needs `actions: read`. */
const ArtifactPage = object({ artifacts: array(object({
	id: int(),
	name: string(),
	size_in_bytes: int(),
	expired: boolean(),
	created_at: nullable(string()),
	digest: nullish(string()),
	workflow_run: nullish(object({ id: optional(int()) }))
})) });
/** Those with exactly this name that have not expired, newest first, at most 100. */
async function listForeign(octokit, { owner, name: repo }, name) {
	const listed = await list(`the artifacts called ${name}`, () => octokit.rest.actions.listArtifactsForRepo({
		owner,
		repo,
		name,
		per_page: 100
	}));
	if (listed.kind !== "listed") return listed;
	return {
		kind: "listed",
		entries: listed.entries.filter((entry) => entry.name === name).sort((a, b) => b.createdAt - a.createdAt || b.id - a.id)
	};
}
/** The newest hundred of a run whose names start with `prefix` and that have not expired. */
async function listOfRun(octokit, { owner, name: repo }, runId, prefix) {
	const listed = await list(`the artifacts of run ${runId}`, () => octokit.rest.actions.listWorkflowRunArtifacts({
		owner,
		repo,
		run_id: runId,
		per_page: 100
	}));
	if (listed.kind !== "listed") return listed;
	return {
		kind: "listed",
		entries: listed.entries.filter(({ name }) => name.startsWith(prefix))
	};
}
/** Without those that have expired. `wanted` says what could not be listed. */
async function list(wanted, ask) {
	try {
		const { data } = await ask();
		return {
			kind: "listed",
			entries: parse(ArtifactPage, data).artifacts.filter(({ expired }) => !expired).map((artifact) => {
				const { id, name, size_in_bytes: size, created_at: created, workflow_run: run, digest } = artifact;
				return {
					id,
					name,
					size,
					createdAt: Date.parse(created ?? "") || 0,
					runId: run?.id ?? 0,
					digest: digest ?? void 0
				};
			})
		};
	} catch (error) {
		return {
			kind: isDenial(error) ? "denied" : "unavailable",
			reason: failureOf(error, wanted)
		};
	}
}
const ATTEMPTS = 3;
const BACKOFF = {
	initialDelay: 1e3,
	factor: 2,
	maxDelay: 1e4,
	jitter: "none"
};
/** Milliseconds without a byte after which a download is ended. */
const IDLE$1 = 6e4;
/** Brings the archive into the empty folder `into`. What the storage breaks off is asked for again. */
async function fetchForeign(world, octokit, repository, entry, into) {
	const path = join(into, "archive.zip");
	const wanted = `artifact ${entry.name} of run ${entry.runId}`;
	for (let attempt = 1;; attempt++) {
		const address = await addressOf(octokit, repository, entry.id, wanted);
		if (typeof address !== "string") return address;
		try {
			const digest = await fetchTo(world, address, path);
			if (entry.digest === void 0 || entry.digest === digest) return {
				kind: "fetched",
				path
			};
			throw new Error(`its digest is ${digest} and should be ${entry.digest}`);
		} catch (error) {
			if (attempt === ATTEMPTS) return {
				kind: "unavailable",
				reason: failureOf(error, wanted)
			};
			await world.clock.sleep(backoffDelay(BACKOFF, attempt, 1));
		}
	}
}
/** Where the archive can be fetched from for a minute, or why it cannot. */
async function addressOf(octokit, { owner, name: repo }, id, wanted) {
	try {
		const location = (await octokit.rest.actions.downloadArtifact({
			owner,
			repo,
			artifact_id: id,
			archive_format: "zip",
			request: { redirect: "manual" }
		})).headers.location;
		if (typeof location === "string") return location;
		return {
			kind: "unavailable",
			reason: `${wanted}: GitHub gave no address to download from`
		};
	} catch (error) {
		return statusOf(error) === 404 || statusOf(error) === 410 ? { kind: "none" } : {
			kind: "unavailable",
			reason: failureOf(error, wanted)
		};
	}
}
/** Downloads into a new file; gives the digest as GitHub writes it. */
async function fetchTo({ clock, files, http }, address, path) {
	await files.remove(path);
	const idle = new AbortController();
	const patience = {
		longestWait: 6e4,
		attempts: 2,
		answerWithin: IDLE$1,
		signal: idle.signal
	};
	const response = await patientFetch(http.fetch, clock, patience)(address);
	if (!response.ok || response.body === null) throw new Error(`the storage answered with ${response.status}`);
	const hash = createHash("sha256");
	const watch = () => clock.after(IDLE$1, () => idle.abort(/* @__PURE__ */ new Error(`no byte came for ${IDLE$1 / 1e3} s`)));
	let cancel = watch();
	try {
		for await (const bytes of response.body) {
			cancel();
			hash.update(bytes);
			await files.append(path, bytes);
			cancel = watch();
		}
	} finally {
		cancel();
	}
	return `sha256:${hash.digest("hex")}`;
}

// src/github/octokit.ts
/**
* The one way to GitHub's REST API. Reads are retried on server errors and lost connections; writes are not, for nobody
* knows whether they happened; rate limits are waited for within bounds (a minute a wait by default).
*/
async function createOctokit(world, context, settings) {
	const [rest, retry, throttling] = await Promise.all([
		import("./octokit-rest.js"),
		import("./octokit-plugin-retry.js"),
		import("./octokit-plugin-throttling.js")
	]);
	const { token, ...patience } = settings;
	const fetch = patientFetch(world.http.fetch, world.clock, {
		longestWait: 6e4,
		attempts: 3,
		answerWithin: 3e4,
		...patience
	});
	const octokit = new (rest.Octokit.plugin(retry.retry, throttling.throttling))({
		auth: token,
		baseUrl: context.apiUrl,
		userAgent: "holdfast",
		request: { fetch },
		log: {
			debug: ignore,
			info: ignore,
			warn: ignore,
			error: ignore
		},
		retry: {
			retries: 2,
			doNotRetry: [
				400,
				401,
				403,
				404,
				409,
				410,
				422,
				429,
				451
			]
		},
		throttle: {
			onRateLimit: () => false,
			onSecondaryRateLimit: () => false
		}
	});
	octokit.hook.before("request", (options) => {
		if (options.method !== "GET" && options.method !== "HEAD") options.request.retries = 0;
	});
	return octokit;
}
function ignore() {}

// src/github/client-words.ts
/** Reads what was captured of a client's standard output: workflow commands among plain lines. */
function readClientWords(captured) {
	return captured.split(/\r?\n/).flatMap((line) => {
		const [, level, data] = /^::(debug|warning|error)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
		if (level === "debug" || level === "warning" || level === "error") return [{
			level,
			text: decode(data ?? "")
		}];
		return line === "" || line.startsWith("::") ? [] : [{
			level: "info",
			text: line
		}];
	});
}
/** The `::add-mask::` lines: signatures the client saw, to be told to the runner whatever becomes of the rest. */
function maskCommands(captured) {
	return captured.match(/^::add-mask::.*$/gm) ?? [];
}
/** The client's words as the runner shows them where debug logging is on. */
function debugCommands(words) {
	return words.map(({ text }) => `::debug::${encode(text)}\n`).join("");
}
function encode(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function decode(data) {
	return data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
/** Why it failed, on one line: the most telling of what was said and thrown. */
function reasonIn(words, error) {
	const told = (words.find(({ text }) => /^(the service stopped answering|Failed to reserve cache: )/.test(text))?.text ?? (error instanceof Error ? error.message : void 0) ?? words.findLast(({ level }) => level === "error" || level === "warning")?.text ?? words.findLast(({ text }) => /^Failed to |skipped: /.test(text))?.text ?? "the client gave no reason").replace(/^Failed to (reserve cache: (\w*Error: )?|(save|restore): )/, "");
	return neutraliseLine(told.replace(/If you are using self-hosted runners.*/s, "")).slice(0, 500);
}

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

// src/github/stall.ts
/** Milliseconds without a byte on any open request after which they are all ended. GitHub's gateways give up sooner. */
const IDLE = 12e4;
/** Milliseconds the client gets to come to its end afterwards: its own retries wait, each of their requests is ended. */
const ENDING = 6e4;
/** Milliseconds between two looks. */
const LOOK = 5e3;
/**
* Runs a client that knows no deadline and ends it where its requests make no progress: the official clients wait for
* minutes on a dead connection, and for ever on an answer that broke off. Work without requests (tar) may take its time.
*/
async function endWhereStalled(world, act) {
	const { clock, http } = world;
	const open = /* @__PURE__ */ new Set();
	let brokeOff = false;
	let stalled = false;
	let bytes = 0;
	let progressAt = clock.monotonic();
	const show = (request) => {
		if (stalled) return request.end("the call was given up");
		progressAt = clock.monotonic();
		open.add(request);
		follow(request);
	};
	const follow = async (request) => {
		brokeOff = !await request.closed;
		open.delete(request);
		progressAt = clock.monotonic();
	};
	const look = () => {
		const moved = [...open].reduce((sum, request) => sum + request.bytes, 0);
		const waiting = open.size > 0 || brokeOff;
		if (moved !== bytes || !waiting) progressAt = clock.monotonic();
		bytes = moved;
		return clock.monotonic() - progressAt >= IDLE;
	};
	const { promise: givenUp, resolve: giveUp } = Promise.withResolvers();
	const watch = () => {
		stalled = look();
		for (const request of stalled ? open : []) request.end(`no byte moved for ${IDLE / 1e3} s`);
		cancel = stalled ? clock.after(ENDING, () => giveUp(void 0)) : clock.after(LOOK, watch);
	};
	let cancel = clock.after(LOOK, watch);
	try {
		return {
			result: await Promise.race([http.observe(act, show), givenUp]),
			stalled
		};
	} finally {
		cancel();
	}
}

// src/github/official-client.ts
/**
* Calls an official client, which reads the process's environment and folder when it is loaded and called, prints
* instead of throwing, and knows no deadline. Its printing is kept from the log unless debug logging is on. Calls wait
* for each other: environment, folder and output are the process's.
*/
async function callClient(world, folder, act) {
	const before = last;
	const { promise, resolve: done } = Promise.withResolvers();
	last = promise;
	await before;
	try {
		return await callAlone(world, folder, act);
	} finally {
		done();
	}
}
let last = Promise.resolve();
async function callAlone(world, folder, act) {
	const { environment, output, processes } = world;
	const { result, text } = await output.capture(() => processes.within(folder, serviceVariables(environment), () => endWhereStalled(world, () => settle(act))));
	const { result: settled = {
		kind: "threw",
		error: void 0
	}, stalled } = result;
	const words = [...stalled ? [STALLED] : [], ...readClientWords(text)];
	for (const line of maskCommands(text)) output.write(`${line}\n`);
	if (environment["RUNNER_DEBUG"] === "1") output.write(debugCommands(words));
	return {
		...settled,
		words
	};
}
/** Said for the client, which only sees its connections end. */
const STALLED = {
	level: "error",
	text: "the service stopped answering"
};
async function settle(act) {
	try {
		return {
			kind: "returned",
			value: await act()
		};
	} catch (error) {
		return {
			kind: "threw",
			error
		};
	}
}
/** What the clients read; and no workspace, so that what they call one is the folder they run in. */
function serviceVariables(environment) {
	const read = Object.entries(environment).filter(([name]) => /^(ACTIONS|GITHUB|RUNNER)_|_PROXY$/i.test(name));
	return {
		...Object.fromEntries(read),
		GITHUB_WORKSPACE: void 0
	};
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

// src/github/workflow-runs.ts
/** Lists of workflow runs, over REST. Needs `actions: read`; throws what Octokit throws. */
/** How a run stands that has not ended. */
const unfinishedStatuses = [
	"in_progress",
	"queued",
	"pending",
	"waiting"
];
/** However many runs match a filter, GitHub hands out no more of them. */
const filteredLimit = 1e3;
/** Runs a page holds at most. */
const pageSize = 100;
const runSchema = object({
	id: int(),
	run_number: int(),
	workflow_id: int(),
	event: string(),
	status: nullable(string()),
	conclusion: nullable(string()),
	created_at: string(),
	run_started_at: optional(string()),
	updated_at: string(),
	html_url: string()
});
const runPage = object({ workflow_runs: array(runSchema) });
/** A page of runs, counted from 1, the newest first. */
async function listRuns(octokit, { owner, name: repo }, { workflowId, ...filter }, page) {
	const asked = {
		owner,
		repo,
		...filter,
		per_page: 100,
		page
	};
	const { actions } = octokit.rest;
	const { data } = await (workflowId === void 0 ? actions.listWorkflowRunsForRepo(asked) : actions.listWorkflowRuns({
		...asked,
		workflow_id: workflowId
	}));
	return parse(runPage, data).workflow_runs.map(workflowRun);
}
function workflowRun(run) {
	return {
		id: run.id,
		number: run.run_number,
		workflowId: run.workflow_id,
		event: run.event,
		status: run.status ?? "completed",
		conclusion: run.conclusion ?? void 0,
		createdAt: Date.parse(run.created_at),
		startedAt: Date.parse(run.run_started_at ?? run.created_at),
		updatedAt: Date.parse(run.updated_at),
		url: run.html_url
	};
}
/** Those that were cancelled or skipped say nothing of whether the workflow works. */
function hasFailed({ conclusion }) {
	return conclusion === "failure" || conclusion === "timed_out" || conclusion === "startup_failure";
}

// src/github/attempted-runs.ts
/** Attempts of workflow runs, over REST. Everything here throws what Octokit throws. */
const attemptSchema = extend(runSchema, {
	run_attempt: optional(int()),
	name: nullish(string()),
	head_branch: nullable(string()),
	head_sha: string(),
	head_repository: nullish(object({ full_name: string() }))
});
const attemptPage = object({ workflow_runs: array(attemptSchema) });
/** A run as its latest attempt has it. Needs `actions: read`. */
async function readRun(octokit, repository, runId) {
	const { owner, name: repo } = repository;
	const { data } = await octokit.rest.actions.getWorkflowRun({
		owner,
		repo,
		run_id: runId
	});
	return attemptOf(parse(attemptSchema, data), repository);
}
/**
* A page of the runs that were created since a time in milliseconds since the epoch, counted from 1, the newest first.
* Needs `actions: read`.
*/
async function listRunsSince(octokit, repository, since, page) {
	const { owner, name: repo } = repository;
	const created = `>=${new Date(since).toISOString().slice(0, 19)}Z`;
	const { data } = await octokit.rest.actions.listWorkflowRunsForRepo({
		owner,
		repo,
		created,
		per_page: 100,
		page
	});
	return parse(attemptPage, data).workflow_runs.map((run) => attemptOf(run, repository));
}
/** Starts the next attempt: of what failed, and of what waited for it. Needs `actions: write`. */
async function rerunFailedJobs(octokit, { owner, name: repo }, runId) {
	await octokit.rest.actions.reRunWorkflowFailedJobs({
		owner,
		repo,
		run_id: runId
	});
}
function attemptOf(run, { owner, name }) {
	const head = run.head_repository?.full_name ?? "a fork";
	return {
		...workflowRun(run),
		attempt: run.run_attempt ?? 1,
		workflow: run.name ?? `workflow ${run.workflow_id}`,
		branch: run.head_branch ?? void 0,
		commit: run.head_sha,
		fork: head.toLowerCase() === `${owner}/${name}`.toLowerCase() ? void 0 : head
	};
}

export { hasFailed as a, artifactService as c, createOctokit as d, listOfRun as f, filteredLimit as i, callClient as l, readRun as n, listRuns as o, rerunFailedJobs as r, unfinishedStatuses as s, listRunsSince as t, reasonIn as u };