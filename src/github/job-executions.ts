/** Jobs of workflow runs in all their attempts, and how one runs again, over REST. Everything here throws what Octokit throws. */
import * as z from "zod/mini";
import type { Repository } from "./context.ts";
import type { Octokit } from "./octokit.ts";

/** One time that a job ran, or waits to. A later attempt may list anew what an earlier one ran, with another id. */
export interface JobExecution {
  readonly id: number;
  /** As people see it: with the leg of its matrix, and with the calling job's name before it. */
  readonly name: string;
  readonly attempt: number;
  /** `completed`, `in_progress`, `queued`, `pending`, `waiting` or `requested`. */
  readonly status: string;
  /** None until it is completed. */
  readonly conclusion: string | undefined;
  /** Milliseconds since the epoch, whole seconds; until a runner takes it, when it was made. */
  readonly startedAt: number;
  /** Whether a runner took it. */
  readonly hadRunner: boolean;
}

const jobPage = z.object({
  jobs: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      run_attempt: z.optional(z.int()),
      status: z.string(),
      conclusion: z.nullable(z.string()),
      started_at: z.nullable(z.string()),
      runner_name: z.nullish(z.string()),
    }),
  ),
});

const perPage = 100;
/** GitHub starts 256 jobs of a matrix, and re-runs a run fifty times. */
const mostPages = 40;

/**
 * Of all attempts. The list of the latest attempt alone has at times left out what that one did not run again
 * (https://github.com/r-universe-org/help/issues/607). Needs `actions: read`.
 */
export async function listExecutions(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  runId: number,
): Promise<JobExecution[]> {
  const found: JobExecution[] = [];
  const asked = { owner, repo, run_id: runId, filter: "all", per_page: perPage } as const;
  for (let page = 1; page <= mostPages; page++) {
    const { data } = await octokit.rest.actions.listJobsForWorkflowRun({ ...asked, page });
    const { jobs } = z.parse(jobPage, data);
    for (const job of jobs) {
      found.push({
        id: job.id,
        name: job.name,
        attempt: job.run_attempt ?? 1,
        status: job.status,
        conclusion: job.conclusion ?? undefined,
        startedAt: Date.parse(job.started_at ?? "") || 0,
        hadRunner: Boolean(job.runner_name),
      });
    }
    if (jobs.length < perPage) break;
  }
  return found;
}

/** Starts the next attempt of a run: of one job and of what needs it, or of all jobs. Needs `actions: write`. */
export async function rerun(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  runId: number,
  jobId: number | undefined,
): Promise<void> {
  const { actions } = octokit.rest;
  if (jobId === undefined) await actions.reRunWorkflow({ owner, repo, run_id: runId });
  else await actions.reRunJobForWorkflowRun({ owner, repo, job_id: jobId });
}
