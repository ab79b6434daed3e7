import { expect, test } from "vitest";
import { finishJob, recordJob, recordRun, recordWorkflow } from "../../../src/emulator/rest/index.ts";
import { workflowRuns } from "../../../src/emulator/rest/actions/rows.ts";
import { DAY_MS } from "../clock.ts";
import { githubForTest } from "./github.ts";
import type { GitHub } from "./github.ts";

const workflowPath = ".github/workflows/nightly.yml";

/** A run of which `build` succeeded, `test` failed and `deploy` was skipped. */
async function failedRun(github: GitHub) {
  const run = recordRun(github, github.repository, { workflowPath, event: "schedule" });
  const ends = { build: "success", test: "failure", deploy: "skipped" } as const;
  const recorded = Object.keys(ends).map((name) => recordJob(github, run.id, { name }));
  for (const [index, conclusion] of Object.values(ends).entries()) {
    await finishJob(github, recorded[index]?.id ?? 0, { conclusion, log: `the log of ${conclusion}\n` });
  }
  return { ...github.place, run_id: run.id };
}

const ended = (jobs: readonly { name: string; conclusion: string | null; run_attempt?: number | undefined }[]) =>
  jobs.map(({ name, conclusion, run_attempt: attempt }) => `${attempt} ${name} ${conclusion}`);

test("a re-run of the failed jobs is a second attempt that leaves the first as it was", async () => {
  const github = await githubForTest();
  const { actions } = github.octokit.rest;
  const at = await failedRun(github);
  const { data: first } = await actions.getWorkflowRun(at);
  expect(first).toMatchObject({ status: "completed", conclusion: "failure", run_attempt: 1 });

  github.clock.advance(DAY_MS);
  await actions.reRunWorkflowFailedJobs(at);
  const { data: second } = await actions.getWorkflowRun(at);
  expect(second).toMatchObject({ id: at.run_id, status: "queued", conclusion: null, run_attempt: 2 });
  expect(second.created_at).toBe(first.created_at);
  expect(second.previous_attempt_url).toMatch(/\/attempts\/1$/);
  const latest = ["2 build success", "2 test null", "2 deploy null"];
  expect(ended((await actions.listJobsForWorkflowRun(at)).data.jobs)).toEqual(latest);

  const before = ["1 build success", "1 test failure", "1 deploy skipped"];
  expect((await actions.getWorkflowRunAttempt({ ...at, attempt_number: 1 })).data).toEqual(first);
  const { data: jobs } = await actions.listJobsForWorkflowRunAttempt({ ...at, attempt_number: 1 });
  expect(ended(jobs.jobs)).toEqual(before);
  const { data: all } = await actions.listJobsForWorkflowRun({ ...at, filter: "all" });
  expect(ended(all.jobs)).toEqual([...before, ...latest]);
  await expect(actions.getWorkflowRunAttempt({ ...at, attempt_number: 3 })).rejects.toMatchObject({ status: 404 });
});

const refused = (message: RegExp) => ({ status: 403, message });

test("a run is not re-run while it runs, after a month, or when nothing in it failed", async () => {
  const github = await githubForTest();
  const { actions } = github.octokit.rest;
  const at = await failedRun(github);
  await actions.reRunWorkflow(at);
  await expect(actions.reRunWorkflow(at)).rejects.toMatchObject(refused(/already running/));
  const { data } = await actions.listJobsForWorkflowRun(at);
  for (const job of data.jobs) await finishJob(github, job.id, { conclusion: "success" });
  await expect(actions.reRunWorkflowFailedJobs(at)).rejects.toMatchObject(refused(/cannot be retried/));
  github.clock.advance(31 * DAY_MS);
  await expect(actions.reRunWorkflow(at)).rejects.toMatchObject(refused(/over a month ago/));
});

test("a run is re-run fifty times and no more", async () => {
  const github = await githubForTest();
  const { actions } = github.octokit.rest;
  const at = await failedRun(github);
  for (let rerun = 1; rerun <= 50; rerun += 1) {
    await actions.reRunWorkflow(at);
    await actions.cancelWorkflowRun(at);
  }
  await expect(actions.reRunWorkflow(at)).rejects.toMatchObject({ status: 403 });
  expect((await actions.getWorkflowRun(at)).data.run_attempt).toBe(51);
});

