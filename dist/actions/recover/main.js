import { Bt as duration, Gn as int, Gt as wholeNumber, H as backoffDelay, Jn as nullable, Jt as withDefault, Kt as yesOrNo, Qn as optional, Qt as guardFor, Rt as classify, Vn as array, Vt as entriesOf, W as unitOf, Yn as nullish, Z as jobFolder, Zn as object, Zt as runAction, bn as requireContext, dr as parse, fn as neutraliseLine, gr as systemWorld, hr as UserError, ir as string, qt as input, w as needOneOf, zt as describeFailure } from "../../chunks/action.js";
import { a as incidentInputs, n as openLedger, o as bounds, r as takingOver, s as isNewer, t as openTeller } from "../../chunks/notify-recover-watchdog.js";
import { t as artifactService } from "../../chunks/recover-signal.js";
import { a as readRun, c as hasFailed, i as readAttempt, n as wordsOfLane, o as rerunFailedJobs, r as listRunsSince, s as filteredLimit, t as wordsOfJob } from "../../chunks/recover-resume-watchdog.js";
import { i as patientFetch, n as isDenial, r as statusOf, t as failureOf } from "../../chunks/notify-recover-resume-signal-watchdog.js";
import { r as createOctokit } from "../../chunks/recover-resume-signal-watchdog.js";
import { i as listOfRun } from "../../chunks/recover-resume-signal.js";
import { a as failureInLane, i as newestOfEach, n as laneInArtifact, o as hasLaneFailed, s as normalisedError, t as laneArtifacts, y as redacted } from "../../chunks/notify-recover.js";

// src/actions/recover/inputs.ts
const { "job-total": _, ...telling } = incidentInputs;
/** The inputs of `actions/recover`, as its `action.yml` declares them. */
const schema = object({
	/** Without a default here: an expression in `action.yml` gives it. */
	"run-id": optional(input(idOf)),
	/** Names of workflows. */
	sweep: optional(input((written) => entriesOf(written, 100))),
	"run-attempts": withDefault(wholeNumber(1, 50), "3"),
	/** Milliseconds. */
	"rerun-delay": withDefault(duration({ zero: true }), "1m"),
	"reruns-per-branch": withDefault(wholeNumber(1, 1e3), "6"),
	"reruns-per-hour": withDefault(wholeNumber(1, 1e3), "20"),
	forks: withDefault(yesOrNo, "false"),
	...telling,
	channels: withDefault(incidentInputs.channels, "issue")
});
function idOf(written) {
	const id = Number(written);
	if (Number.isSafeInteger(id) && id > 0) return id;
	throw new UserError("not the id of a run; leave it out in a workflow_run workflow, or write the number in the run's address");
}

// src/recovery/work.ts
/**
* Events that say no more than that the work is due: each run does it on what its branch has by then. Any other is about
* something of its own, such as an issue, a release, or what a person asked for.
*/
const replacing = /* @__PURE__ */ new Set(["push", "schedule"]);
/** What tells the work of a run from that of others; the same in all its attempts. */
function workOf({ id, workflowId, branch, fork, event }) {
	const own = branch !== void 0 && replacing.has(event) ? event : `run ${id}`;
	return [
		`workflow ${workflowId}`,
		fork,
		branch,
		own
	].filter((part) => part !== void 0).join(" / ");
}
/** Whether a run is newer than another one, and does its work. */
function replaces(newer, older) {
	return newer.number > older.number && workOf(newer) === workOf(older);
}

// src/recovery/missed.ts
/** Milliseconds within which who is started by the run's end looks after it. */
const settling = 18e5;
/**
* Of these runs, those that failed a while ago and whose work no newer success has done: GitHub may have started nobody to
* look after them. The oldest first. Throws what `isOver` throws.
*/
async function missedRuns(runs, { workflows, now, isOver }) {
	const failed = runs.filter(({ workflow }) => workflows.includes(workflow)).filter((run) => run.status === "completed" && hasFailed(run) && run.updatedAt <= now - settling).toSorted((a, b) => a.createdAt - b.createdAt).slice(-200);
	const asked = /* @__PURE__ */ new Map();
	const missed = [];
	for (const run of failed) if (!await isMadeGood(run)) missed.push(run);
	return missed;
	async function isMadeGood(run) {
		for (const other of runs) if (other.conclusion === "success" && replaces(other, run) && await isOverOnce(other)) return true;
		return false;
	}
	function isOverOnce(run) {
		const answer = asked.get(run.id) ?? isOver(run);
		asked.set(run.id, answer);
		return answer;
	}
}

