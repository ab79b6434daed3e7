/** Deployments. */
import { z } from "zod";
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, unprocessable } from "../errors.ts";
import { resolveCommit } from "../git/resolve.ts";
import { bodyOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { nodeId, timeOf } from "../present.ts";
import { simpleUser } from "../users.ts";
import { environmentNamed, makeEnvironment } from "./environments.ts";
import { deployments, deploymentStatuses, statusesOf } from "./rows.ts";
import type { DeploymentRow } from "./rows.ts";

const newDeployment = z.object({
  ref: z.string().min(1),
  task: z.string().default("deploy"),
  environment: z.string().min(1).default("production"),
  payload: z.union([z.record(z.string(), z.unknown()), z.string()]).default(""),
  description: z.string().max(140).nullable().default(null),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
});

export function deploymentRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();
  const table = deployments(state);

  app.get("/deployments", (c) => {
    const { view } = c.var;
    const asked = c.req.query();
    const matches = (field: "sha" | "ref" | "task" | "environment") => (row: DeploymentRow) =>
      asked[field] === undefined || asked[field] === "none" || row[field] === asked[field];
    const all = deploymentsOf(view).filter((row) =>
      (["sha", "ref", "task", "environment"] as const).every((field) => matches(field)(row)),
    );
    return c.json(pageOf(c, all.toReversed()).map((row) => presentDeployment(view, row)));
  });

  app.post("/deployments", async (c) => {
    const { view, login } = c.var;
    const body = await bodyOf(c, "Deployment", newDeployment);
    const sha = await resolveCommit(view, body.ref);
    if (sha === undefined) throw unprocessable(`No ref found for: ${body.ref}`);
    if (environmentNamed(view, body.environment) === undefined) {
      makeEnvironment(view, body.environment, clock.now());
    }
    const row = table.insert({
      repository: view.repository.id,
      sha,
      ref: body.ref,
      task: body.task,
      payload: body.payload,
      environment: body.environment,
      description: body.description,
      isTransient: body.transient_environment,
      isProduction: body.production_environment ?? body.environment === "production",
      creator: writer(login),
      createdAt: clock.now(),
    });
    return c.json(presentDeployment(view, row), 201);
  });

  app.get("/deployments/:deployment_id", (c) => {
    const { view } = c.var;
    return c.json(presentDeployment(view, deploymentWith(view, c.req.param("deployment_id"))));
  });

  app.delete("/deployments/:deployment_id", (c) => {
    const { view } = c.var;
    const row = deploymentWith(view, c.req.param("deployment_id"));
    const isAlone = deploymentsOf(view).filter(({ environment }) => environment === row.environment).length === 1;
    if (!isAlone && statusesOf(state, row)[0]?.state === "success") {
      throw unprocessable(
        "We cannot delete an active deployment unless it is the only deployment in a given environment.",
      );
    }
    table.delete(row.id);
    for (const status of statusesOf(state, row)) deploymentStatuses(state).delete(status.id);
    return c.body(null, 204);
  });

  return app;
}

/** Oldest first. */
export function deploymentsOf({ state, repository }: View): DeploymentRow[] {
  return deployments(state)
    .all()
    .filter((row) => row.repository === repository.id);
}

/** Throws 404 where there is none. */
export function deploymentWith(view: View, id: string): DeploymentRow {
  return found(deploymentsOf(view).find((row) => String(row.id) === id));
}

function presentDeployment({ state, url, origin }: View, row: DeploymentRow) {
  const self = `${url}/deployments/${row.id}`;
  return {
    id: row.id,
    node_id: nodeId("DE", row.id),
    url: self,
    sha: row.sha,
    ref: row.ref,
    task: row.task,
    payload: row.payload,
    environment: row.environment,
    original_environment: row.environment,
    description: row.description,
    transient_environment: row.isTransient,
    production_environment: row.isProduction,
    creator: simpleUser(origin, row.creator),
    created_at: timeOf(row.createdAt),
    updated_at: timeOf(statusesOf(state, row)[0]?.createdAt ?? row.createdAt),
    statuses_url: `${self}/statuses`,
    repository_url: url,
  };
}
