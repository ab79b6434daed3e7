import { finishJob, finishRun, recordJob, recordRun, recordWorkflow } from "../../../../src/emulator/rest/index.ts";
import { artifacts as artifactRows, caches as cacheRows } from "../../../../src/emulator/rows.ts";
import type { Scenario } from "./scenario.ts";

const workflowPath = ".github/workflows/ci.yml";

/** The client shows a redirect rather than follow it. */
const manually = { request: { redirect: "manual" } } as const;

export const runs: Scenario = async (github) => {
  const { octokit, place, repository } = github;
  const run = recordRun(github, repository, { workflowPath });
  const at = { ...place, run_id: run.id };
  const built = recordJob(github, run.id, { name: "build" });
  const tested = recordJob(github, run.id, { name: "test" });
  await finishJob(github, built.id, { conclusion: "success", log: "built\n" });
  await finishJob(github, tested.id, {
    conclusion: "failure",
    steps: [{ name: "run", status: "completed", conclusion: "failure", startedAt: 1, completedAt: 2 }],
  });
  await octokit.rest.actions.listWorkflowRunsForRepo({ ...place, status: "failure", branch: "main" });
  await octokit.rest.actions.listWorkflowRuns({ ...place, workflow_id: "ci.yml" });
  await octokit.rest.actions.getWorkflowRun(at);
  await octokit.rest.actions.listJobsForWorkflowRun(at);
  await octokit.rest.actions.getJobForWorkflowRun({ ...place, job_id: built.id });
  await octokit.rest.actions.downloadJobLogsForWorkflowRun({ ...place, job_id: built.id, ...manually });
  await octokit.rest.actions.reRunWorkflowFailedJobs(at);
  await octokit.rest.actions.getWorkflowRunAttempt({ ...at, attempt_number: 1 });
  await octokit.rest.actions.listJobsForWorkflowRunAttempt({ ...at, attempt_number: 2 });
  await octokit.rest.actions.cancelWorkflowRun(at);
  await octokit.rest.actions.reRunWorkflow(at);
  await octokit.rest.actions.forceCancelWorkflowRun(at);
  await octokit.rest.actions.reRunJobForWorkflowRun({ ...place, job_id: built.id });
  finishRun(github, run.id, "success");
  await octokit.rest.actions.deleteWorkflowRun(at);
};

export const workflows: Scenario = async (github) => {
  const { octokit, place, repository } = github;
  const workflow = recordWorkflow(github, repository, { path: workflowPath });
  const at = { ...place, workflow_id: workflow.id };
  await octokit.rest.actions.listRepoWorkflows(place);
  await octokit.rest.actions.getWorkflow(at);
  await octokit.rest.actions.disableWorkflow(at);
  await octokit.rest.actions.enableWorkflow(at);
  await octokit.rest.actions.createWorkflowDispatch({ ...at, ref: "main", inputs: { force: "true" } });
  await octokit.rest.actions.createWorkflowDispatch({ ...at, ref: "main", return_run_details: true });
  await octokit.rest.repos.createDispatchEvent({ ...place, event_type: "resume", client_payload: { key: "orders" } });
};

export const artifacts: Scenario = async ({ octokit, place, state, clock }) => {
  const now = clock.now();
  const { id, runId } = artifactRows(state).insert({
    name: "report",
    size: 3,
    digest: `sha256:${"0".repeat(64)}`,
    createdAt: now,
    expiresAt: now + 1000,
    runId: 7,
    attempt: 1,
    workflowJob: "job",
    mimeType: "application/zip",
    finalized: true,
    blob: "artifact-1",
  });
  await octokit.rest.actions.listArtifactsForRepo({ ...place, name: "report" });
  await octokit.rest.actions.listWorkflowRunArtifacts({ ...place, run_id: runId });
  await octokit.rest.actions.getArtifact({ ...place, artifact_id: id });
  await octokit.rest.actions.downloadArtifact({ ...place, artifact_id: id, archive_format: "zip", ...manually });
  await octokit.rest.actions.deleteArtifact({ ...place, artifact_id: id });
};

export const caches: Scenario = async ({ octokit, place, state, clock }) => {
  const now = clock.now();
  const rows = ["first", "second"].map((key) =>
    cacheRows(state).insert({
      key,
      version: "1",
      ref: "refs/heads/main",
      size: 3,
      createdAt: now,
      lastUsedAt: now,
      finalized: true,
      blob: `cache-${key}`,
    }),
  );
  await octokit.rest.actions.getActionsCacheList({ ...place, key: "fir" });
  await octokit.rest.actions.getActionsCacheUsage(place);
  await octokit.rest.actions.deleteActionsCacheByKey({ ...place, key: "first" });
  await octokit.rest.actions.deleteActionsCacheById({ ...place, cache_id: rows[1]?.id ?? 0 });
};

export const variables: Scenario = async ({ octokit, place }) => {
  const named = { ...place, name: "HOLDFAST_STORE" };
  await octokit.rest.actions.createRepoVariable({ ...named, value: "cache" });
  await octokit.rest.actions.getRepoVariable(named);
  await octokit.rest.actions.updateRepoVariable({ ...named, value: "artifact" });
  await octokit.rest.actions.listRepoVariables(place);
  await octokit.rest.actions.deleteRepoVariable(named);
};
