import { Gt as wholeNumber, Ht as line, It as vocabulary, Jt as withDefault, Kn as nullable, Mt as link, Nt as table, Pt as text, Un as int, Ut as oneOf, Xn as optional, Yn as object, Z as jobFolder, Zt as runAction, bn as requireContext, kt as code, lr as parse, mr as systemWorld, nr as string, pr as UserError, qn as nullish, qt as input, zn as array } from "../../chunks/action.js";
import { a as indexKinds, c as waitingName, i as approvalIssues, n as mayAnswer, o as waitingIndex, r as decide, t as judged } from "../../chunks/resume-run.js";
import { t as cacheService } from "../../chunks/resume.js";
import { n as isDenial, r as statusOf, t as failureOf } from "../../chunks/notify-recover-resume-run-signal-watchdog.js";
import { t as createOctokit } from "../../chunks/recover-resume-signal-watchdog.js";
import { a as listNewest } from "../../chunks/recover-resume-signal.js";
import { k as awayText } from "../../chunks/notify-recover.js";
import { i as readRun, n as wordsOfLane, t as wordsOfJob } from "../../chunks/recover-resume.js";
import { n as LostAnswer, r as writeOnce } from "../../chunks/notify-recover-resume-run-watchdog.js";
const { posix } = process.getBuiltinModule("node:path");

// src/actions/resume/inputs.ts
/** The inputs of `actions/resume`, as its `action.yml` declares them. */
const schema = object({
	/** Without a default here: an expression in `action.yml` gives it. */
	issue: optional(input(numberOf)),
	"waiting-index": withDefault(oneOf(...indexKinds), "auto"),
	"teams-token": optional(line(4e3)),
	"max-resumed": withDefault(wholeNumber(1, 500), "50"),
	token: optional(vocabulary.token)
});
function numberOf(written) {
	const number = Number(written);
	if (Number.isSafeInteger(number) && number > 0) return number;
	throw new UserError("not the number of an issue; leave it out to look at all that waits");
}

// src/waiting/signals.ts
/** Milliseconds by which the clocks of runners and of GitHub may differ, and a signal come before who waits for it is put in. */
const allowance = 12e4;
/** Artifacts that are looked through, at a hundred a page. */
const mostPages$1 = 5;
/**
* The lanes of those that wait for an event of which a signal came: as an artifact `holdfast-signal-KEY-EVENT`, where KEY is
* the digest of their run key. It may be of another event: the run itself looks. Needs `actions: read`.
*/
async function signalledLanes(octokit, repository, waits) {
	const waiting = waits.filter(({ waitsFor }) => waitsFor.has("event"));
	const oldest = Math.min(...waiting.map(({ since }) => since)) - allowance;
	const lanes = /* @__PURE__ */ new Set();
	for (let page = 1; waiting.length > 0 && page <= mostPages$1; page++) {
		const listed = await listNewest(octokit, repository, page);
		if (listed.kind !== "listed") return listed;
		for (const { name, createdAt } of listed.entries) {
			const key = /^holdfast-signal-([0-9a-f]{16})-/.exec(name)?.[1];
			for (const one of waiting) if (one.key === key && createdAt >= one.since - allowance) lanes.add(one.lane);
		}
		if (listed.isLast || listed.entries.some(({ createdAt }) => createdAt < oldest)) break;
	}
	return {
		kind: "known",
		lanes
	};
}