// src/recovery/lanes-of-run.ts
/** Artifacts that are looked into: each takes two requests. */
const mostLooked$1 = 30;
/**
* The lanes that a run has as artifacts, as they stand in the newest of each; only of those that were left since a time in
* milliseconds since the epoch. Undefined where they cannot be listed.
*/
async function lanesOfRun(world, { octokit, repository, service, scratch }, { id }, since = 0) {
	const listed = await listOfRun(octokit, repository, id, laneArtifacts);
	if (listed.kind !== "listed") return void 0;
	const wanted = newestOfEach(listed.entries).filter(({ createdAt }) => createdAt >= since);
	const lanes = [];
	for (const entry of wanted.slice(0, mostLooked$1)) {
		const lane = await laneInArtifact(world, service, entry, scratch);
		if (lane !== void 0) lanes.push(lane);
	}
	return lanes;
}

// src/recovery/unfinished.ts
/**
* Why a run that is green has not succeeded yet; undefined where it has. An automation that waits ends its job green, and
* nobody knows yet how it ends itself. Needs `actions: read`; throws nothing that is GitHub's.
*/
async function whyUnfinished(world, evidence, run) {
	const lanes = await lanesOfRun(world, evidence, run);
	if (lanes === void 0) return "its journals cannot be listed, which say whether it waits";
	const waiting = lanes.find((lane) => lane.run.status === "suspended");
	return waiting && `${waiting.run.started?.name ?? "an automation"} is suspended, and nobody knows yet how it ends`;
}

// src/recovery/attempts-since-green.ts
/**
* How many attempts a run has had since the last green one, its newest included: a run that waits ends green, and the next
* attempt only goes on. Looks no further than `most`; a request for each but the newest. Throws what Octokit throws.
*/
async function attemptsSinceGreen(octokit, repository, { id, attempt }, most) {
	let count = 1;
	while (count < Math.min(attempt, most)) {
		if ((await readAttempt(octokit, repository, id, attempt - count)).conclusion === "success") break;
		count += 1;
	}
	return count;
}

// src/github/jobs.ts
/** Jobs of workflow runs and what they logged, over REST. Needs `actions: read`; throws what Octokit throws. */
const jobPage = object({ jobs: array(object({
	id: int(),
	name: string(),
	conclusion: nullable(string()),
	html_url: nullish(string())
})) });
/** GitHub starts no more jobs in a run than these pages hold. */
const mostPages = 20;
/** The jobs of an attempt that have ended in one of these ways. */
async function listJobs(octokit, { owner, name: repo }, run, conclusions) {
	const found = [];
	const asked = {
		owner,
		repo,
		run_id: run.id,
		attempt_number: run.attempt,
		per_page: 100
	};
	for (let page = 1; page <= mostPages; page++) {
		const { data } = await octokit.rest.actions.listJobsForWorkflowRunAttempt({
			...asked,
			page
		});
		const { jobs } = parse(jobPage, data);
		for (const { id, name, conclusion, html_url: url } of jobs) if (conclusions.has(conclusion ?? "")) found.push({
			id,
			name,
			conclusion,
			url: url ?? void 0
		});
		if (jobs.length < asked.per_page) break;
	}
	return found;
}
/** Bytes of a log that are read, and those at its end that are kept. */
const mostRead = 67108864;
const kept = 262144;
/** Milliseconds that a log may take to come. */
const within = 6e4;
/** The end of what a job logged; undefined where nothing is kept of it, as of a job whose runner was lost. */
async function endOfLog({ http, clock }, octokit, { owner, name: repo }, jobId) {
	const address = await addressOfLog();
	if (address === void 0) return void 0;
	const late = new AbortController();
	const cancel = clock.after(within, () => late.abort(/* @__PURE__ */ new Error(`the log did not come within ${within / 1e3} s`)));
	try {
		const patience = {
			longestWait: within,
			attempts: 2,
			answerWithin: within,
			signal: late.signal
		};
		const response = await patientFetch(http.fetch, clock, patience)(address);
		if (!response.ok || response.body === null) return void 0;
		return await endOf(response.body);
	} finally {
		cancel();
	}
	async function addressOfLog() {
		try {
			const { headers } = await octokit.rest.actions.downloadJobLogsForWorkflowRun({
				owner,
				repo,
				job_id: jobId,
				request: { redirect: "manual" }
			});
			return headers.location;
		} catch (error) {
			if (statusOf(error) === 404 || statusOf(error) === 410) return void 0;
			throw error;
		}
	}
}
async function endOf(body) {
	let end = Buffer.alloc(0);
	let read = 0;
	for await (const bytes of body) {
		read += bytes.length;
		if (read > mostRead) return void 0;
		end = Buffer.concat([end, bytes]);
		if (end.length > 2 * kept) end = end.subarray(-262144);
	}
	return end.subarray(-262144).toString("utf8");
}

