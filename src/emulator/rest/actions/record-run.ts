/** Runs and jobs as something that runs them reports them: act, a dispatch, a test. */
import { basename } from "node:path";
import type { RunConclusion } from "../../rows.ts";
import type { Rest } from "../context.ts";
import { refNamed } from "../git/refs.ts";
import type { Repository } from "../repositories.ts";
import { jobs, jobsOf, workflowRuns, workflows, workflowWith } from "./rows.ts";
import type { JobRow, JobStep, WorkflowRow, WorkflowRunRow } from "./rows.ts";

type Place = Pick<Rest, "state" | "clock">;

/** A workflow that exists from now on; one at the same path is given back as it is. */
export function recordWorkflow(
  { state, clock }: Place,
  repository: Repository,
  workflow: Pick<WorkflowRow, "path"> & Partial<Omit<WorkflowRow, "id" | "repository">>,
): WorkflowRow {
  const now = clock.now();
  return (
    workflowWith(state, repository, workflow.path) ??
    workflows(state).insert({
      name: basename(workflow.path).replace(/\.ya?ml$/, ""),
      on: ["workflow_dispatch"],
      inputs: null,
      state: "active",
      createdAt: now,
      updatedAt: now,
      ...workflow,
      repository: repository.id,
    })
  );
}

/**
 * A run at its first attempt, queued unless told otherwise; its workflow is made where it is missing. With the id of
 * a run that exists, changes that run.
 */
export function recordRun(
  place: Place,
  repository: Repository,
  run: Pick<WorkflowRunRow, "workflowPath"> & { id?: number; headSha?: string | undefined } & Partial<
      Omit<WorkflowRunRow, "id" | "repository" | "workflow" | "headSha">
    >,
): WorkflowRunRow {
  const { state, clock } = place;
  const workflow = recordWorkflow(place, repository, { path: run.workflowPath });
  const { id, headSha = refNamed(state, repository, `refs/heads/${repository.defaultBranch}`)?.sha, ...given } = run;
  if (id !== undefined && workflowRuns(state).get(id) !== undefined) {
    return workflowRuns(state).update(id, { updatedAt: clock.now(), ...given });
  }
  const now = given.createdAt ?? clock.now();
  const actor = given.actor ?? repository.owner;
  return workflowRuns(state).insert({
    attempt: 1,
    number: state.next(`runs of ${workflow.id}`),
    status: "queued",
    conclusion: null,
    headBranch: repository.defaultBranch,
    event: "push",
    displayTitle: workflow.name,
    triggeringActor: actor,
    createdAt: now,
    updatedAt: now,
    startedAt: now,
    inputs: {},
    payload: null,
    ignoresCancel: false,
    ...given,
    ...(id === undefined ? {} : { id }),
    headSha: headSha ?? "0".repeat(40),
    actor,
    repository: repository.id,
    workflow: workflow.id,
  });
}

/** A job of a run's latest attempt, in progress unless told otherwise; the run is in progress with it. */
export function recordJob(
  { state, clock }: Place,
  run: number,
  job: Pick<JobRow, "name"> & Partial<Omit<JobRow, "id" | "run" | "attempt" | "name">>,
): JobRow {
  const now = clock.now();
  const { attempt, status } = workflowRuns(state).get(run) ?? { attempt: 1, status: "completed" };
  if (status === "queued") workflowRuns(state).update(run, { status: "in_progress", updatedAt: now });
  return jobs(state).insert({
    status: "in_progress",
    conclusion: null,
    createdAt: now,
    startedAt: now,
    completedAt: null,
    steps: [],
    labels: ["ubuntu-latest"],
    runner: "emulator",
    log: null,
    ...job,
    run,
    attempt,
  });
}

/** Ends a job, and its run when it was the last of the attempt. */
export async function finishJob(
  { state, clock }: Place,
  id: number,
  end: { conclusion: RunConclusion; steps?: readonly JobStep[]; log?: string },
): Promise<JobRow> {
  const now = clock.now();
  const log = end.log === undefined ? null : `log-${id}`;
  if (log !== null) await state.blobs.put(log, Buffer.from(end.log ?? ""));
  const job = jobs(state).update(id, {
    status: "completed",
    conclusion: end.conclusion,
    completedAt: now,
    ...(end.steps === undefined ? {} : { steps: end.steps }),
    ...(log === null ? {} : { log }),
  });
  const all = jobsOf(state, job.run, job.attempt);
  if (all.every(({ status }) => status === "completed")) finishRun({ state, clock }, job.run, conclusionOf(all));
  return job;
}

export function finishRun({ state, clock }: Place, id: number, conclusion: RunConclusion): WorkflowRunRow {
  return workflowRuns(state).update(id, { status: "completed", conclusion, updatedAt: clock.now() });
}

function conclusionOf(all: readonly JobRow[]): RunConclusion {
  const has = (conclusion: RunConclusion) => all.some((job) => job.conclusion === conclusion);
  if (has("failure") || has("timed_out")) return "failure";
  return has("cancelled") ? "cancelled" : "success";
}