// src/actions/resume/answered.ts
/** The lanes whose approval is decided or whose signal came. Questions of lanes that wait for none are not looked at. */
async function answeredLanes(asking, waits) {
	const signalled = await signalledLanes(asking.octokit, asking.repository, waits);
	if (signalled.kind !== "known") return signalled;
	const lanes = new Set(signalled.lanes);
	const waiting = new Set(waits.filter(({ waitsFor }) => waitsFor.has("approval")).map(({ lane }) => lane));
	if (waiting.size === 0) return {
		kind: "known",
		lanes
	};
	const listed = await asking.questions.open();
	if (listed.kind !== "listed") return listed;
	for (const question of listed.questions) {
		if (!waiting.has(question.lane) || lanes.has(question.lane) || !question.mayHaveAnswers) continue;
		const { decision } = await answerTo(asking, question);
		if (decision.kind !== "open") lanes.add(question.lane);
	}
	return {
		kind: "known",
		lanes
	};
}
/** Throws what Octokit throws. */
async function answerTo({ octokit, repository, questions, teamsOctokit }, question) {
	const votes = await questions.votes(question);
	const may = mayAnswer(octokit, repository, question.rule, teamsOctokit);
	return {
		question,
		votes,
		decision: decide(await judged(votes, question.rule, may), question.rule)
	};
}
/** Shows under each comment that is an answer whether it counts. */
async function acknowledge(questions, { votes, decision }) {
	const ignored = new Set(decision.ignored.map(({ vote }) => vote.id));
	const comments = votes.filter(({ source }) => source === "comment").slice(-10);
	for (const vote of comments) await questions.acknowledge(vote, !ignored.has(vote.id));
}

// src/actions/resume/table.ts
/** What became of the runs that wait, as a table for people. */
const mostRows = 200;
/** `urlOf` gives where people see a workflow run. */
function decisionTable(decided, { now, urlOf }) {
	const head = [
		"",
		"automation",
		"key",
		"waits for",
		"since",
		"due",
		"what was done"
	].map(text);
	const rows = decided.slice(0, mostRows).map(({ waiting, decision, note }) => [
		signs[decision.kind],
		link(note?.automation ?? `run ${waiting.runId}`, urlOf(waiting.runId)),
		note === void 0 ? "–" : code(note.key),
		text([...waiting.waitsFor].join(", ")),
		text(awayText(waiting.since, now)),
		waiting.until === void 0 ? "–" : text(awayText(waiting.until, now)),
		text(inWords(decision))
	]);
	const more = decided.length - mostRows;
	return table(head, rows) + (more > 0 ? `\n${text(`And ${more} more.`)}\n` : "");
}
const signs = {
	"out-of-reach": "❌",
	left: "⏳",
	resumed: "▶️",
	dispatched: "▶️",
	"gone-on": "✅",
	waits: "⏸️"
};
/** What was decided, for people. */
function inWords(decision) {
	switch (decision.kind) {
		case "resumed": return "resumed";
		case "dispatched": return `resumed by a new run of ${decision.workflow}`;
		case "gone-on": return "had gone on already";
		case "waits": return "waits";
		case "left": return `left for the next sweep: ${decision.why}`;
		case "out-of-reach": return `cannot be resumed: ${decision.why}`;
	}
}

