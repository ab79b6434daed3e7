/** The variables of a repository that workflows read as `vars`. */
import { z } from "zod";
import type { Row, State } from "../../state.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, RestError } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { timeOf } from "../present.ts";

export interface VariableRow extends Row {
  readonly repository: number;
  /** In upper case. */
  readonly name: string;
  readonly value: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const variables = (state: State) => state.table<VariableRow>("variables");

const name = z
  .string()
  .regex(/^(?!github_)[a-z_]\w*$/i)
  .transform((text) => text.toUpperCase());
const value = z.string();

export function variableRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();
  const table = variables(state);
  const variablesOf = ({ repository }: View) =>
    table
      .all()
      .filter((row) => row.repository === repository.id)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  const named = (view: View, text: string) => variablesOf(view).find((row) => row.name === text.toUpperCase());

  app.get("/actions/variables", (c) => {
    const all = variablesOf(c.var.view);
    return c.json({ total_count: all.length, variables: pageOf(c, all).map(presentVariable) });
  });

  app.post("/actions/variables", async (c) => {
    const { view } = c.var;
    const body = await bodyOf(c, "Variable", z.object({ name, value }));
    if (named(view, body.name) !== undefined) {
      throw new RestError(409, "Already exists - Variable already exists");
    }
    const now = clock.now();
    table.insert({ repository: view.repository.id, ...body, createdAt: now, updatedAt: now });
    return c.json({}, 201);
  });

  app.get("/actions/variables/:name", (c) => c.json(presentVariable(found(named(c.var.view, c.req.param("name"))))));

  app.patch("/actions/variables/:name", async (c) => {
    const { id } = found(named(c.var.view, c.req.param("name")));
    const body = await bodyOf(c, "Variable", z.object({ name, value }).partial());
    table.update(id, {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(body.value === undefined ? {} : { value: body.value }),
      updatedAt: clock.now(),
    });
    return c.body(null, 204);
  });

  app.delete("/actions/variables/:name", (c) => {
    table.delete(found(named(c.var.view, c.req.param("name"))).id);
    return c.body(null, 204);
  });

  return app;
}

function presentVariable(variable: VariableRow) {
  return {
    name: variable.name,
    value: variable.value,
    created_at: timeOf(variable.createdAt),
    updated_at: timeOf(variable.updatedAt),
  };
}
