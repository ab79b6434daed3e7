import { Bn as _enum, Ht as line, Jt as withDefault, Qn as optional, Qt as guardFor, Ut as oneOf, Wt as text, Z as jobFolder, Zn as object, Zt as runAction, bn as requireContext, gr as systemWorld, hr as UserError, ir as string, lt as laneSlug, nr as record, qt as input, xn as runAttemptUrl } from "../../chunks/action.js";
import { a as incidentInputs, o as bounds, t as openTeller } from "../../chunks/notify-recover-watchdog.js";
import { a as failureInLane, i as newestOfEach, n as laneInArtifact, r as laneInFolder, s as normalisedError, t as laneArtifacts, y as redacted } from "../../chunks/notify-recover.js";
import { t as runReference } from "../../chunks/notify-watchdog.js";
import { n as lastLinesOf, r as laneFolders } from "../../chunks/notify-run.js";

// src/actions/notify/inputs.ts
/** How a job stands, in GitHub's words and in those of `actions/run`. */
const statuses = [
	"success",
	"completed",
	"failure",
	"failed",
	"paused",
	"cancelled",
	"suspended",
	"skipped"
];
/** The inputs of `actions/notify`, as its `action.yml` declares them. */
const schema = object({
	/** Without a default here: an expression in `action.yml` gives it. */
	status: optional(oneOf(...statuses)),
	needs: optional(input((json) => read(json, needsSchema, "needs"))),
	steps: optional(input((json) => read(json, stepsSchema, "steps"))),
	error: optional(text),
	"on-cancelled": withDefault(oneOf("ignore", "failure"), "ignore"),
	"incident-key": optional(line(bounds.key)),
	title: optional(line(bounds.title)),
	/** The name of a workflow's file. */
	recovery: optional(input(workflowFile)),
	...incidentInputs
});
function workflowFile(written) {
	if (/^[\w.-]{1,200}\.ya?ml$/.test(written)) return written;
	throw new UserError("not the name of a workflow's file; write such as recover.yml");
}
/** `toJSON(needs)`. */
const needsSchema = record(string(), object({ result: _enum([
	"success",
	"failure",
	"cancelled",
	"skipped"
]) }));
/** `toJSON(steps)`: those with an id. */
const stepsSchema = record(string(), object({
	outcome: string(),
	conclusion: string(),
	outputs: optional(record(string(), string()))
}));
function read(json, shape, context) {
	try {
		return shape.parse(JSON.parse(json));
	} catch {
		throw new UserError(`not the context ${context}; write \${{ toJSON(${context}) }}`);
	}
}

// src/actions/notify/journals.ts
/** The lanes that earlier steps of this job have worked on. */
async function* lanesOfThisJob({ files }, context) {
	for (const folder of await laneFolders(files, context)) {
		const state = await laneInFolder(files, folder);
		if (state !== void 0) yield {
			state,
			lastLinesOf: (path) => lastLinesOf(files, folder, path)
		};
	}
}
/** Whether an automation of this job waits: the job is green, and nobody knows how it will end. */
async function isSuspended(world, context) {
	for await (const { state } of lanesOfThisJob(world, context)) if (state.run.status === "suspended") return true;
	return false;
}
/** Artifacts that are looked into. */
const mostLooked = 20;
/**
* The lanes that this run has as artifacts and that jobs may have written that failed: first those called after one, then
* those called after no job at all.
*/
async function* lanesOfJobs(world, context, { failed, others }) {
	if (!world.environment["ACTIONS_RESULTS_URL"] || !world.environment["ACTIONS_RUNTIME_TOKEN"]) return;
	const { artifactService } = await import("../../chunks/artifact.js");
	const service = artifactService(world, context, void 0);
	const listed = await service.listOfThisRun(laneArtifacts);
	if (listed.kind !== "listed") return;
	const newest = newestOfEach(listed.entries);
	const ofFailed = newest.filter((entry) => isOfOne(entry, failed));
	const ofNone = newest.filter((entry) => !isOfOne(entry, [...failed, ...others]));
	await world.files.makeFolder(jobFolder(context));
	for (const entry of [...ofFailed, ...ofNone].slice(0, mostLooked)) {
		const state = await laneInArtifact(world, service, entry, jobFolder(context));
		if (state !== void 0) yield {
			state,
			lastLinesOf: () => Promise.resolve(void 0)
		};
	}
}
/** A lane is called after its job unless it was given a name. */
function isOfOne({ name }, jobs) {
	return jobs.some((job) => name.startsWith(`${laneArtifacts}${laneSlug(job)}-`));
}