// src/actions/resume/report.ts
/** What a sweep says: outputs, annotations and the table in the summary. */
/** From what people have to do something about to what they need not. */
const order = [
	"out-of-reach",
	"left",
	"dispatched",
	"resumed",
	"gone-on",
	"waits"
];
const rankOf = ({ kind }) => order.indexOf(kind);
/** GitHub shows so many annotations of a kind a step; the summary tells all. */
const mostAnnotations = 9;
/** Notes that are read, at a request each: of more runs the table tells less. */
const mostNotes = 20;
/** The worst first, then who waits for longest. */
async function withNotes(index, decisions) {
	const sorted = [...decisions].sort(([a, one], [b, other]) => rankOf(one) - rankOf(other) || a.since - b.since);
	const decided = [];
	for (const [waiting, decision] of sorted) {
		const isRead = decided.length < mostNotes && decision.kind !== "gone-on" && decision.kind !== "dispatched";
		decided.push({
			waiting,
			decision,
			note: isRead ? await index.noteOf(waiting) : void 0
		});
	}
	return decided;
}
function setOutputs(runner, decided) {
	const count = (kinds) => decided.filter(({ decision }) => kinds.includes(decision.kind)).length;
	runner.setOutput("resumed", String(count(["resumed", "dispatched"])));
	runner.setOutput("waiting", String(count([
		"waits",
		"left",
		"out-of-reach"
	])));
	const decisions = {};
	for (const { waiting, decision } of decided) decisions[waiting.runId] ??= decision.kind;
	runner.setOutput("decisions", JSON.stringify(decisions));
}
/** What cannot be resumed makes the step red, and says what to do. */
function sayDecisions(runner, decided) {
	const lost = decided.filter(({ decision }) => decision.kind === "out-of-reach");
	for (const { waiting, decision, note } of lost.slice(0, mostAnnotations)) {
		const title = `${note?.automation ?? "A run"} waits in vain`;
		runner.setFailed(`Run ${waiting.runId} ${inWords(decision)}. ${wayOn(note)} Delete ${waitingName(waiting)} from the index then.`, { title });
	}
	const more = lost.length - mostAnnotations;
	if (more > 0) runner.setFailed(`${more} more runs cannot be resumed; the job's summary tells all.`);
	for (const { waiting, decision } of decided) if (decision.kind !== "waits" && decision.kind !== "out-of-reach") runner.info(`Run ${waiting.runId}, waiting for ${[...waiting.waitsFor].join(", ")}: ${inWords(decision)}.`);
	if (decided.length === 0) runner.info("No run waits.");
}
function wayOn(note) {
	if (note === void 0) return "Start it anew.";
	if (!note.isShared) return "Start it anew: its key was that of its workflow run, with which no other goes on.";
	return `Start its workflow by hand with the key ${note.key}: it goes on where it stopped.`;
}
async function writeSummary(runner, decided, scene) {
	const resumed = decided.filter(({ decision }) => decision.kind === "resumed" || decision.kind === "dispatched").length;
	const waits = `${decided.length} waiting ${decided.length === 1 ? "run" : "runs"}`;
	const heading = decided.length === 0 ? "No run waits" : `${resumed} of ${waits} resumed`;
	await runner.appendSummary(`### ${text(heading)}\n${decided.length === 0 ? "" : decisionTable(decided, scene)}`);
}

// src/github/job-executions.ts
/** Jobs of workflow runs in all their attempts, and how one runs again, over REST. Everything here throws what Octokit throws. */
const jobPage = object({ jobs: array(object({
	id: int(),
	name: string(),
	run_attempt: optional(int()),
	status: string(),
	conclusion: nullable(string()),
	started_at: nullable(string()),
	runner_name: nullish(string())
})) });
const perPage = 100;
/** GitHub starts 256 jobs of a matrix, and re-runs a run fifty times. */
const mostPages = 40;
/**
* Of all attempts. The list of the latest attempt alone has at times left out what that one did not run again
* (https://github.com/r-universe-org/help/issues/607). Needs `actions: read`.
*/
async function listExecutions(octokit, { owner, name: repo }, runId) {
	const found = [];
	const asked = {
		owner,
		repo,
		run_id: runId,
		filter: "all",
		per_page: perPage
	};
	for (let page = 1; page <= mostPages; page++) {
		const { data } = await octokit.rest.actions.listJobsForWorkflowRun({
			...asked,
			page
		});
		const { jobs } = parse(jobPage, data);
		for (const job of jobs) found.push({
			id: job.id,
			name: job.name,
			attempt: job.run_attempt ?? 1,
			status: job.status,
			conclusion: job.conclusion ?? void 0,
			startedAt: Date.parse(job.started_at ?? "") || 0,
			hadRunner: Boolean(job.runner_name)
		});
		if (jobs.length < perPage) break;
	}
	return found;
}
/** Starts the next attempt of a run: of one job and of what needs it, or of all jobs. Needs `actions: write`. */
async function rerun(octokit, { owner, name: repo }, runId, jobId) {
	const { actions } = octokit.rest;
	if (jobId === void 0) await actions.reRunWorkflow({
		owner,
		repo,
		run_id: runId
	});
	else await actions.reRunJobForWorkflowRun({
		owner,
		repo,
		job_id: jobId
	});
}

