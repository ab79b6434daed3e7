/** How a deployment goes. */
import { z } from "zod";
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { nodeId, timeOf } from "../present.ts";
import { simpleUser } from "../users.ts";
import { deploymentsOf, deploymentWith } from "./deployments.ts";
import { DEPLOYMENT_STATES, deploymentStatuses, statusesOf } from "./rows.ts";
import type { DeploymentRow, DeploymentStatusRow } from "./rows.ts";

const newStatus = z.object({
  state: z.enum(DEPLOYMENT_STATES),
  description: z.string().max(140).default(""),
  log_url: z.string().optional(),
  target_url: z.string().default(""),
  environment_url: z.string().default(""),
  auto_inactive: z.boolean().default(true),
});

export function deploymentStatusRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();
  const table = deploymentStatuses(state);

  app.get("/deployments/:deployment_id/statuses", (c) => {
    const { view } = c.var;
    const deployment = deploymentWith(view, c.req.param("deployment_id"));
    return c.json(pageOf(c, statusesOf(state, deployment)).map((row) => presentStatus(view, deployment, row)));
  });

  app.post("/deployments/:deployment_id/statuses", async (c) => {
    const { view, login } = c.var;
    const deployment = deploymentWith(view, c.req.param("deployment_id"));
    const body = await bodyOf(c, "DeploymentStatus", newStatus);
    const add = (to: number, change: Partial<DeploymentStatusRow>) =>
      table.insert({
        deployment: to,
        state: body.state,
        creator: writer(login),
        description: body.description,
        logUrl: body.log_url ?? body.target_url,
        environmentUrl: body.environment_url,
        createdAt: clock.now(),
        ...change,
      });
    const row = add(deployment.id, {});
    // A success ends what was there before, except in environments that come and go.
    if (body.state === "success" && body.auto_inactive) {
      for (const other of deploymentsOf(view)) {
        const isReplaced =
          other.id < deployment.id && other.environment === deployment.environment && !other.isTransient;
        if (isReplaced && statusesOf(state, other)[0]?.state === "success") add(other.id, { state: "inactive" });
      }
    }
    return c.json(presentStatus(view, deployment, row), 201);
  });

  app.get("/deployments/:deployment_id/statuses/:status_id", (c) => {
    const { view } = c.var;
    const deployment = deploymentWith(view, c.req.param("deployment_id"));
    const row = statusesOf(state, deployment).find(({ id }) => String(id) === c.req.param("status_id"));
    return c.json(presentStatus(view, deployment, found(row)));
  });

  return app;
}

function presentStatus({ url, origin }: View, deployment: DeploymentRow, row: DeploymentStatusRow) {
  const self = `${url}/deployments/${deployment.id}`;
  return {
    id: row.id,
    node_id: nodeId("DES", row.id),
    url: `${self}/statuses/${row.id}`,
    state: row.state,
    creator: simpleUser(origin, row.creator),
    description: row.description,
    environment: deployment.environment,
    environment_url: row.environmentUrl,
    log_url: row.logUrl,
    target_url: row.logUrl,
    created_at: timeOf(row.createdAt),
    updated_at: timeOf(row.createdAt),
    deployment_url: self,
    repository_url: url,
  };
}
