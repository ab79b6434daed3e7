/** Runs: list, read, cancel, re-run, delete. */
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, RestError } from "../errors.ts";
import { artifacts } from "../../rows.ts";
import { presentRun } from "./present.ts";
import { attemptAgain } from "./attempts.ts";
import { answerRuns } from "./run-list.ts";
import { jobs, jobsOf, pastAttempts, runsOf, runWith, workflowRuns } from "./rows.ts";
import type { JobRow, WorkflowRunRow } from "./rows.ts";

export function runRoutes(rest: Rest) {
  const { state } = rest;
  const app = repositoryRoutes();
  const runOf = ({ repository }: View, id: string) => found(runWith(state, repository, id));

  app.get("/actions/runs", (c) => answerRuns(c, runsOf(state, c.var.view.repository)));

  app.get("/actions/runs/:run_id", (c) => {
    const { view } = c.var;
    return c.json(presentRun(view, runOf(view, c.req.param("run_id"))));
  });

  app.get("/actions/runs/:run_id/attempts/:attempt_number", (c) => {
    const { view } = c.var;
    const { run_id: id, attempt_number: attempt } = c.req.param();
    return c.json(presentRun(view, found(runWith(state, view.repository, id, attempt))));
  });

  app.post("/actions/runs/:run_id/rerun", (c) => {
    attemptAgain(rest, runOf(c.var.view, c.req.param("run_id")), () => true, writer(c.var.login));
    return c.json({}, 201);
  });

  app.post("/actions/runs/:run_id/rerun-failed-jobs", (c) => {
    const run = runOf(c.var.view, c.req.param("run_id"));
    attemptAgain(rest, run, hasFailed, writer(c.var.login));
    return c.json({}, 201);
  });

  app.post("/actions/runs/:run_id/cancel", (c) => {
    const run = unfinished(runOf(c.var.view, c.req.param("run_id")));
    if (!run.ignoresCancel) cancel(rest, run);
    return c.json({}, 202);
  });

  app.post("/actions/runs/:run_id/force-cancel", (c) => {
    cancel(rest, unfinished(runOf(c.var.view, c.req.param("run_id"))));
    return c.json({}, 202);
  });

  app.delete("/actions/runs/:run_id", async (c) => {
    const run = runOf(c.var.view, c.req.param("run_id"));
    if (run.status !== "completed") throw new RestError(403, "Could not delete the workflow run");
    workflowRuns(state).delete(run.id);
    for (const past of pastAttempts(state).all()) if (past.run.id === run.id) pastAttempts(state).delete(past.id);
    for (const artifact of artifacts(state)
      .all()
      .filter(({ runId }) => runId === run.id)) {
      artifacts(state).delete(artifact.id);
      await state.blobs.delete(artifact.blob);
    }
    for (const job of jobsOf(state, run.id)) {
      jobs(state).delete(job.id);
      if (job.log !== null) await state.blobs.delete(job.log);
    }
    return c.body(null, 204);
  });

  return app;
}

function hasFailed({ conclusion }: JobRow): boolean {
  // Jobs that were skipped waited for one that failed.
  return conclusion !== "success" && conclusion !== "neutral";
}

function unfinished(run: WorkflowRunRow): WorkflowRunRow {
  if (run.status === "completed") throw new RestError(409, "Cannot cancel a workflow run that is completed.");
  return run;
}

/** Ends the run and its jobs at once; GitHub takes some seconds. */
function cancel({ state, clock }: Rest, run: WorkflowRunRow): void {
  const now = clock.now();
  for (const job of jobsOf(state, run.id, run.attempt)) {
    if (job.status === "completed") continue;
    jobs(state).update(job.id, { status: "completed", conclusion: "cancelled", completedAt: now });
  }
  workflowRuns(state).update(run.id, { status: "completed", conclusion: "cancelled", updatedAt: now });
}
