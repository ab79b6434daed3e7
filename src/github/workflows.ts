/** The workflows of a repository, over REST. Everything here throws what Octokit throws. */
import * as z from "zod/mini";
import type { Repository } from "./context.ts";
import type { Octokit } from "./octokit.ts";

const workflowSchema = z.object({
  id: z.int(),
  name: z.string(),
  /** From the root of the repository; of workflows that GitHub makes itself it begins with `dynamic/`. */
  path: z.string(),
  /** `active`, `disabled_inactivity`, `disabled_fork`, `disabled_manually`, `deleted`. */
  state: z.string(),
  updated_at: z.string(),
  html_url: z.string(),
});

export interface Workflow {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly state: string;
  /** Milliseconds since the epoch: when it was made, turned off or turned on. */
  readonly changedAt: number;
  readonly url: string;
}

const workflowPage = z.object({ total_count: z.int(), workflows: z.array(workflowSchema) });

/** A page of a hundred, counted from 1, and how many workflows there are. Needs `actions: read`. */
export async function listWorkflows(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  page: number,
): Promise<{ total: number; workflows: Workflow[] }> {
  const { data } = await octokit.rest.actions.listRepoWorkflows({ owner, repo, per_page: 100, page });
  const { total_count: total, workflows } = z.parse(workflowPage, data);
  return {
    total,
    workflows: workflows.map(workflowOf),
  };
}

/** The workflow in this file of `.github/workflows`. Needs `actions: read`. */
export async function readWorkflow(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  file: string,
): Promise<Workflow> {
  const { data } = await octokit.rest.actions.getWorkflow({ owner, repo, workflow_id: file });
  return workflowOf(z.parse(workflowSchema, data));
}

function workflowOf({
  id,
  name,
  path,
  state,
  updated_at: changed,
  html_url: url,
}: z.infer<typeof workflowSchema>): Workflow {
  return { id, name, path, state, changedAt: Date.parse(changed), url };
}

/** Turns a workflow on again. Needs `actions: write`. */
export async function enableWorkflow(octokit: Octokit, { owner, name: repo }: Repository, id: number): Promise<void> {
  await octokit.rest.actions.enableWorkflow({ owner, repo, workflow_id: id });
}

const fileContent = z.object({ encoding: z.literal("base64"), content: z.string() });

/** The text of a file at a commit, of the default branch without one. Needs `contents: read`. */
export async function readFile(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  path: string,
  commit?: string,
): Promise<string> {
  const { data } = await octokit.rest.repos.getContent({ owner, repo, path, ...(commit && { ref: commit }) });
  return Buffer.from(z.parse(fileContent, data).content, "base64").toString("utf8");
}

/** A commit that changed a file. */
export interface FileCommit {
  readonly sha: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const commits = z.array(
  z.object({ sha: z.string(), commit: z.object({ committer: z.nullish(z.object({ date: z.optional(z.string()) })) }) }),
);

/** How many commits a page of {@link listFileCommits} has. */
export const fileCommitsPage = 100;

/** The newest commits of the default branch that changed the file, the newest first. Needs `contents: read`. */
export async function listFileCommits(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  path: string,
): Promise<FileCommit[]> {
  const { data } = await octokit.rest.repos.listCommits({ owner, repo, path, per_page: fileCommitsPage });
  return z.parse(commits, data).flatMap(({ sha, commit }) => {
    const date = commit.committer?.date;
    return date === undefined ? [] : [{ sha, at: Date.parse(date) }];
  });
}

const repositorySchema = z.object({ default_branch: z.string() });

/** The branch whose workflows are scheduled. Any token may read it that sees the repository. */
export async function readDefaultBranch(octokit: Octokit, { owner, name: repo }: Repository): Promise<string> {
  const { data } = await octokit.rest.repos.get({ owner, repo });
  return z.parse(repositorySchema, data).default_branch;
}
