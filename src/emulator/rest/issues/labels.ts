/** The labels of a repository. */
import { z } from "zod";
import { repositoryRoutes } from "../context.ts";
import type { Rest } from "../context.ts";
import { found, invalidFields } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { labelNamed, labelsIn, sameName } from "./label-names.ts";
import { presentLabel } from "./present.ts";
import { labels } from "./rows.ts";

const name = z.string().trim().min(1).max(50);
const color = z.string().regex(/^[0-9a-f]{6}$/i);
const description = z.string().max(100).nullable();
const newLabel = z.object({ name, color: color.default("ededed"), description: description.default(null) });
const changes = z.object({ new_name: name, color, description }).partial();

export function labelRoutes({ state }: Rest) {
  const app = repositoryRoutes();
  const table = labels(state);

  app.get("/labels", (c) => {
    const { view } = c.var;
    return c.json(pageOf(c, labelsIn(state, view.repository)).map((label) => presentLabel(view, label)));
  });

  app.post("/labels", async (c) => {
    const { view } = c.var;
    const body = await bodyOf(c, "Label", newLabel);
    if (labelNamed(state, view.repository, body.name) !== undefined) throw taken();
    const shown = presentLabel(view, table.insert({ repository: view.repository.id, ...body }));
    return c.json(shown, 201, { Location: shown.url });
  });

  app.get("/labels/:name", (c) => {
    const { view } = c.var;
    return c.json(presentLabel(view, found(labelNamed(state, view.repository, c.req.param("name")))));
  });

  app.patch("/labels/:name", async (c) => {
    const { view } = c.var;
    const label = found(labelNamed(state, view.repository, c.req.param("name")));
    const body = await bodyOf(c, "Label", changes);
    const renamed = body.new_name ?? label.name;
    if (!sameName(renamed, label.name) && labelNamed(state, view.repository, renamed) !== undefined) throw taken();
    const changed = table.update(label.id, {
      name: renamed,
      color: body.color ?? label.color,
      description: body.description === undefined ? label.description : body.description,
    });
    return c.json(presentLabel(view, changed));
  });

  app.delete("/labels/:name", (c) => {
    table.delete(found(labelNamed(state, c.var.view.repository, c.req.param("name"))).id);
    return c.body(null, 204);
  });

  return app;
}

function taken() {
  return invalidFields({ resource: "Label", field: "name", code: "already_exists" });
}
