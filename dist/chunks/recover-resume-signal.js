import { Bn as boolean, H as backoffDelay, Kn as nullable, Un as int, Xn as optional, Yn as object, fn as neutraliseLine, lr as parse, nr as string, qn as nullish, zn as array } from "./action.js";
import { t as patientFetch } from "./notify-recover-resume-signal-watchdog.js";
import { n as isDenial, r as statusOf, t as failureOf } from "./notify-recover-resume-run-signal-watchdog.js";
const { createHash } = process.getBuiltinModule("node:crypto");
const { join } = process.getBuiltinModule("node:path");

// src/github/foreign-artifacts.ts
/** Artifacts of any run of the repository, through the REST API. It needs `actions: read`. */
const ArtifactPage = object({ artifacts: array(object({
	id: int(),
	name: string(),
	size_in_bytes: int(),
	expired: boolean(),
	created_at: nullable(string()),
	digest: nullish(string()),
	workflow_run: nullish(object({
		id: optional(int()),
		repository_id: nullish(int()),
		head_repository_id: nullish(int())
	}))
})) });
/**
* Those with exactly this name that have not expired, newest first, at most 100. What runs of forks made is passed over:
* anybody can have one, and what it holds would be taken for ours.
*/
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
		entries: listed.entries.filter((entry) => entry.name === name && entry.isOurs).sort((a, b) => b.createdAt - a.createdAt || b.id - a.id)
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
/** A page of a hundred, counted from 1, the newest first, without those that have expired or that runs of forks made. */
async function listNewest(octokit, { owner, name: repo }, page) {
	const listed = await list("the newest artifacts", () => octokit.rest.actions.listArtifactsForRepo({
		owner,
		repo,
		per_page: 100,
		page
	}));
	if (listed.kind !== "listed") return listed;
	const { entries } = listed;
	return {
		kind: "listed",
		entries: entries.filter(({ isOurs }) => isOurs),
		isLast: entries.length < 100
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
				const createdAt = Date.parse(created ?? "") || 0;
				const isOurs = run?.repository_id != null && run.repository_id === run.head_repository_id;
				return {
					id,
					name,
					size,
					createdAt,
					runId: run?.id ?? 0,
					digest: digest ?? void 0,
					isOurs
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

export { listNewest as a, listForeign as i, reasonIn as n, listOfRun as o, fetchForeign as r, callClient as t };