import { fn as neutraliseLine } from "./action.js";
import { i as patientFetch } from "./notify-recover-resume-signal-watchdog.js";

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

export { reasonIn as n, createOctokit as r, callClient as t };