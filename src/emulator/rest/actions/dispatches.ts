/** Starting workflows from outside: `workflow_dispatch` and `repository_dispatch`. */
import { z } from "zod";
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest } from "../context.ts";
import { found, unprocessable } from "../errors.ts";
import { resolveCommit } from "../git/resolve.ts";
import { bodyOf } from "../input.ts";
import { presentRun } from "./present.ts";
import { recordRun } from "./record-run.ts";
import { workflowsOf, workflowWith } from "./rows.ts";
import type { WorkflowRow } from "./rows.ts";

const scalar = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
const dispatch = z.object({
  ref: z.string().min(1),
  inputs: z.record(z.string(), scalar).default({}),
  return_run_details: z.boolean().default(false),
});
const event = z.object({
  event_type: z.string().min(1).max(100),
  client_payload: z
    .record(z.string(), z.unknown())
    .refine((payload) => Object.keys(payload).length <= 10, "No more than 10 properties are allowed")
    .default({}),
});

export function dispatchRoutes(rest: Rest) {
  const { state } = rest;
  const app = repositoryRoutes();

  app.post("/actions/workflows/:workflow_id/dispatches", async (c) => {
    const { view } = c.var;
    const workflow = found(workflowWith(state, view.repository, c.req.param("workflow_id")));
    const { ref, inputs, return_run_details: isWanted } = await bodyOf(c, "Dispatch", dispatch);
    mayDispatch(workflow, inputs);
    const headSha = await resolveCommit(view, ref);
    if (headSha === undefined) throw unprocessable(`No ref found for: ${ref}`);
    const run = recordRun(rest, view.repository, {
      workflowPath: workflow.path,
      event: "workflow_dispatch",
      actor: writer(c.var.login),
      headBranch: ref.replace(/^refs\/(heads|tags)\//, ""),
      headSha,
      inputs,
    });
    if (!isWanted) return c.body(null, 204);
    const { id: workflow_run_id, url: run_url, html_url } = presentRun(view, run);
    return c.json({ workflow_run_id, run_url, html_url }, 200);
  });

  app.post("/dispatches", async (c) => {
    const { view } = c.var;
    const body = await bodyOf(c, "Dispatch", event);
    const headBranch = view.repository.defaultBranch;
    const headSha = await resolveCommit(view, headBranch);
    const listening = workflowsOf(state, view.repository).filter(
      (workflow) => workflow.state === "active" && workflow.on.includes("repository_dispatch"),
    );
    for (const { path } of headSha === undefined ? [] : listening) {
      recordRun(rest, view.repository, {
        workflowPath: path,
        event: "repository_dispatch",
        displayTitle: body.event_type,
        actor: writer(c.var.login),
        headBranch,
        headSha,
        payload: body.client_payload,
      });
    }
    return c.body(null, 204);
  });

  return app;
}

function mayDispatch(workflow: WorkflowRow, inputs: Readonly<Record<string, string>>): void {
  if (!workflow.on.includes("workflow_dispatch")) {
    throw unprocessable("Workflow does not have 'workflow_dispatch' trigger");
  }
  if (workflow.state !== "active") throw unprocessable("Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  if (workflow.inputs === null) return;
  const known = workflow.inputs;
  const unexpected = Object.keys(inputs).filter((name) => !Object.hasOwn(known, name));
  if (unexpected.length > 0) throw unprocessable(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  for (const [name, { required }] of Object.entries(known)) {
    if (required && !Object.hasOwn(inputs, name)) throw unprocessable(`Required input '${name}' not provided`);
  }
}