// src/waiting/judge.ts
/** GitHub's bounds of re-runs: https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs */
const longestReach = 2592e6;
const mostReruns = 50;
/** Whether it has something to do: its time has come, or its answer is there. Dead letters come with a person. */
function isDue({ until, waitsFor, lane }, answered, now) {
	if (waitsFor.size === 1 && waitsFor.has("dead-letters")) return false;
	return answered.has(lane) || until !== void 0 && until <= now;
}
/** Those of whose lane a later one waits: their lane went on from them. */
function superseded(waits) {
	const lanes = Map.groupBy(waits, ({ lane }) => lane);
	return waits.filter((wait) => lanes.get(wait.lane).some((other) => isLater(other, wait)));
}
function isLater(one, other) {
	return one.runId === other.runId && one.attempt !== other.attempt ? one.attempt > other.attempt : one.since > other.since;
}
/**
* Judges waits of one workflow run that are due, in their order; `executions` are all of its jobs'. A run is undefined where
* GitHub knows it no more, and `now` is in milliseconds since the epoch. One job of a run runs again at a time, for the run
* is then in progress; all at once where no other job would run with them.
*/
function judge(waits, run, executions, now) {
	const judged = new Map(waits.map((wait) => [wait.waiting, judgeAlone(wait, run, now)]));
	const resumed = [...judged].flatMap(([waiting, one]) => one.kind === "resume" ? [{
		waiting,
		job: one.job
	}] : []);
	const isWhole = resumed.length > 1 && areAll(new Set(resumed.map(({ job }) => job?.name)), executions);
	for (const [index, { waiting }] of resumed.entries()) if (isWhole) judged.set(waiting, {
		kind: "resume",
		job: void 0
	});
	else if (index > 0) judged.set(waiting, {
		kind: "leave",
		why: "another job of its workflow run goes on first"
	});
	return judged;
}
function judgeAlone({ waiting, standing }, run, now) {
	if (run === void 0) return {
		kind: "out-of-reach",
		why: "GitHub knows its workflow run no more"
	};
	if (standing.kind === "started-again") return { kind: "gone-on" };
	if (run.status !== "completed") return {
		kind: "leave",
		why: "its workflow run is in progress"
	};
	if (now - run.createdAt > longestReach) return {
		kind: "out-of-reach",
		why: "its workflow run is older than the 30 days within which GitHub re-runs one"
	};
	if (run.attempt > mostReruns) return {
		kind: "out-of-reach",
		why: "GitHub has re-run its workflow run 50 times"
	};
	if (standing.kind === "unknown") return {
		kind: "out-of-reach",
		why: `nothing tells which job of run ${waiting.runId} it is`
	};
	return {
		kind: "resume",
		job: standing.kind === "waiting" ? standing.job : void 0
	};
}
/** Whether a run has no jobs but those of these names, and such as were skipped. */
function areAll(names, executions) {
	return executions.every(({ name, conclusion }) => names.has(name) || conclusion === "skipped");
}

// src/waiting/standing.ts
/** `executions` are all of its workflow run; of a wait that names no job, the note tells whose it is. */
function standingOf(waiting, run, executions, note) {
	if (executions.length === 0) return { kind: run.attempt > waiting.attempt ? "started-again" : "jobless" };
	const suspended = suspendedJob(waiting, executions, note);
	if (suspended === void 0) return { kind: "unknown" };
	const ofJob = executions.filter(({ name }) => name === suspended.name);
	const before = ofJob.filter(({ attempt }) => attempt <= waiting.attempt);
	const known = new Set(before.map(({ startedAt }) => startedAt));
	const begun = ofJob.filter((one) => one.attempt > waiting.attempt && !known.has(one.startedAt) && hasBegun(one));
	const sameName = before.filter(({ attempt }) => attempt === suspended.attempt);
	if (begun.length >= sameName.length) return { kind: "started-again" };
	return {
		kind: "waiting",
		job: ofJob.filter((one) => one.startedAt === suspended.startedAt || !hasBegun(one)).reduce((last, one) => one.attempt > last.attempt ? one : last, suspended)
	};
}
/** One that was cancelled before a runner took it has done nothing: `concurrency` cancels who waits. */
function hasBegun({ status, conclusion, hadRunner }) {
	return status === "in_progress" || status === "completed" && (hadRunner || conclusion !== "cancelled");
}
function suspendedJob({ jobId, attempt }, executions, note) {
	const named = executions.find(({ id }) => id === jobId);
	if (named !== void 0) return named;
	const jobs = executions.filter((one) => one.attempt === attempt);
	if (jobs.length === 1) return jobs[0];
	if (note === void 0) return void 0;
	const words = wordsOfLane(note.lane, note.automation);
	const [found, ...others] = jobs.filter(({ name }) => wordsOfJob(name) === words);
	return others.length === 0 ? found : void 0;
}