test("a job is re-run with the jobs that waited for it", async () => {
  const github = await githubForTest();
  const { actions } = github.octokit.rest;
  const at = await failedRun(github);
  const { data } = await actions.listJobsForWorkflowRun(at);
  await actions.reRunJobForWorkflowRun({ ...github.place, job_id: data.jobs[0]?.id ?? 0 });
  const { data: after } = await actions.listJobsForWorkflowRun(at);
  expect(ended(after.jobs)).toEqual(["2 build null", "2 test failure", "2 deploy null"]);
});

test("the log of a job is behind a redirect, and needs no token there", async () => {
  const github = await githubForTest();
  const { actions } = github.octokit.rest;
  const { data } = await actions.listJobsForWorkflowRun(await failedRun(github));
  const log = await actions.downloadJobLogsForWorkflowRun({ ...github.place, job_id: data.jobs[1]?.id ?? 0 });
  expect(log.data).toBe("the log of failure\n");
});

test("a run of a fork's commit names the fork", async () => {
  const github = await githubForTest();
  const { actions } = github.octokit.rest;
  const run = recordRun(github, github.repository, { workflowPath, fork: { owner: "mona", name: "hello" } });
  const { data } = await actions.getWorkflowRun({ ...github.place, run_id: run.id });
  expect(data.head_repository).toMatchObject({ full_name: "mona/hello", fork: true, owner: { login: "mona" } });
  expect(data.repository.full_name).toBe(`${github.place.owner}/${github.place.repo}`);
});

test("a run that shrugs off cancellation ends only by force", async () => {
  const github = await githubForTest();
  const { actions } = github.octokit.rest;
  const run = recordRun(github, github.repository, { workflowPath, ignoresCancel: true });
  recordJob(github, run.id, { name: "stuck" });
  const at = { ...github.place, run_id: run.id };
  await actions.cancelWorkflowRun(at);
  expect((await actions.getWorkflowRun(at)).data.status).toBe("in_progress");
  await actions.forceCancelWorkflowRun(at);
  expect((await actions.getWorkflowRun(at)).data).toMatchObject({ status: "completed", conclusion: "cancelled" });
  expect(ended((await actions.listJobsForWorkflowRun(at)).data.jobs)).toEqual(["1 stuck cancelled"]);
  await expect(actions.cancelWorkflowRun(at)).rejects.toMatchObject({ status: 409 });
});

test("runs are found by what is asked, newest first", async () => {
  const github = await githubForTest();
  const { octokit, place, repository, clock } = github;
  const past = (days: number) => clock.now() - days * DAY_MS;
  const record = (displayTitle: string, run: Partial<Parameters<typeof recordRun>[2]>) =>
    recordRun(github, repository, { workflowPath, displayTitle, ...run });
  record("old", { createdAt: past(9), status: "completed", conclusion: "success", event: "schedule" });
  record("failed", { createdAt: past(2), status: "completed", conclusion: "failure", event: "schedule" });
  record("branch", { createdAt: past(1), status: "in_progress", headBranch: "fix", actor: "mona" });
  record("other", { workflowPath: ".github/workflows/ci.yml" });
  const titles = async (filter: object, list = octokit.rest.actions.listWorkflowRunsForRepo) =>
    (await list({ ...place, ...filter })).data.workflow_runs.map((run) => run.display_title);
  expect(await titles({})).toEqual(["other", "branch", "failed", "old"]);
  expect(await titles({ status: "failure" })).toEqual(["failed"]);
  expect(await titles({ status: "completed" })).toEqual(["failed", "old"]);
  expect(await titles({ event: "schedule" })).toEqual(["failed", "old"]);
  expect(await titles({ branch: "fix" })).toEqual(["branch"]);
  expect(await titles({ actor: "Mona" })).toEqual(["branch"]);
  expect(await titles({ created: `>=${new Date(past(3)).toISOString()}` })).toEqual(["other", "branch", "failed"]);
  const { data } = await octokit.rest.actions.listWorkflowRuns({ ...place, workflow_id: "ci.yml" });
  expect(data.workflow_runs.map((run) => run.display_title)).toEqual(["other"]);
});

test("no more than a thousand runs can be read through a filter, however many there are", async () => {
  const github = await githubForTest();
  const { octokit, place, repository } = github;
  for (let count = 0; count < 1005; count += 1) recordRun(github, repository, { workflowPath });
  const list = octokit.rest.actions.listWorkflowRunsForRepo;
  const page = { ...place, per_page: 100, page: 11 };
  const { data: filtered } = await list({ ...page, status: "queued" });
  expect([filtered.total_count, filtered.workflow_runs.length]).toEqual([1005, 0]);
  expect((await list(page)).data.workflow_runs).toHaveLength(5);
});

