/** Attempts of workflow runs, over REST. Everything here throws what Octokit throws. */
import * as z from "zod/mini";
import type { Repository } from "./context.ts";
import type { Octokit } from "./octokit.ts";
import { pageSize, runSchema, workflowRun, type WorkflowRun } from "./workflow-runs.ts";

/** A run with what tells its commit from others. */
export interface AttemptedRun extends WorkflowRun {
  /** What the workflow calls itself. */
  readonly workflow: string;
  readonly commit: string;
  /** Whose commit it is where it is another repository's: whoever forked this one has written it. */
  readonly fork: string | undefined;
}

const attemptSchema = z.extend(runSchema, {
  name: z.nullish(z.string()),
  head_sha: z.string(),
  head_repository: z.nullish(z.object({ full_name: z.string() })),
});

const attemptPage = z.object({ workflow_runs: z.array(attemptSchema) });

/** A run as its latest attempt has it. Needs `actions: read`. */
export async function readRun(octokit: Octokit, repository: Repository, runId: number): Promise<AttemptedRun> {
  const { owner, name: repo } = repository;
  const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: runId });
  return attemptOf(z.parse(attemptSchema, data), repository);
}

/** A run as one of its attempts, counted from 1, has it. Needs `actions: read`. */
export async function readAttempt(
  octokit: Octokit,
  repository: Repository,
  runId: number,
  attempt: number,
): Promise<AttemptedRun> {
  const { owner, name: repo } = repository;
  const asked = { owner, repo, run_id: runId, attempt_number: attempt };
  const { data } = await octokit.rest.actions.getWorkflowRunAttempt(asked);
  return attemptOf(z.parse(attemptSchema, data), repository);
}

/**
 * A page of the runs that were created since a time in milliseconds since the epoch, counted from 1, the newest first.
 * Needs `actions: read`.
 */
export async function listRunsSince(
  octokit: Octokit,
  repository: Repository,
  since: number,
  page: number,
): Promise<AttemptedRun[]> {
  const { owner, name: repo } = repository;
  const created = `>=${new Date(since).toISOString().slice(0, 19)}Z`;
  const { data } = await octokit.rest.actions.listWorkflowRunsForRepo({
    owner,
    repo,
    created,
    per_page: pageSize,
    page,
  });
  return z.parse(attemptPage, data).workflow_runs.map((run) => attemptOf(run, repository));
}

/** Starts the next attempt: of what failed, and of what waited for it. Needs `actions: write`. */
export async function rerunFailedJobs(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  runId: number,
): Promise<void> {
  await octokit.rest.actions.reRunWorkflowFailedJobs({ owner, repo, run_id: runId });
}

function attemptOf(run: z.infer<typeof attemptSchema>, { owner, name }: Repository): AttemptedRun {
  // A fork that is gone has no name any more.
  const head = run.head_repository?.full_name ?? "a fork";
  return {
    ...workflowRun(run),
    workflow: run.name ?? `workflow ${run.workflow_id}`,
    commit: run.head_sha,
    fork: head.toLowerCase() === `${owner}/${name}`.toLowerCase() ? undefined : head,
  };
}
