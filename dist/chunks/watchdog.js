import { Gn as nullish, Hn as literal, Jn as optional, Ln as array, Vn as int, er as string, qn as object, sr as parse } from "./action.js";

// src/github/workflows.ts
/** The workflows of a repository, over REST. Everything here throws what Octokit throws. */
const workflowSchema = object({
	id: int(),
	name: string(),
	/** From the root of the repository; of workflows that GitHub makes itself it begins with `dynamic/`. */
	path: string(),
	/** `active`, `disabled_inactivity`, `disabled_fork`, `disabled_manually`, `deleted`. */
	state: string(),
	updated_at: string(),
	html_url: string()
});
const workflowPage = object({
	total_count: int(),
	workflows: array(workflowSchema)
});
/** A page of a hundred, counted from 1, and how many workflows there are. Needs `actions: read`. */
async function listWorkflows(octokit, { owner, name: repo }, page) {
	const { data } = await octokit.rest.actions.listRepoWorkflows({
		owner,
		repo,
		per_page: 100,
		page
	});
	const { total_count: total, workflows } = parse(workflowPage, data);
	return {
		total,
		workflows: workflows.map(workflowOf)
	};
}
/** The workflow in this file of `.github/workflows`. Needs `actions: read`. */
async function readWorkflow(octokit, { owner, name: repo }, file) {
	const { data } = await octokit.rest.actions.getWorkflow({
		owner,
		repo,
		workflow_id: file
	});
	return workflowOf(parse(workflowSchema, data));
}
function workflowOf({ id, name, path, state, updated_at: changed, html_url: url }) {
	return {
		id,
		name,
		path,
		state,
		changedAt: Date.parse(changed),
		url
	};
}
/** Turns a workflow on again. Needs `actions: write`. */
async function enableWorkflow(octokit, { owner, name: repo }, id) {
	await octokit.rest.actions.enableWorkflow({
		owner,
		repo,
		workflow_id: id
	});
}
const fileContent = object({
	encoding: literal("base64"),
	content: string()
});
/** The text of a file of the default branch. Needs `contents: read`. */
async function readFile(octokit, { owner, name: repo }, path) {
	const { data } = await octokit.rest.repos.getContent({
		owner,
		repo,
		path
	});
	return Buffer.from(parse(fileContent, data).content, "base64").toString("utf8");
}
const commits = array(object({ commit: object({ committer: nullish(object({ date: optional(string()) })) }) }));
/** Milliseconds since the epoch: when the default branch last got a commit that changed the file. Needs `contents: read`. */
async function lastCommitted(octokit, { owner, name: repo }, path) {
	const { data } = await octokit.rest.repos.listCommits({
		owner,
		repo,
		path,
		per_page: 1
	});
	const date = parse(commits, data)[0]?.commit.committer?.date;
	return date === void 0 ? void 0 : Date.parse(date);
}

export { readWorkflow as a, readFile as i, lastCommitted as n, listWorkflows as r, enableWorkflow as t };