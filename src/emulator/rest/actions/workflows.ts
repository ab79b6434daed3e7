/** Workflows: list, read, turn on and off, and their runs. */
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found } from "../errors.ts";
import { pageOf } from "../pages.ts";
import { presentWorkflow } from "./present.ts";
import { answerRuns } from "./run-list.ts";
import { runsOf, workflows, workflowsOf, workflowWith } from "./rows.ts";
import type { WorkflowRow } from "./rows.ts";

export function workflowRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();
  const workflowOf = ({ repository }: View, id: string) => found(workflowWith(state, repository, id));
  const turn = (workflow: WorkflowRow, to: WorkflowRow["state"]) =>
    workflows(state).update(workflow.id, { state: to, updatedAt: clock.now() });

  app.get("/actions/workflows", (c) => {
    const { view } = c.var;
    const all = workflowsOf(state, view.repository);
    const shown = pageOf(c, all).map((workflow) => presentWorkflow(view, workflow));
    return c.json({ total_count: all.length, workflows: shown });
  });

  app.get("/actions/workflows/:workflow_id", (c) => {
    const { view } = c.var;
    return c.json(presentWorkflow(view, workflowOf(view, c.req.param("workflow_id"))));
  });

  app.put("/actions/workflows/:workflow_id/enable", (c) => {
    turn(workflowOf(c.var.view, c.req.param("workflow_id")), "active");
    return c.body(null, 204);
  });

  app.put("/actions/workflows/:workflow_id/disable", (c) => {
    turn(workflowOf(c.var.view, c.req.param("workflow_id")), "disabled_manually");
    return c.body(null, 204);
  });

  app.get("/actions/workflows/:workflow_id/runs", (c) => {
    const { view } = c.var;
    const { id } = workflowOf(view, c.req.param("workflow_id"));
    return answerRuns(
      c,
      runsOf(state, view.repository).filter((run) => run.workflow === id),
    );
  });

  return app;
}
