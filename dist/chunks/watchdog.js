import { Gn as int, Kn as literal, Qn as optional, Vn as array, Yn as nullish, Zn as object, dr as parse, ir as string } from "./action.js";

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
/** The text of a file at a commit, of the default branch without one. Needs `contents: read`. */
async function readFile(octokit, { owner, name: repo }, path, commit) {
	const { data } = await octokit.rest.repos.getContent({
		owner,
		repo,
		path,
		...commit && { ref: commit }
	});
	return Buffer.from(parse(fileContent, data).content, "base64").toString("utf8");
}
const commits = array(object({
	sha: string(),
	commit: object({ committer: nullish(object({ date: optional(string()) })) })
}));
/** How many commits a page of {@link listFileCommits} has. */
const fileCommitsPage = 100;
/** The newest commits of the default branch that changed the file, the newest first. Needs `contents: read`. */
async function listFileCommits(octokit, { owner, name: repo }, path) {
	const { data } = await octokit.rest.repos.listCommits({
		owner,
		repo,
		path,
		per_page: 100
	});
	return parse(commits, data).flatMap(({ sha, commit }) => {
		const date = commit.committer?.date;
		return date === void 0 ? [] : [{
			sha,
			at: Date.parse(date)
		}];
	});
}
const repositorySchema = object({ default_branch: string() });
/** The branch whose workflows are scheduled. Any token may read it that sees the repository. */
async function readDefaultBranch(octokit, { owner, name: repo }) {
	const { data } = await octokit.rest.repos.get({
		owner,
		repo
	});
	return parse(repositorySchema, data).default_branch;
}

export { readFile as a, readDefaultBranch as i, listFileCommits as n, readWorkflow as o, listWorkflows as r, enableWorkflow as t };