import { Gn as int, Jn as nullable, Qn as optional, Vn as array, Wn as extend, Yn as nullish, Zn as object, dr as parse, ir as string } from "./action.js";

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
	run_attempt: optional(int()),
	workflow_id: int(),
	event: string(),
	head_branch: nullable(string()),
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
		branch: run.head_branch ?? void 0,
		status: run.status ?? "completed",
		conclusion: run.conclusion ?? void 0,
		attempt: run.run_attempt ?? 1,
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
	name: nullish(string()),
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
/** A run as one of its attempts, counted from 1, has it. Needs `actions: read`. */
async function readAttempt(octokit, repository, runId, attempt) {
	const { owner, name: repo } = repository;
	const asked = {
		owner,
		repo,
		run_id: runId,
		attempt_number: attempt
	};
	const { data } = await octokit.rest.actions.getWorkflowRunAttempt(asked);
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
		workflow: run.name ?? `workflow ${run.workflow_id}`,
		commit: run.head_sha,
		fork: head.toLowerCase() === `${owner}/${name}`.toLowerCase() ? void 0 : head
	};
}

// src/github/job-words.ts
/** A job's name as people see it and its lane's are made of the same words. */
/** A job of a called workflow has the calling job's name before its own. */
function wordsOfJob(name) {
	return wordsOf(name.split(" / ").at(-1) ?? name);
}
/** An automation's lane is its job's and, behind it, its own name. */
function wordsOfLane(lane, automation) {
	const own = `/${automation ?? ""}`;
	return wordsOf(automation !== void 0 && lane.endsWith(own) ? lane.slice(0, -own.length) : lane);
}
/**
* `build (20, linux)` and `build (node=20, os=linux)` are the same leg; the order of a matrix is not told in a lane. What a
* workflow calls `run` people often see as `Run`.
*/
function wordsOf(name) {
	const lower = name.toLowerCase();
	const [, job = lower, leg = ""] = /^(.*?) \((.*)\)$/.exec(lower) ?? [];
	const values = leg.split(", ").map((value) => value.replace(/^[\w-]+=/, "").replace(/^"(.*)"$/, "$1"));
	return JSON.stringify([job, ...values.sort()]);
}

export { readRun as a, hasFailed as c, readAttempt as i, listRuns as l, wordsOfLane as n, rerunFailedJobs as o, listRunsSince as r, filteredLimit as s, wordsOfJob as t, unfinishedStatuses as u };