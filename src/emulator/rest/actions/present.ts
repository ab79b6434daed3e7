/** Workflows, runs and jobs as GitHub shows them. */
import { viewOf, type View } from "../context.ts";
import { minimalRepository } from "../minimal-repository.ts";
import { nodeId, timeOf, timeOrNull } from "../present.ts";
import { simpleUser } from "../users.ts";
import { workflowRuns, workflows } from "./rows.ts";
import type { JobRow, WorkflowRow, WorkflowRunRow } from "./rows.ts";

export function presentWorkflow({ url, page, repository }: View, workflow: WorkflowRow) {
  const file = workflow.path.slice(workflow.path.lastIndexOf("/") + 1);
  return {
    id: workflow.id,
    node_id: nodeId("W", workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: timeOf(workflow.createdAt),
    updated_at: timeOf(workflow.updatedAt),
    url: `${url}/actions/workflows/${workflow.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(workflow.name)}/badge.svg?file=${file}`,
  };
}

export function presentRun(view: View, run: WorkflowRunRow) {
  const { origin, state, page } = view;
  const url = `${view.url}/actions/runs/${run.id}`;
  const repository = minimalRepository(view);
  return {
    id: run.id,
    node_id: nodeId("WFR", run.id),
    name: workflows(state).get(run.workflow)?.name ?? null,
    display_title: run.displayTitle,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.workflowPath,
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow,
    check_suite_id: run.id,
    check_suite_node_id: nodeId("CS", run.id),
    url,
    html_url: `${page}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: timeOf(run.createdAt),
    updated_at: timeOf(run.updatedAt),
    run_started_at: timeOf(run.startedAt),
    actor: simpleUser(origin, run.actor),
    triggering_actor: simpleUser(origin, run.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${view.url}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt === 1 ? null : `${url}/attempts/${run.attempt - 1}`,
    workflow_url: `${view.url}/actions/workflows/${run.workflow}`,
    referenced_workflows: [],
    head_commit: null,
    repository,
    head_repository: run.fork === undefined ? repository : forkOf(view, run.fork),
  };
}

function forkOf({ state, origin, repository }: View, names: NonNullable<WorkflowRunRow["fork"]>) {
  return { ...minimalRepository(viewOf(state, origin, { ...repository, ...names })), fork: true };
}

export function presentJob({ state, url, page }: View, job: JobRow) {
  const run = workflowRuns(state).get(job.run);
  return {
    id: job.id,
    node_id: nodeId("CR", job.id),
    run_id: job.run,
    run_attempt: job.attempt,
    run_url: `${url}/actions/runs/${job.run}`,
    workflow_name: (run && workflows(state).get(run.workflow)?.name) ?? null,
    head_branch: run?.headBranch ?? null,
    head_sha: run?.headSha ?? "",
    url: `${url}/actions/jobs/${job.id}`,
    html_url: `${page}/actions/runs/${job.run}/job/${job.id}`,
    check_run_url: `${url}/check-runs/${job.id}`,
    name: job.name,
    status: job.status,
    conclusion: job.conclusion,
    created_at: timeOf(job.createdAt),
    // Never null: until a runner takes the job GitHub gives the time it was made.
    started_at: timeOf(job.startedAt ?? job.createdAt),
    completed_at: timeOrNull(job.completedAt),
    steps: job.steps.map((step, index) => ({
      name: step.name,
      number: index + 1,
      status: step.status,
      conclusion: step.conclusion,
      started_at: timeOrNull(step.startedAt),
      completed_at: timeOrNull(step.completedAt),
    })),
    labels: job.labels,
    runner_id: job.runner === null ? null : 1,
    runner_name: job.runner,
    runner_group_id: job.runner === null ? null : 1,
    runner_group_name: job.runner === null ? null : "Default",
  };
}
