/** Lists of workflow runs, over REST. Needs `actions: read`; throws what Octokit throws. */
import * as z from "zod/mini";
import type { Repository } from "./context.ts";
import type { Octokit } from "./octokit.ts";

/** A run as its latest attempt has it. Times are milliseconds since the epoch. */
export interface WorkflowRun {
  readonly id: number;
  /** Counted from 1 among the runs of its workflow. */
  readonly number: number;
  readonly workflowId: number;
  readonly event: string;
  /** What it is for; none where GitHub names none. */
  readonly branch: string | undefined;
  /** `completed`, `in_progress`, `queued`, `pending`, `waiting` or `requested`. */
  readonly status: string;
  /** None until it is completed. */
  readonly conclusion: string | undefined;
  /** The latest one, counted from 1. */
  readonly attempt: number;
  /** When its first attempt was made. */
  readonly createdAt: number;
  /** When this attempt began. */
  readonly startedAt: number;
  /** When it changed last; of a completed run, when it ended. */
  readonly updatedAt: number;
  readonly url: string;
}

/** How a run stands that has not ended. */
export const unfinishedStatuses = ["in_progress", "queued", "pending", "waiting"] as const;

/** What a list is asked for. */
export interface RunFilter {
  readonly event?: string;
  readonly branch?: string;
  readonly status?: (typeof unfinishedStatuses)[number] | "success";
  /** In the syntax of GitHub's search, such as `>=2026-11-01T00:00:00Z`. */
  readonly created?: string;
  /** Of this workflow alone. */
  readonly workflowId?: number;
}

/** However many runs match a filter, GitHub hands out no more of them. */
export const filteredLimit = 1_000;

/** Runs a page holds at most. */
export const pageSize = 100;

export const runSchema = z.object({
  id: z.int(),
  run_number: z.int(),
  run_attempt: z.optional(z.int()),
  workflow_id: z.int(),
  event: z.string(),
  head_branch: z.nullable(z.string()),
  status: z.nullable(z.string()),
  conclusion: z.nullable(z.string()),
  created_at: z.string(),
  run_started_at: z.optional(z.string()),
  updated_at: z.string(),
  html_url: z.string(),
});

const runPage = z.object({ workflow_runs: z.array(runSchema) });

/** A page of runs, counted from 1, the newest first. */
export async function listRuns(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  { workflowId, ...filter }: RunFilter,
  page: number,
): Promise<WorkflowRun[]> {
  const asked = { owner, repo, ...filter, per_page: pageSize, page };
  const { actions } = octokit.rest;
  const { data } = await (workflowId === undefined
    ? actions.listWorkflowRunsForRepo(asked)
    : actions.listWorkflowRuns({ ...asked, workflow_id: workflowId }));
  return z.parse(runPage, data).workflow_runs.map(workflowRun);
}

export function workflowRun(run: z.infer<typeof runSchema>): WorkflowRun {
  return {
    id: run.id,
    number: run.run_number,
    workflowId: run.workflow_id,
    event: run.event,
    branch: run.head_branch ?? undefined,
    status: run.status ?? "completed",
    conclusion: run.conclusion ?? undefined,
    attempt: run.run_attempt ?? 1,
    createdAt: Date.parse(run.created_at),
    startedAt: Date.parse(run.run_started_at ?? run.created_at),
    updatedAt: Date.parse(run.updated_at),
    url: run.html_url,
  };
}

/** Those that were cancelled or skipped say nothing of whether the workflow works. */
export function hasFailed({ conclusion }: Pick<WorkflowRun, "conclusion">): boolean {
  return conclusion === "failure" || conclusion === "timed_out" || conclusion === "startup_failure";
}