// src/actions/notify/failure.ts
/** Why the job failed, as people are told. */
/**
* What is recorded of the failure, of this job or of those it needs; where nothing is, what the inputs say. An
* error that is given says it better than either.
*/
async function failureOf(world, context, inputs, needed) {
	const found = await recordedIn(needed.failed.length === 0 ? lanesOfThisJob(world, context) : lanesOfJobs(world, context, needed), context) ?? toldBy(inputs, context, needed.failed);
	const given = inputs.error;
	if (given === void 0) return found;
	const reason = given.split(/[\r\n]+/).find((line) => /\S/.test(line)) ?? given;
	return {
		...found,
		failure: {
			...found.failure,
			reason: reason.trim(),
			output: given
		},
		cause: `${found.subject}: ${normalisedError(given)}`
	};
}
/** Of several lanes, an automation's tells most. */
async function recordedIn(lanes, context) {
	let found;
	for await (const { state, lastLinesOf } of lanes) {
		const failed = state.opened && failureInLane(state, reachOf(context, state.opened.key));
		if (failed === void 0 || found && failed.failure.automation === void 0) continue;
		const output = failed.path === void 0 ? void 0 : await lastLinesOf(failed.path);
		found = {
			...failed,
			failure: {
				...failed.failure,
				...output !== void 0 && { output }
			}
		};
		if (found.failure.automation !== void 0) break;
	}
	return found;
}
function reachOf(context, key) {
	return {
		key,
		rerunUrl: context.act ? void 0 : runAttemptUrl(context),
		isShared: key !== String(context.runId),
		isKept: false,
		isLeft: false
	};
}
/** What a workflow says of itself where nothing is recorded. */
function toldBy({ steps }, context, jobs) {
	const [step, outputs] = failedStep(steps) ?? [];
	const named = jobs.length > 1 ? `jobs ${jobs.join(", ")}` : `job ${jobs[0] ?? context.job ?? ""}`.trim();
	const subject = step === void 0 ? `${named} failed` : `step ${step} failed`;
	const [attempt, exitCode] = [outputs?.["attempts"], outputs?.["exit-code"]].map(wholeNumber);
	return {
		failure: {
			reason: exitCode === void 0 ? subject : `exit code ${exitCode}`,
			...step !== void 0 && { step },
			...attempt !== void 0 && { attempt },
			...exitCode !== void 0 && { exitCode },
			undone: [],
			waysOn: []
		},
		cause: exitCode === void 0 ? subject : `${subject}: exit code ${exitCode}`,
		subject
	};
}
function failedStep(steps = {}) {
	const found = Object.entries(steps).find(([, { conclusion }]) => conclusion === "failure");
	return found && [found[0], found[1].outputs];
}
function wholeNumber(text) {
	return text !== void 0 && /^\d{1,10}$/.test(text) ? Number(text) : void 0;
}

// src/actions/notify/outcome.ts
const failures = [
	"failure",
	"failed",
	"paused"
];
/** The worst comes first: of several jobs, it is how they stand together. */
const kinds = [
	["failed", failures],
	["neither", ["cancelled", "suspended"]],
	["succeeded", ["success", "completed"]],
	["neither", ["skipped"]]
];
/** Whether something failed by itself, so that the workflow run ends as failed: who looks after runs sees no other. */
function isRed({ status = "success", needs }) {
	return [status, ...Object.values(needs ?? {}).map(({ result }) => result)].some((one) => failures.includes(one));
}
/** How the job stands, or those that it needs: where these are given, its own status is one more of them. */
function outcomeOf({ status = "success", needs, "on-cancelled": onCancelled }) {
	const jobs = Object.entries(needs ?? {}).map(([job, { result }]) => ({
		job,
		status: seen(result)
	}));
	const isOwnTold = jobs.length === 0 || jobs.some((job) => job.status !== "skipped");
	const all = [...jobs.map((job) => job.status), ...isOwnTold ? [seen(status)] : []];
	const [kind, worst] = kinds.find(([, statuses]) => all.some((one) => statuses.includes(one))) ?? kinds[3];
	const isWorst = (one) => worst.includes(one);
	switch (kind) {
		case "failed": return {
			kind,
			needed: {
				failed: named(isWorst),
				others: named((one) => !isWorst(one))
			}
		};
		case "succeeded": return { kind };
		case "neither": return {
			kind,
			status: all.find(isWorst) ?? "skipped"
		};
	}
	function named(choose) {
		return jobs.filter((job) => choose(job.status)).map(({ job }) => job);
	}
	function seen(one) {
		return one === "cancelled" && onCancelled === "failure" ? "failure" : one;
	}
}

