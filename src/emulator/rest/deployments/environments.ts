/** Environments, as far as they are names to deploy to. */
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found } from "../errors.ts";
import { pageOf } from "../pages.ts";
import { nodeId, timeOf } from "../present.ts";
import { environments } from "./rows.ts";
import type { EnvironmentRow } from "./rows.ts";

export function environmentRoutes({ clock }: Rest) {
  const app = repositoryRoutes();

  app.get("/environments", (c) => {
    const { view } = c.var;
    const all = environmentsOf(view);
    return c.json({
      total_count: all.length,
      environments: pageOf(c, all).map((row) => presentEnvironment(view, row)),
    });
  });

  app.get("/environments/:environment_name", (c) => {
    const { view } = c.var;
    return c.json(presentEnvironment(view, found(environmentNamed(view, c.req.param("environment_name")))));
  });

  app.put("/environments/:environment_name", (c) => {
    const { view } = c.var;
    const name = c.req.param("environment_name");
    const row = environmentNamed(view, name) ?? makeEnvironment(view, name, clock.now());
    return c.json(presentEnvironment(view, row));
  });

  app.delete("/environments/:environment_name", (c) => {
    const { view } = c.var;
    environments(view.state).delete(found(environmentNamed(view, c.req.param("environment_name"))).id);
    return c.body(null, 204);
  });

  return app;
}

export function environmentNamed(view: View, name: string): EnvironmentRow | undefined {
  return environmentsOf(view).find((row) => row.name.toLowerCase() === name.toLowerCase());
}

export function makeEnvironment({ state, repository }: View, name: string, now: number): EnvironmentRow {
  return environments(state).insert({ repository: repository.id, name, createdAt: now, updatedAt: now });
}

function environmentsOf({ state, repository }: View): EnvironmentRow[] {
  return environments(state)
    .all()
    .filter((row) => row.repository === repository.id);
}

export function presentEnvironment({ url, page }: View, row: EnvironmentRow) {
  return {
    id: row.id,
    node_id: nodeId("EN", row.id),
    name: row.name,
    url: `${url}/environments/${encodeURIComponent(row.name)}`,
    html_url: `${page}/deployments/activity_log?environments_filter=${encodeURIComponent(row.name)}`,
    created_at: timeOf(row.createdAt),
    updated_at: timeOf(row.updatedAt),
    protection_rules: [],
    deployment_branch_policy: null,
  };
}