test("a dispatch queues a run of the workflow with its inputs", async () => {
  const github = await githubForTest();
  const { octokit, place, repository, state } = github;
  recordWorkflow(github, repository, { path: workflowPath, inputs: { date: { required: true } } });
  const at = { ...place, workflow_id: "nightly.yml" };
  const dispatch = (inputs: Record<string, string>, ref = "main") =>
    octokit.rest.actions.createWorkflowDispatch({ ...at, ref, inputs });
  await dispatch({ date: "2026-11-21" });
  const { data } = await octokit.rest.actions.listWorkflowRuns({ ...at, event: "workflow_dispatch" });
  const { data: main } = await octokit.rest.git.getRef({ ...place, ref: "heads/main" });
  expect(data.workflow_runs).toMatchObject([
    { status: "queued", head_branch: "main", head_sha: main.object.sha, run_number: 1, actor: { type: "Bot" } },
  ]);
  expect(workflowRuns(state).all()[0]?.inputs).toEqual({ date: "2026-11-21" });
  await expect(dispatch({})).rejects.toMatchObject({ message: /^Required input 'date' not provided/ });
  await expect(dispatch({ date: "", day: "" })).rejects.toMatchObject({
    message: /^Unexpected inputs provided: \["day"\]/,
  });
  await expect(dispatch({ date: "" }, "gone")).rejects.toMatchObject({ message: /^No ref found for: gone/ });
  await octokit.rest.actions.disableWorkflow(at);
  await expect(dispatch({ date: "" })).rejects.toMatchObject({ status: 422, message: /disabled workflow/ });
});

test("a repository dispatch starts the workflows that listen, with its payload", async () => {
  const github = await githubForTest();
  const { octokit, place, repository, state } = github;
  recordWorkflow(github, repository, { path: workflowPath, on: ["repository_dispatch"] });
  recordWorkflow(github, repository, { path: ".github/workflows/ci.yml", on: ["push"] });
  await octokit.rest.repos.createDispatchEvent({ ...place, event_type: "resume", client_payload: { key: "orders" } });
  expect(workflowRuns(state).all()).toMatchObject([
    { workflowPath, event: "repository_dispatch", displayTitle: "resume", payload: { key: "orders" } },
  ]);
  const tooMuch = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`p${index}`, index]));
  const dispatch = octokit.rest.repos.createDispatchEvent({ ...place, event_type: "resume", client_payload: tooMuch });
  await expect(dispatch).rejects.toMatchObject({ status: 422 });
});

test("a workflow that GitHub turned off for inactivity runs again once it is turned on", async () => {
  const { repository, octokit, place, ...github } = await githubForTest();
  recordWorkflow(github, repository, { path: workflowPath, state: "disabled_inactivity" });
  const at = { ...place, workflow_id: "nightly.yml" };
  const dispatch = () => octokit.rest.actions.createWorkflowDispatch({ ...at, ref: "main" });
  const state = async () => (await octokit.rest.actions.getWorkflow(at)).data.state;
  expect(await state()).toBe("disabled_inactivity");
  await expect(dispatch()).rejects.toMatchObject({ status: 422, message: /disabled workflow/ });
  await octokit.rest.actions.enableWorkflow(at);
  expect(await state()).toBe("active");
  await dispatch();
});

test("a run recorded again under its id is the same run, changed", async () => {
  const { repository, state, clock, octokit, place } = await githubForTest();
  const first = recordRun({ state, clock }, repository, { id: 1001, workflowPath, event: "schedule" });
  const again = recordRun({ state, clock }, repository, { id: 1001, workflowPath, status: "in_progress" });
  expect(again).toMatchObject({ ...first, status: "in_progress", updatedAt: expect.any(Number) });
  expect((await octokit.rest.actions.listWorkflowRunsForRepo(place)).data.total_count).toBe(1);
  expect((await octokit.rest.actions.listRepoWorkflows(place)).data.total_count).toBe(1);
});

test("a run that is deleted is gone with its jobs", async () => {
  const github = await githubForTest();
  const { actions } = github.octokit.rest;
  const at = await failedRun(github);
  const { data } = await actions.listJobsForWorkflowRun(at);
  await actions.deleteWorkflowRun(at);
  await expect(actions.getWorkflowRun(at)).rejects.toMatchObject({ status: 404 });
  const job = actions.getJobForWorkflowRun({ ...github.place, job_id: data.jobs[0]?.id ?? 0 });
  await expect(job).rejects.toMatchObject({ status: 404 });
});