// src/recovery/job-lanes.ts
/** Which lane is a job's. */
/** How a job ends in which a lane is left that failed. */
const red = /* @__PURE__ */ new Set([
	"failure",
	"timed_out",
	"cancelled"
]);
/**
* The lanes of jobs, as far as it is known whose they are; the jobs are all of an attempt. Of two jobs of the same words
* nobody knows. A job may be shown under a name of its own: where one alone did not end well, and one lane failed that no
* other job has, they belong together.
*/
function lanesOfJobs(jobs, lanes) {
	const byWords = new Map(lanes.flatMap((lane) => lane.opened === void 0 ? [] : [[wordsOf$1(lane), lane]]));
	const named = Map.groupBy(jobs, ({ name }) => wordsOfJob(name));
	const found = /* @__PURE__ */ new Map();
	for (const [words, [job, ...others]] of named) {
		const lane = byWords.get(words);
		if (job !== void 0 && lane !== void 0 && others.length === 0) found.set(job, lane);
	}
	const [job, ...otherJobs] = jobs.filter(({ conclusion }) => red.has(conclusion));
	const [lane, ...otherLanes] = [...byWords].filter(([, one]) => hasLaneFailed(one));
	if (otherJobs.length === 0 && otherLanes.length === 0 && job && lane && !found.has(job) && !named.has(lane[0])) found.set(job, lane[1]);
	return found;
}
function wordsOf$1({ opened, run }) {
	return wordsOfLane(opened?.lane ?? "", run.started?.name);
}

