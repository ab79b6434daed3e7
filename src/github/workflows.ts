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

/** The text of a file of the default branch. Needs `contents: read`. */
export async function readFile(octokit: Octokit, { owner, name: repo }: Repository, path: string): Promise<string> {
  const { data } = await octokit.rest.repos.getContent({ owner, repo, path });
  return Buffer.from(z.parse(fileContent, data).content, "base64").toString("utf8");
}

const commits = z.array(
  z.object({ commit: z.object({ committer: z.nullish(z.object({ date: z.optional(z.string()) })) }) }),
);

/** Milliseconds since the epoch: when the default branch last got a commit that changed the file. Needs `contents: read`. */
export async function lastCommitted(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  path: string,
): Promise<number | undefined> {
  const { data } = await octokit.rest.repos.listCommits({ owner, repo, path, per_page: 1 });
  const date = z.parse(commits, data)[0]?.commit.committer?.date;
  return date === undefined ? undefined : Date.parse(date);
}