// src/actions/notify/observe.ts
/** What this job has to make known. */
/** The outcome as an incident is decided by it, without secrets, or why there is none. */
async function observe(world, context, inputs, redact) {
	const outcome = outcomeOf(inputs);
	const known = {
		at: world.clock.now(),
		run: runReference(world.environment, context)
	};
	switch (outcome.kind) {
		case "neither": return {
			kind: "none",
			why: `the job was ${outcome.status}`
		};
		case "succeeded":
			if (inputs.needs === void 0 && await isSuspended(world, context)) return {
				kind: "none",
				why: "a run of this job is suspended, and nobody knows yet how it ends"
			};
			return {
				kind: "succeeded",
				...known
			};
		case "failed": {
			const { failure, cause, subject } = await failureOf(world, context, inputs, outcome.needed);
			const title = inputs.title ?? `${workflowOf(world)}: ${subject}`;
			return {
				kind: "failed",
				...known,
				...inputs["incident-key"] === void 0 && { cause: redact(cause) },
				title: redact(title),
				severity: inputs.severity,
				failure: redacted(failure, redact)
			};
		}
	}
}
/** What is one problem and recovers as one: the author's key, or the repository, workflow and job. */
function incidentKeyOf(world, context, inputs) {
	const { repository, job } = requireContext(context, "repository", "job");
	return inputs["incident-key"] ?? `${repository.owner}/${repository.name} / ${workflowOf(world)} / ${job}`;
}
function workflowOf({ environment }) {
	return environment["GITHUB_WORKFLOW"] || "workflow";
}

// src/actions/notify/outputs.ts
/** What is told where there is nothing to tell. */
const nothingReported = {
	told: [],
	incidents: []
};
/** `issueChannels` are the names of those whose references are numbers of issues. */
function setOutputs(runner, { told, incidents }, issueChannels) {
	const last = told.at(-1);
	const incident = last?.incident ?? incidents.find(({ status }) => status === "open");
	const references = issueChannels.map((name) => referenceIn(last?.delivered.get(name)) ?? incident?.deliveries[name]?.reference);
	runner.setOutput("incident", last?.change ?? "none");
	runner.setOutput("delivered", JSON.stringify(Object.fromEntries(worstOf(told))));
	runner.setOutput("issue", references.find((reference) => reference !== void 0) ?? "");
	runner.setOutput("count", String(incident?.count ?? 0));
}
function referenceIn(delivered) {
	return delivered?.kind === "delivered" ? delivered.reference : void 0;
}
const fromBest = [
	"delivered",
	"unknown",
	"failed"
];
/** The worst that became of any message, by channel. */
function worstOf(told) {
	const worst = /* @__PURE__ */ new Map();
	for (const { delivered } of told) for (const [name, { kind }] of delivered) {
		const known = worst.get(name) ?? "delivered";
		worst.set(name, fromBest.indexOf(kind) > fromBest.indexOf(known) ? kind : known);
	}
	return worst;
}

// src/actions/notify/recovery.ts
/**
* Whether the failure is left to the workflow that looks after the run when it ends, which runs the job again or tells
* people. Where nobody can count on that one people are told now: twice is better than never.
*/
async function isLeft(world, runner, context, { recovery, token }) {
	if (recovery === void 0) return false;
	const why = await whyNot(recovery);
	if (why === void 0) runner.info(`It is left to ${recovery}, which has it run again, or tells people of it.`);
	else runner.warning(`People are told at once: ${why}.`, { title: "Nobody looks after this run" });
	return why === void 0;
	async function whyNot(file) {
		const { repository, runId, act } = requireContext(context, "repository", "runId");
		if (act) return "act starts no workflow when another one ends";
		if (token === void 0) return `without the input token nobody can ask whether ${file} is on`;
		const { createOctokit } = await import("../../chunks/octokit.js");
		const { whyNotExpected } = await import("../../chunks/expected.js");
		return whyNotExpected(await createOctokit(world, context, { token }), repository, file, {
			runId,
			workflow: world.environment["GITHUB_WORKFLOW"] ?? ""
		});
	}
}

// src/actions/notify/run.ts
/** Makes known that the job failed, or that it recovered. Throws on inputs that make no sense. */
async function run(world, runner, context, inputs) {
	setOutputs(runner, nothingReported, []);
	const guard = guardFor(world.environment, inputs);
	const redact = (text) => guard([]).redact(text);
	const teller = await openTeller(world, runner, context, inputs, redact);
	const outcome = await observe(world, context, inputs, redact);
	if (outcome.kind === "none") return runner.info(`There is nothing to tell: ${outcome.why}.`);
	if (outcome.kind === "failed" && isRed(inputs) && await isLeft(world, runner, context, inputs)) return;
	const reported = await teller.tell(redact(incidentKeyOf(world, context, inputs)), outcome);
	setOutputs(runner, reported, teller.issueChannels);
}

// src/actions/notify/main.ts
await runAction(systemWorld(), schema, run);

export {  };