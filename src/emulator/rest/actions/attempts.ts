/** Attempts of a run after its first. https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs */
import type { Rest } from "../context.ts";
import { RestError } from "../errors.ts";
import { jobs, jobsOf, pastAttempts, workflowRuns } from "./rows.ts";
import type { JobRow, WorkflowRunRow } from "./rows.ts";

const RERUN_WINDOW_MS = 30 * 86_400_000;

const RERUN_LIMIT = 50;

/**
 * Queues the next attempt of a run: the jobs chosen run again, the others are carried over as they ended. Throws 403
 * where the run has not ended, is older than 30 days, was re-run 50 times, or nothing is chosen from its jobs.
 */
export function attemptAgain(
  { state, clock }: Pick<Rest, "state" | "clock">,
  run: WorkflowRunRow,
  isChosen: (job: JobRow) => boolean,
  login: string,
): WorkflowRunRow {
  const now = clock.now();
  const before = jobsOf(state, run.id, run.attempt);
  if (run.status !== "completed") throw new RestError(403, "This workflow is already running");
  if (now - run.createdAt > RERUN_WINDOW_MS) {
    throw new RestError(403, "Unable to retry this workflow run because it was created over a month ago");
  }
  if (run.attempt > RERUN_LIMIT || (before.length > 0 && !before.some(isChosen))) {
    throw new RestError(403, "This workflow run cannot be retried");
  }
  pastAttempts(state).insert({ run });
  const attempt = run.attempt + 1;
  for (const job of before) {
    const { id: _, ...kept } = job;
    jobs(state).insert(isChosen(job) ? queued(job, attempt, now) : { ...kept, attempt });
  }
  return workflowRuns(state).update(run.id, {
    attempt,
    status: "queued",
    conclusion: null,
    triggeringActor: login,
    startedAt: now,
    updatedAt: now,
  });
}

function queued({ run, name, labels }: JobRow, attempt: number, now: number): Omit<JobRow, "id"> {
  return {
    run,
    attempt,
    name,
    labels,
    status: "queued",
    conclusion: null,
    createdAt: now,
    startedAt: null,
    completedAt: null,
    steps: [],
    runner: null,
    log: null,
  };
}
