import { Gn as int, H as backoffDelay, Hn as boolean, Jn as nullable, Qn as optional, Vn as array, Yn as nullish, Zn as object, dr as parse, ir as string } from "./action.js";
import { i as patientFetch, n as isDenial, r as statusOf, t as failureOf } from "./notify-recover-resume-signal-watchdog.js";
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
const perPage = 100;
/** Pages that are looked through for what is not of forks. */
const mostPages = 10;
/**
* Those with exactly this name that have not expired, newest first, at most 100. What runs of forks made is passed over:
* anybody can have one, and what it holds would be taken for ours. No more than the newest thousand are looked through.
*/
async function listForeign(octokit, { owner, name: repo }, name) {
	const found = [];
	for (let page = 1; page <= mostPages && found.length < perPage; page++) {
		const listed = await list(`the artifacts called ${name}`, () => octokit.rest.actions.listArtifactsForRepo({
			owner,
			repo,
			name,
			per_page: perPage,
			page
		}));
		if (listed.kind !== "listed") return listed;
		found.push(...listed.entries.filter((entry) => entry.name === name && entry.isOurs));
		if (listed.isLast) break;
	}
	const entries = [...new Map(found.map((entry) => [entry.id, entry])).values()];
	entries.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
	return {
		kind: "listed",
		entries: entries.slice(0, perPage)
	};
}
/** The newest hundred of a run whose names start with `prefix` and that have not expired. */
async function listOfRun(octokit, { owner, name: repo }, runId, prefix) {
	const listed = await list(`the artifacts of run ${runId}`, () => octokit.rest.actions.listWorkflowRunArtifacts({
		owner,
		repo,
		run_id: runId,
		per_page: perPage
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
		per_page: perPage,
		page
	}));
	if (listed.kind !== "listed") return listed;
	return {
		...listed,
		entries: listed.entries.filter(({ isOurs }) => isOurs)
	};
}
/** Of a page those that have not expired, and whether it is the last. `wanted` says what could not be listed. */
async function list(wanted, ask) {
	try {
		const { data } = await ask();
		const { artifacts } = parse(ArtifactPage, data);
		return {
			kind: "listed",
			entries: artifacts.filter(({ expired }) => !expired).map((artifact) => {
				const { id, name, size_in_bytes: size, created_at: created, workflow_run: run, digest } = artifact;
				const createdAt = Date.parse(created ?? "") || 0;
				const isOurs = typeof run?.repository_id === "number" && run.repository_id === run.head_repository_id;
				return {
					id,
					name,
					size,
					createdAt,
					runId: run?.id ?? 0,
					digest: digest ?? void 0,
					isOurs
				};
			}),
			isLast: artifacts.length < perPage
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
const IDLE = 6e4;
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
		answerWithin: IDLE,
		signal: idle.signal
	};
	const response = await patientFetch(http.fetch, clock, patience)(address);
	if (!response.ok || response.body === null) throw new Error(`the storage answered with ${response.status}`);
	const hash = createHash("sha256");
	const watch = () => clock.after(IDLE, () => idle.abort(/* @__PURE__ */ new Error(`no byte came for ${IDLE / 1e3} s`)));
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

export { listOfRun as i, listForeign as n, listNewest as r, fetchForeign as t };