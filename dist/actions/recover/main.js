import { Gn as nullish, Gt as input, H as backoffDelay, It as classify, Jn as optional, Kt as withDefault, Ln as array, Lt as describeFailure, Rt as duration, Ut as wholeNumber, Vn as int, W as unitOf, Wn as nullable, Wt as yesOrNo, Xt as guardFor, Yt as runAction, Z as jobFolder, dr as systemWorld, er as string, qn as object, sr as parse, un as neutraliseLine, ur as UserError, vn as requireContext, w as needOneOf, zt as entriesOf } from "../../chunks/action.js";
import { a as isDenial, c as bounds, i as failureOf, l as isNewer, n as openLedger, o as statusOf, r as patientFetch, s as incidentInputs, t as openTeller } from "../../chunks/notify-recover-watchdog.js";
import { a as hasFailed$1, c as artifactService, d as createOctokit, f as listOfRun, i as filteredLimit, n as readRun, r as rerunFailedJobs, t as listRunsSince } from "../../chunks/recover.js";
import { a as failureInLane, i as newestOfEach, n as laneInArtifact, o as normalisedError, t as laneArtifacts, v as redacted } from "../../chunks/notify-recover.js";

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

// src/recovery/missed.ts
/** Runs at once: each takes dozens of requests. The others are found an hour later. */
const mostMissed = 20;
/** Milliseconds within which who is started by the run's end looks after it. */
const settling = 18e5;
/**
* Of these runs, those that failed a while before `now`, in milliseconds since the epoch, and that no newer success of
* their workflow on their branch has made good: GitHub may have started nobody to look after them. The oldest first.
*/
function missedRuns(runs, workflows, now) {
	const isMadeGood = (run) => runs.some((other) => other.conclusion === "success" && other.workflowId === run.workflowId && other.branch === run.branch && other.fork === run.fork && other.number > run.number);
	return runs.filter(({ workflow }) => workflows.includes(workflow)).filter((run) => run.status === "completed" && hasFailed$1(run) && run.updatedAt <= now - settling).filter((run) => !isMadeGood(run)).toSorted((a, b) => a.createdAt - b.createdAt).slice(0, mostMissed);
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
/** The lanes by what {@link wordsOfJob} gives of their jobs. */
function lanesByWords(lanes) {
	return new Map(lanes.flatMap((lane) => lane.opened === void 0 ? [] : [[wordsOf$1(jobOf(lane)), lane]]));
}
/** An automation's lane is its job's and, behind it, its own name. */
function jobOf({ opened, run }) {
	const lane = opened?.lane ?? "";
	const own = `/${run.started?.name ?? ""}`;
	return run.started !== void 0 && lane.endsWith(own) ? lane.slice(0, -own.length) : lane;
}
/** A job of a called workflow has the calling job's name before its own. */
function wordsOfJob(name) {
	return wordsOf$1(name.split(" / ").at(-1) ?? name);
}
/** `build (20, linux)` and `build (node=20, os=linux)` are the same leg; the order of a matrix is not told in a lane. */
function wordsOf$1(name) {
	const [, job = name, leg = ""] = /^(.*?) \((.*)\)$/.exec(name) ?? [];
	const values = leg.split(", ").map((value) => value.replace(/^[\w-]+=/, "").replace(/^"(.*)"$/, "$1"));
	return JSON.stringify([job, ...values.sort()]);
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
/** Why the jobs of a run failed, by their journals or else their logs. */
/** How a job ends that failed; one that was cancelled followed from another. */
const failures = /* @__PURE__ */ new Set(["failure", "timed_out"]);
/** Artifacts and logs that are looked into: each takes two requests. */
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
	const jobs = await listJobs(octokit, repository, run, failures);
	const lanes = jobs.length === 0 ? /* @__PURE__ */ new Map() : await lanesOf(world, evidence, run);
	const broken = [...lanes.values()].filter(hasFailed);
	const onlyLane = jobs.length === 1 && broken.length === 1 ? broken[0] : void 0;
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
		const words = wordsOfJob(job.name);
		const lane = jobs.filter(({ name }) => wordsOfJob(name) === words).length === 1 ? lanes.get(words) ?? onlyLane : void 0;
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
function hasFailed({ run, steps }) {
	return run.ended?.status === "failed" || [...steps.values()].some(({ status }) => status === "failed");
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
/** The lanes that the latest attempt has left as artifacts. Where these cannot be listed, the logs have to tell. */
async function lanesOf(world, evidence, run) {
	const { octokit, repository, service, scratch } = evidence;
	const listed = await listOfRun(octokit, repository, run.id, laneArtifacts);
	if (listed.kind !== "listed") return /* @__PURE__ */ new Map();
	const fresh = newestOfEach(listed.entries).filter(({ createdAt }) => createdAt >= run.startedAt);
	const lanes = [];
	for (const entry of fresh.slice(0, mostLooked)) {
		const lane = await laneInArtifact(world, service, entry, scratch);
		if (lane !== void 0) lanes.push(lane);
	}
	return lanesByWords(lanes);
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
/** Why the failed jobs of a run are not run again; undefined where they are, as far as the run itself tells. */
function whyNotRerun({ attempt }, failed, { attempts }) {
	const lasting = failed.find(({ classification }) => classification.kind !== "transient");
	if (failed.length === 0) return "no job of it says why it failed";
	if (lasting !== void 0) return `nothing says that what ${lasting.name} failed of passes`;
	if (attempt >= attempts) return `it has failed in ${attempt === 1 ? "its only attempt" : `all its ${attempt} attempts`}`;
}
/** Events whose newer run does the work of an older one. */
const replacing = /* @__PURE__ */ new Set([
	"push",
	"schedule",
	"pull_request",
	"pull_request_target"
]);
/**
* Why the run is not run again as things stand; undefined where it is. `recent` are the runs of the repository, from
* well before the hour before `now`, in milliseconds since the epoch. Of a run that was re-run within the hour all re-runs
* count, for it does not say when the others began: rather one too few than one too many.
*/
function whyNotNow(run, recent, { perBranch, perHour }, now) {
	const isSameBranch = (other) => other.branch === run.branch && other.fork === run.fork;
	const isNewer = (other) => other.workflowId === run.workflowId && other.event === run.event && other.number > run.number;
	if (replacing.has(run.event) && recent.some((other) => isSameBranch(other) && isNewer(other))) return "a newer run of its workflow has begun on its branch";
	const rerun = recent.filter(({ attempt, startedAt }) => attempt > 1 && startedAt > now - hour);
	if (rerunsOf(rerun) >= perHour) return `${perHour} re-runs within an hour are as many as the repository may have`;
	if (rerunsOf(rerun.filter(isSameBranch)) >= perBranch) return `${perBranch} re-runs within an hour are as many as its branch may have`;
}
function rerunsOf(runs) {
	return runs.reduce((sum, { attempt }) => sum + attempt - 1, 0);
}

// src/recovery/outcome.ts
/** What people are told of a run that is not run again, or that went well. */
/** What is one problem and recovers as one: a workflow on a branch. */
function recoveryKey({ owner, name }, { workflow, branch, fork }) {
	return cut([
		`${owner}/${name}`,
		workflow,
		fork,
		branch
	].filter((part) => part !== void 0).join(" / "), bounds.key);
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

// src/actions/recover/rerun.ts
/** Runs the failed jobs of a run again, within bounds. */
/** Milliseconds that no delay exceeds: a job waits for it. */
const longestDelay = 9e5;
/** Milliseconds over which runs are looked at for re-runs: a run that is older was not re-run by us within the hour. */
const lookedBack = 864e5;
/** Waits and runs again what failed. Throws what Octokit throws where the run or the bounds cannot be read. */
async function rerun({ clock, random }, { octokit, repository, limits, delay, signal }, run) {
	const wait = backoffDelay({
		initialDelay: delay,
		factor: 2,
		maxDelay: longestDelay,
		jitter: "none"
	}, run.attempt, 0) * (.5 + unitOf(random.bytes(6)) / 2);
	await clock.sleep(Math.max(0, run.updatedAt + wait - clock.now()), signal);
	if (await isOvertaken()) return { kind: "overtaken" };
	const now = clock.now();
	const why = whyNotNow(run, await recentRuns(octokit, repository, now - lookedBack), limits, now);
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
	const { repository, limits, redact, tell } = recovering;
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
		await tell(key, succeededOutcome(run, world.clock.now()));
		return {
			kind: "left",
			why: "it succeeded"
		};
	}
	if (!hasFailed$1(run)) return {
		kind: "left",
		why: `it ended as ${run.conclusion ?? "nothing known"}`
	};
	if (await isTold(recovering.ledger, key, run)) return {
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
			const refused = whyNotRerun(run, failed, limits);
			if (refused !== void 0) return refused;
			const done = await rerun(world, recovering, run);
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
/** Not where who wanted to tell of it may have died before that. */
async function isTold(ledger, key, { id, attempt }) {
	const read = await ledger.read(key);
	if (read.kind !== "found") return false;
	const { succeeded, incidents } = read.entry;
	const told = incidents.filter(({ deliveries }) => Object.values(deliveries).every(({ state }) => state !== "pending"));
	return [...succeeded === void 0 ? [] : [succeeded], ...told.map(({ lastSeen }) => lastSeen.run.sequence)].some((sequence) => !isNewer([id, attempt], sequence));
}

// src/actions/recover/run.ts
/** Has runs that failed of what passes run again, and tells people of the others: `actions/recover`. */
/** Milliseconds: a run that failed longer ago is nobody's to run again. */
const swept = 864e5;
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
	for (const found of await runsToLookAfter(world, octokit, repository, inputs)) {
		const decision = await recover(world, recovering, inputs, found);
		decisions[found.id] = decision.kind;
		runner.setOutput("decisions", JSON.stringify(decisions));
		const { workflow, attempt } = found;
		runner.info(redact(`Run ${found.id} of ${workflow}, attempt ${attempt}: ${inWords[decision.kind]}: ${decision.why}.`));
	}
}
const inWords = {
	rerun: "its failed jobs run again",
	told: "people are told",
	left: "nothing is to be done"
};
async function runsToLookAfter({ clock }, octokit, repository, inputs) {
	const { "run-id": runId, sweep = [] } = inputs;
	try {
		if (runId !== void 0) return [await readRun(octokit, repository, runId)];
		return missedRuns(await recentRuns(octokit, repository, clock.now() - swept), sweep, clock.now());
	} catch (error) {
		if (!isDenial(error)) throw error;
		throw new UserError(failureOf(error, runId === void 0 ? "the runs of the day" : `run ${runId}`), { cause: error });
	}
}

// src/actions/recover/main.ts
await runAction(systemWorld(), schema, run, needOneOf("run-id", "sweep"));

export {  };