// src/recovery/job-log.ts
/** What the log of a job tells of its failure. */
/** The runner puts the time before each line. */
const time = /^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z ?/;
/** Where a step begins: one of the job, or what an action does when the job is over. */
const stepStart = /^(?:##\[group\]Run |Post job cleanup\.$)/;
const error = "##[error]";
/** What the runner says of a script; of anything else it repeats the error's own words. */
const exited = /^##\[error\]Process completed with exit code (\d{1,10})\.$/;
/** What the runner says where its machine went away under it. */
const runnerLost = /^##\[error\](?:The runner has received a shutdown signal\b|.{0,200}\blost communication with the server\b)/;
/** Lines that are kept of a step's output. */
const mostLines = 100;
/**
* How the job failed: as its last step with an error did. A job has failed of what passes only where all its errors do; one
* of a step that was to be let pass counts as well, since the log does not tell it apart. Undefined where no error is in it.
*/
function failureInLog(log) {
	const failures = stepsOf(log.split(/\r?\n/).map((line) => line.replace(time, ""))).flatMap((step) => inStep(step) ?? []);
	return failures.findLast(({ classification }) => classification.kind !== "transient") ?? failures.at(-1);
}
function stepsOf(lines) {
	const steps = [[]];
	for (const line of lines) {
		if (stepStart.test(line)) steps.push([]);
		steps.at(-1).push(line);
	}
	return steps;
}
function inStep(lines) {
	const ended = lines.findLastIndex((line) => exited.test(line));
	const at = ended === -1 ? lines.findLastIndex((line) => line.startsWith(error)) : ended;
	if (at === -1) return void 0;
	const head = lines[0]?.startsWith("##[group]") ? lines.indexOf("##[endgroup]") : -1;
	const output = lines.slice(Math.max(head + 1, at - mostLines), at).join("\n");
	if (lines.some((line) => runnerLost.test(line))) return {
		reason: wordsOf(lines[at]),
		output,
		classification: {
			kind: "transient",
			rule: "the runner was lost"
		}
	};
	const code = exited.exec(lines[at])?.[1];
	const failure = code === void 0 ? {
		kind: "error",
		name: "Error",
		message: wordsOf(lines[at]),
		output
	} : {
		kind: "exit",
		code: Number(code),
		output
	};
	return {
		reason: code === void 0 ? wordsOf(lines[at]) : describeFailure(failure),
		...code !== void 0 && { exitCode: Number(code) },
		output,
		classification: classify(failure)
	};
}
function wordsOf(line) {
	return line.slice(9).trim() || "an error without a word";
}

// src/recovery/failed-jobs.ts
/** How a job ends that failed; one that was cancelled followed from another. */
const failures = /* @__PURE__ */ new Set(["failure", "timed_out"]);
const ended = /* @__PURE__ */ new Set([
	...failures,
	"success",
	"neutral",
	"cancelled",
	"skipped"
]);
/** Jobs of which the log is looked into: each takes two requests. */
const mostLooked = 30;
const unknown = {
	kind: "unknown",
	rule: "nothing is known of it"
};
/**
* The jobs that failed in the latest attempt. The first of which nobody can say that it passes settles it: what is after it
* is not looked into. Needs `actions: read`; throws what Octokit throws.
*/
async function failedJobs(world, evidence, run) {
	const { octokit, repository } = evidence;
	const all = await listJobs(octokit, repository, run, ended);
	const jobs = all.filter(({ conclusion }) => failures.has(conclusion));
	const left = jobs.length === 0 ? [] : await lanesOfRun(world, evidence, run, run.startedAt);
	const lanes = lanesOfJobs(all, left ?? []);
	const failed = [];
	let isSettled = false;
	for (const job of jobs) {
		const found = !isSettled && failed.length < mostLooked ? await look(job) : named(job, void 0, unknown);
		isSettled ||= found.classification.kind !== "transient";
		failed.push(found);
	}
	return failed;
	async function look(job) {
		if (job.conclusion === "timed_out") return named(job, void 0, classify({
			kind: "timeout",
			limit: 0
		}));
		const lane = lanes.get(job);
		const recorded = lane?.opened && failureInLane(lane, reachOf(run, lane.opened.key));
		const known = recorded?.failure.classification;
		if (recorded !== void 0 && known !== void 0 && known.kind !== "unknown") return named(job, recorded, known);
		const log = await endOfLog(world, octokit, repository, job.id);
		const logged = log === void 0 ? void 0 : failureInLog(log);
		if (logged === void 0) return named(job, recorded, unknown);
		const { classification, output, reason, exitCode } = logged;
		const fallback = {
			failure: {
				reason,
				...exitCode !== void 0 && { exitCode },
				undone: [],
				waysOn: []
			},
			cause: normalisedError(reason),
			subject: `job ${job.name} failed`
		};
		const told = recorded ?? fallback;
		return named(job, {
			...told,
			failure: {
				...told.failure,
				classification,
				output
			}
		}, classification);
	}
}
function named({ name, conclusion }, found, classification) {
	const reason = conclusion === "timed_out" ? "it ran out of time" : "nothing tells why it failed";
	const nothing = {
		failure: {
			reason,
			classification,
			undone: [],
			waysOn: []
		},
		cause: reason,
		subject: `job ${name} failed`
	};
	return {
		...found ?? nothing,
		name,
		classification
	};
}
function reachOf({ id, url }, key) {
	return {
		key,
		rerunUrl: url,
		isShared: key !== String(id),
		isKept: false,
		isLeft: false
	};
}

// src/recovery/judge.ts
const hour = 36e5;
/**
* Why the failed jobs of a run are not run again; undefined where they are, as far as the run itself tells. `attempts` are
* those since it was last green, this one included.
*/
function whyNotRerun({ attempt }, attempts, failed, limits) {
	const lasting = failed.find(({ classification }) => classification.kind !== "transient");
	if (failed.length === 0) return "no job of it says why it failed";
	if (lasting !== void 0) return `nothing says that what ${lasting.name} failed of passes`;
	if (attempts < limits.attempts) return void 0;
	if (attempt === 1) return "it has failed in its only attempt";
	return `it has failed in ${attempts === attempt ? `all its ${attempt}` : `its last ${attempts}`} attempts`;
}
/** Why a run is left to a newer one; undefined where there is none. `recent` are the runs of the repository. */
function whyReplaced(run, recent) {
	return recent.some((other) => replaces(other, run)) ? "a newer run of its workflow has begun on its branch" : void 0;
}
/** Those of the runs whose newest attempt is a further one, begun within the hour before `now`, in milliseconds since the epoch. */
function rerunWithinHour(recent, now) {
	return recent.filter(({ attempt, startedAt }) => attempt > 1 && startedAt > now - hour);
}
/**
* Why one more re-run were one too many; undefined where it is not. `rerun` are the runs of the repository that were re-run
* within the hour. Of each so many re-runs count as `known` says; where it does not, all: GitHub does not list when or why
* the others began, and one too few is better than one too many.
*/
function whyTooMany(run, rerun, { perBranch, perHour }, known = /* @__PURE__ */ new Map()) {
	const reruns = (runs) => runs.reduce((sum, { id, attempt }) => sum + (known.get(id) ?? attempt - 1), 0);
	if (reruns(rerun) >= perHour) return `${perHour} re-runs within an hour are as many as the repository may have`;
	if (reruns(rerun.filter(({ branch, fork }) => branch === run.branch && fork === run.fork)) >= perBranch) return `${perBranch} re-runs within an hour are as many as its branch may have`;
}

// src/recovery/outcome.ts
/** What people are told of a run that is not run again, or that went well. */
/** What is one problem and recovers as one: work that is to be done. */
function recoveryKey({ owner, name }, run) {
	return cut(`${owner}/${name} / ${workOf(run)}`, bounds.key);
}
/** That the run failed and is not run again, `why` says for what reason. */
function failedOutcome(run, failed, why, { at, severity }) {
	const told = failed.find(({ classification }) => classification.kind !== "transient") ?? failed[0];
	const title = told === void 0 ? `${run.workflow} failed` : `${run.workflow}: ${told.subject}`;
	return {
		kind: "failed",
		at,
		run: referenceOf(run),
		...told !== void 0 && { cause: cut(`${told.name}: ${told.cause}`, bounds.cause) },
		title: cut(title, bounds.title),
		severity,
		failure: reportOf(told, failed, why)
	};
}
function succeededOutcome(run, at) {
	return {
		kind: "succeeded",
		at,
		run: referenceOf(run)
	};
}
function reportOf(told, failed, why) {
	const others = failed.filter((job) => job !== told).map(({ name }) => `job ${name}`);
	const failure = told?.failure ?? {
		reason: "it failed",
		undone: [],
		waysOn: []
	};
	return {
		...failure,
		undone: [...failure.undone, ...others],
		waysOn: [`It was not re-run: ${why}.`, ...failure.waysOn]
	};
}
function referenceOf({ id, attempt, url, commit, branch, workflow }) {
	return {
		sequence: [id, attempt],
		url: cut(`${url}/attempts/${attempt}`, bounds.url),
		commit: cut(commit, bounds.commit),
		...branch !== void 0 && { branch: cut(branch, bounds.name) },
		workflow: cut(workflow, bounds.name)
	};
}
/** On one line. */
function cut(text, most) {
	return neutraliseLine(text).slice(0, most).toWellFormed();
}

// src/recovery/told.ts
/**
* Whether nothing is left to tell of an attempt of a run: its failure is told, or that of a newer attempt, or a newer one
* has succeeded. What a channel of these refused, or may not have taken, is left as long as another try is due. `now` is in
* milliseconds since the epoch. The entry is that of the run's work.
*/
function isTold({ succeeded, incidents }, { id, attempt }, channels, now) {
	const isDone = (incident) => takingOver(incident, channels, {
		id: "",
		now
	}) === incident;
	const told = incidents.filter(isDone).map(({ lastSeen }) => lastSeen.run.sequence);
	return (succeeded === void 0 ? told : [succeeded, ...told]).some((sequence) => !isNewer([id, attempt], sequence));
}

// src/actions/recover/rerun.ts
/** Runs the failed jobs of a run again, within bounds. */
/** Milliseconds that no delay exceeds: a job waits for it. */
const longestDelay = 9e5;
/** Milliseconds over which runs are looked at for re-runs: a run that is older was not re-run by us within the hour. */
const lookedBack = 864e5;
/** Requests at most for how runs of the last hour came to their attempts. */
const mostAsked = 50;
/** Waits, the longer the more `attempts` have failed, and runs again what did. Throws what Octokit throws where the run or the bounds cannot be read. */
async function rerun({ clock, random }, { octokit, repository, limits, delay, signal }, run, attempts) {
	const wait = backoffDelay({
		initialDelay: delay,
		factor: 2,
		maxDelay: longestDelay,
		jitter: "none"
	}, attempts, 0) * (.5 + unitOf(random.bytes(6)) / 2);
	await clock.sleep(Math.max(0, run.updatedAt + wait - clock.now()), signal);
	if (await isOvertaken()) return { kind: "overtaken" };
	const why = await whyNotNow();
	if (why !== void 0) return {
		kind: "refused",
		why
	};
	try {
		await rerunFailedJobs(octokit, repository, run.id);
		return { kind: "rerun" };
	} catch (error) {
		if (await isOvertaken()) return { kind: "overtaken" };
		return {
			kind: "refused",
			why: failureOf(error, "GitHub does not run it again", "actions: write")
		};
	}
	async function whyNotNow() {
		const now = clock.now();
		const recent = await recentRuns(octokit, repository, now - lookedBack);
		const replaced = whyReplaced(run, recent);
		if (replaced !== void 0) return replaced;
		const rerunLately = rerunWithinHour(recent, now);
		if (whyTooMany(run, rerunLately, limits) === void 0) return void 0;
		return whyTooMany(run, rerunLately, limits, await rerunsOfFailures(rerunLately));
	}
	/** By the id of the run: re-runs since it was last green, of as many runs as may be asked for. */
	async function rerunsOfFailures(runs) {
		const reruns = /* @__PURE__ */ new Map();
		let asked = 0;
		for (const other of runs) {
			if (asked >= mostAsked) break;
			const since = await attemptsSinceGreen(octokit, repository, other, limits.perHour + 1);
			reruns.set(other.id, since - 1);
			asked += since;
		}
		return reruns;
	}
	async function isOvertaken() {
		const { attempt, status } = await readRun(octokit, repository, run.id);
		return attempt !== run.attempt || status !== "completed";
	}
}
/** The runs created since then, the newest first, as far as GitHub hands them out. */
async function recentRuns(octokit, repository, since) {
	const runs = [];
	for (let page = 1; page <= filteredLimit / 100; page++) {
		const found = await listRunsSince(octokit, repository, since, page);
		runs.push(...found);
		if (found.length < 100) break;
	}
	return runs;
}

// src/actions/recover/recover.ts
/** Looks after one run: it is run again, or people are told. */
/**
* Has the failed jobs run again where that is likely to help, and else tells people. Whatever keeps it from the one leads to
* the other. Throws only what telling throws.
*/
async function recover(world, recovering, inputs, run) {
	const { octokit, repository, limits, ledger, redact, tell } = recovering;
	const key = redact(recoveryKey(repository, run));
	if (run.status !== "completed") return {
		kind: "left",
		why: "it has not ended"
	};
	if (run.fork !== void 0 && !inputs.forks) return {
		kind: "left",
		why: "its commit is of a fork"
	};
	if (run.conclusion === "success") {
		if ((await ledger.read(key)).kind === "none") return {
			kind: "left",
			why: "it succeeded"
		};
		const unfinished = await whyUnfinished(world, recovering, run);
		if (unfinished !== void 0) return {
			kind: "left",
			why: unfinished
		};
		await tell(key, succeededOutcome(run, world.clock.now()));
		return {
			kind: "left",
			why: "it succeeded"
		};
	}
	if (!hasFailed(run)) return {
		kind: "left",
		why: `it ended as ${run.conclusion ?? "nothing known"}`
	};
	const kept = await ledger.read(key);
	if (kept.kind === "found" && isTold(kept.entry, run, inputs.channels ?? [], world.clock.now())) return {
		kind: "left",
		why: "people have been told of it"
	};
	let failed = [];
	const why = await tryAgain();
	if (typeof why !== "string") return why;
	const outcome = failedOutcome(run, failed, why, {
		at: world.clock.now(),
		severity: inputs.severity
	});
	await tell(key, {
		...outcome,
		...outcome.cause !== void 0 && { cause: redact(outcome.cause) },
		title: redact(outcome.title),
		failure: redacted(outcome.failure, redact)
	});
	return {
		kind: "told",
		why
	};
	async function tryAgain() {
		try {
			failed = await failedJobs(world, recovering, run);
			const attempts = await attemptsSinceGreen(octokit, repository, run, limits.attempts);
			const refused = whyNotRerun(run, attempts, failed, limits);
			if (refused !== void 0) return refused;
			const done = await rerun(world, recovering, run, attempts);
			switch (done.kind) {
				case "rerun": return {
					kind: "rerun",
					why: `attempt ${run.attempt} failed of what passes`
				};
				case "overtaken": return {
					kind: "left",
					why: "somebody else has it run again"
				};
				case "refused": return done.why;
			}
		} catch (error) {
			return failureOf(error, "it could not be looked after");
		}
	}
}

// src/actions/recover/run.ts
/** Has runs that failed of what passes run again, and tells people of the others: `actions/recover`. */
/** Milliseconds: a run that failed longer ago is nobody's to run again. */
const swept = 864e5;
/** Runs at once that something is done about: each takes dozens of requests. The others are found an hour later. */
const mostHandled = 20;
/** Throws a {@link UserError} where inputs make no sense together or the token may not do what is asked. */
async function run(world, runner, context, inputs, signal) {
	runner.setOutput("decisions", "{}");
	const { repository } = requireContext(context, "repository");
	const { token } = inputs;
	if (token === void 0) throw new UserError("input token is missing: runs are read and run again with it");
	const octokit = await createOctokit(world, context, { token });
	const guard = guardFor(world.environment, inputs);
	const redact = (text) => guard([]).redact(text);
	const teller = await openTeller(world, runner, context, inputs, redact);
	const recovering = {
		octokit,
		repository,
		service: artifactService(world, context, token),
		scratch: jobFolder(context),
		limits: {
			attempts: inputs["run-attempts"],
			perBranch: inputs["reruns-per-branch"],
			perHour: inputs["reruns-per-hour"]
		},
		delay: inputs["rerun-delay"],
		signal,
		ledger: openLedger(world, inputs, {
			repository,
			octokit,
			onDenied: () => void 0
		}),
		redact,
		tell: (key, outcome) => teller.tell(key, outcome)
	};
	await world.files.makeFolder(recovering.scratch);
	const decisions = {};
	let handled = 0;
	for (const found of await runsToLookAfter(world, recovering, inputs)) {
		const decision = await recover(world, recovering, inputs, found);
		decisions[found.id] = decision.kind;
		if (decision.kind !== "left") handled += 1;
		runner.setOutput("decisions", JSON.stringify(decisions));
		const { workflow, attempt } = found;
		runner.info(redact(`Run ${found.id} of ${workflow}, attempt ${attempt}: ${inWords[decision.kind]}: ${decision.why}.`));
		if (handled === mostHandled) break;
	}
}
const inWords = {
	rerun: "its failed jobs run again",
	told: "people are told",
	left: "nothing is to be done"
};
async function runsToLookAfter(world, recovering, inputs) {
	const { octokit, repository } = recovering;
	const { "run-id": runId, sweep = [] } = inputs;
	const now = world.clock.now();
	try {
		if (runId !== void 0) return [await readRun(octokit, repository, runId)];
		const isOver = async (green) => await whyUnfinished(world, recovering, green) === void 0;
		return await missedRuns(await recentRuns(octokit, repository, now - swept), {
			workflows: sweep,
			now,
			isOver
		});
	} catch (error) {
		if (!isDenial(error)) throw error;
		throw new UserError(failureOf(error, runId === void 0 ? "the runs of the day" : `run ${runId}`), { cause: error });
	}
}

// src/actions/recover/main.ts
await runAction(systemWorld(), schema, run, needOneOf("run-id", "sweep"));

export {  };