// src/actions/resume/dispatch.ts
/** Starts the workflow of a run anew that GitHub re-runs no more: under the same key it goes on where it stopped. */
/** Dispatches it once, with the inputs `key` and `automation`; undefined where nothing tells what to start, or the key is the run's own. */
async function dispatch({ clock }, { octokit, repository, signal }, note) {
	if (note?.workflow === void 0 || note.ref === void 0 || !note.isShared) return void 0;
	const { actions } = octokit.rest;
	const workflow = posix.basename(note.workflow);
	const of = {
		owner: repository.owner,
		repo: repository.name,
		workflow_id: workflow
	};
	const ref = note.ref.replace(/^refs\/(heads|tags)\//, "");
	let before;
	/** A run that was not there before: that a dispatch brought it about says nothing else. */
	async function find() {
		const { data } = await actions.listWorkflowRuns({
			...of,
			event: "workflow_dispatch",
			per_page: 20
		});
		const ids = data.workflow_runs.map(({ id }) => id);
		if (before !== void 0 && ids.some((id) => !before?.has(id))) return true;
		before ??= new Set(ids);
	}
	async function write() {
		await actions.createWorkflowDispatch({
			...of,
			ref,
			inputs: {
				key: note.key,
				automation: note.file
			}
		});
		return true;
	}
	try {
		await writeOnce(clock, write, find, signal);
		return {
			kind: "dispatched",
			workflow
		};
	} catch (error) {
		const why = failureOf(error, `${workflow} was not started on ${ref}`, "actions: write");
		if (error instanceof LostAnswer) return {
			kind: "left",
			why
		};
		const status = statusOf(error);
		if (status === void 0) throw error;
		return {
			kind: status >= 500 || status === 429 ? "left" : "refused",
			why
		};
	}
}

// src/actions/resume/rerun.ts
/** Has the job of a waiting run run again. */
/**
* Starts the next attempt of a run as `run` has it, of one job or of all, once: of an answer that is lost, or a refusal
* because somebody was faster, the run itself tells. Throws a {@link UserError} where the token may not.
*/
async function rerunOnce(octokit, repository, run, jobId) {
	try {
		await rerun(octokit, repository, run.id, jobId);
		return { kind: "resumed" };
	} catch (error) {
		if (statusOf(error) === void 0) throw error;
		const why = failureOf(error, `run ${run.id} was not resumed`, "actions: write");
		if (await isOvertaken(octokit, repository, run)) return { kind: "resumed" };
		if (isMissingPermission(error)) throw new UserError(why, { cause: error });
		if (!isRefusal(error)) return {
			kind: "left",
			why
		};
		return isBusy(error) ? {
			kind: "left",
			why: "its workflow run is in progress"
		} : {
			kind: "out-of-reach",
			why: `GitHub refuses to re-run it: ${wordsOf(error)}`
		};
	}
}
async function isOvertaken(octokit, repository, { id, attempt }) {
	try {
		return (await readRun(octokit, repository, id)).attempt > attempt;
	} catch (error) {
		if (statusOf(error) === void 0) throw error;
		return false;
	}
}
function isRefusal(error) {
	return isDenial(error) || statusOf(error) === 422 || statusOf(error) === 409;
}
/** GitHub answers 403 both to a token that may not and to a run that cannot. */
function isMissingPermission(error) {
	return isDenial(error) && /not accessible|must have|admin rights/i.test(wordsOf(error)) || statusOf(error) === 401 || statusOf(error) === 404;
}
function isBusy(error) {
	return /already running|in progress/i.test(wordsOf(error));
}
function wordsOf(error) {
	return error instanceof Error ? error.message : String(error);
}

// src/actions/resume/sweep.ts
/** Has each waiting run go on that has something to do. */
/**
* Decides on each of `waits`; those whose lane is `answered` are due. An entry is removed once its job is seen to have started
* again, not when it is asked to: what never starts is asked again. Throws a {@link UserError} where the token may not.
*/
async function sweep(world, sweeping, waits, answered) {
	const { index, maxResumed } = sweeping;
	const now = world.clock.now();
	const decisions = new Map(waits.map((waiting) => [waiting, { kind: "waits" }]));
	for (const waiting of superseded(waits)) decisions.set(waiting, await forget(index, waiting));
	const ordered = [...decisions].flatMap(([waiting, { kind }]) => kind === "waits" && isDue(waiting, answered, now) ? [waiting] : []).toSorted((a, b) => (a.until ?? a.since) - (b.until ?? b.since));
	let resumed = 0;
	for (const [runId, ofRun] of Map.groupBy(ordered, ({ runId: id }) => id)) {
		if (resumed >= maxResumed) {
			const why = `${maxResumed} runs were resumed: the next sweep goes on`;
			for (const waiting of ofRun) decisions.set(waiting, {
				kind: "left",
				why
			});
			continue;
		}
		const decided = await lookAfter(world, sweeping, runId, ofRun);
		for (const [waiting, decision] of decided) decisions.set(waiting, decision);
		if ([...decided.values()].some(({ kind }) => kind === "resumed" || kind === "dispatched")) resumed++;
	}
	return decisions;
}
/** Decides on waits of one workflow run that are due. */
async function lookAfter(world, sweeping, runId, waits) {
	const { octokit, repository, index } = sweeping;
	const seen = await see(sweeping, runId);
	if (typeof seen === "string") return new Map(waits.map((waiting) => [waiting, {
		kind: "left",
		why: seen
	}]));
	const { run, executions } = seen;
	const judged = judge(await Promise.all(waits.map(standing)), run, executions, world.clock.now());
	const decisions = /* @__PURE__ */ new Map();
	let rerun;
	for (const [waiting, judgement] of judged) switch (judgement.kind) {
		case "leave":
			decisions.set(waiting, {
				kind: "left",
				why: judgement.why
			});
			break;
		case "gone-on":
			decisions.set(waiting, await forget(index, waiting));
			break;
		case "out-of-reach":
			decisions.set(waiting, await startAnew(waiting, judgement.why));
			break;
		case "resume":
			rerun ??= await rerunOnce(octokit, repository, run, judgement.job?.id);
			decisions.set(waiting, rerun.kind === "out-of-reach" ? await startAnew(waiting, rerun.why) : rerun);
	}
	return decisions;
	async function standing(waiting) {
		if (run === void 0) return {
			waiting,
			standing: { kind: "unknown" }
		};
		const known = standingOf(waiting, run, executions);
		if (known.kind !== "unknown") return {
			waiting,
			standing: known
		};
		return {
			waiting,
			standing: standingOf(waiting, run, executions, await index.noteOf(waiting))
		};
	}
	async function startAnew(waiting, why) {
		const dispatched = await dispatch(world, sweeping, await index.noteOf(waiting));
		switch (dispatched?.kind) {
			case void 0: return {
				kind: "out-of-reach",
				why
			};
			case "refused": return {
				kind: "out-of-reach",
				why: `${why}; ${dispatched.why}`
			};
			case "left": return dispatched;
			case "dispatched":
				await forget(index, waiting);
				return dispatched;
		}
	}
}
/** A run that GitHub knows no more is undefined; text says why nothing is known of it now. */
async function see({ octokit, repository }, runId) {
	let run;
	let executions = [];
	try {
		run = await readRun(octokit, repository, runId);
		executions = await listExecutions(octokit, repository, runId);
	} catch (error) {
		const status = statusOf(error);
		if (status === void 0) throw error;
		const why = failureOf(error, `run ${runId} could not be looked at`);
		if (status !== 404 && isDenial(error)) throw new UserError(why, { cause: error });
		if (status !== 404) return why;
		run = void 0;
	}
	return {
		run,
		executions
	};
}
async function forget(index, waiting) {
	const removed = await index.remove(waiting);
	if (removed.kind === "denied") throw new UserError(removed.reason);
	return removed.kind === "removed" ? { kind: "gone-on" } : {
		kind: "left",
		why: removed.reason
	};
}

// src/actions/resume/run.ts
/** Has suspended runs go on whose time or answer has come: `actions/resume`. */
/** Throws a {@link UserError} where the token may not do what is asked, or GitHub does not answer. */
async function run(world, runner, context, inputs, signal) {
	setOutputs(runner, []);
	const { repository } = requireContext(context, "repository");
	const { token, "teams-token": teamsToken } = inputs;
	if (token === void 0) throw new UserError("input token is missing: waiting runs are looked for and resumed with it");
	const octokit = await createOctokit(world, context, {
		token,
		signal
	});
	const scratch = jobFolder(context);
	await world.files.makeFolder(scratch);
	const index = waitingIndex(world, {
		kind: inputs["waiting-index"],
		octokit,
		repository,
		cache: cacheService(world),
		scratch,
		onDenied: (reason) => runner.warning(`Not all that waits may have been found: ${reason}`)
	});
	const asking = {
		octokit,
		repository,
		questions: approvalIssues(world, octokit, repository, signal),
		teamsOctokit: teamsToken === void 0 ? void 0 : await createOctokit(world, context, {
			token: teamsToken,
			signal
		})
	};
	const { issue } = inputs;
	const { waits, answered } = issue === void 0 ? await allThatWaits(asking, index) : await askedIn(issue, asking, index, runner);
	const sweeping = {
		octokit,
		repository,
		index,
		signal,
		maxResumed: inputs["max-resumed"]
	};
	const decisions = await sweep(world, sweeping, waits, answered);
	const decided = await withNotes(index, decisions);
	setOutputs(runner, decided);
	sayDecisions(runner, decided);
	const urlOf = (runId) => `${context.serverUrl}/${repository.owner}/${repository.name}/actions/runs/${runId}`;
	await writeSummary(runner, decided, {
		now: world.clock.now(),
		urlOf
	});
}
async function allThatWaits(asking, index) {
	const waits = reached(await index.list()).runs;
	const { lanes } = await unlessDenied("answers could not be looked for", async () => reached(await answeredLanes(asking, waits)));
	return {
		waits,
		answered: lanes
	};
}
/** Whoever waits for the approval that is asked for in an issue. */
async function askedIn(issue, asking, index, runner) {
	const { questions } = asking;
	const answer = await unlessDenied(`issue #${issue}`, async () => {
		const question = await questions.get(issue);
		return question && answerTo(asking, question);
	});
	if (answer === void 0) {
		runner.info(`Issue #${issue} asks for no approval, or it is decided and closed.`);
		return {
			waits: [],
			answered: /* @__PURE__ */ new Set()
		};
	}
	await acknowledge(questions, answer);
	await sayAnswer(runner, answer);
	const { lane } = answer.question;
	return {
		waits: reached(await index.list(lane)).runs,
		answered: new Set(answer.decision.kind === "open" ? [] : [lane])
	};
}
async function sayAnswer(runner, { question, decision }) {
	const told = decision.kind === "open" ? `needs ${decision.missing} more to agree` : decision.kind === "approved" ? `is approved by ${decision.votes.map(({ by }) => by).join(", ")}` : `is rejected by ${decision.by}`;
	const ignored = decision.ignored.map(({ vote, why }) => ({
		by: vote.by,
		why
	}));
	runner.info(`${question.step} of ${question.automation} ${told}.`);
	for (const { by, why } of ignored) runner.info(`An answer of ${by} does not count: ${why}.`);
	const lines = ignored.map(({ by, why }) => `- ${text(`An answer of ${by} does not count: ${why}.`)}\n`);
	await runner.appendSummary(`### ${code(question.step)} ${text(told)}\n${lines.join("")}\n`);
}
function reached(answer) {
	if (isNotReached(answer)) throw new UserError(answer.reason);
	return answer;
}
function isNotReached(answer) {
	return answer.kind === "denied" || answer.kind === "unavailable";
}
async function unlessDenied(wanted, act) {
	try {
		return await act();
	} catch (error) {
		if (!isDenial(error)) throw error;
		throw new UserError(failureOf(error, wanted, "issues: read"), { cause: error });
	}
}

// src/actions/resume/main.ts
await runAction(systemWorld(), schema, run);

export {  };