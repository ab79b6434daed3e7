/** Refs over REST. A create that must be new and an update that must fast-forward make them a compare-and-swap. */
import { z } from "zod";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, unprocessable } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { objectsOf } from "./objects.ts";
import { presentRef } from "./present.ts";
import { createRef, deleteRef, refNamed, refsOf, updateRef } from "./refs.ts";
import type { RefRow } from "./refs.ts";

const sha = z.string().regex(/^[0-9a-f]{40}$/);
const newRef = z.object({ ref: z.string(), sha });
const update = z.object({ sha, force: z.boolean().default(false) });

export function refRoutes({ state }: Rest) {
  const app = repositoryRoutes();

  app.get("/git/ref/:ref{.+}", async (c) => {
    const { view } = c.var;
    return c.json(await present(view, found(refNamed(state, view.repository, `refs/${c.req.param("ref")}`))));
  });

  app.get("/git/matching-refs/:ref{.+}", async (c) => {
    const { view } = c.var;
    const prefix = `refs/${c.req.param("ref")}`;
    const matching = refsOf(state, view.repository).filter((ref) => ref.name.startsWith(prefix));
    return c.json(await Promise.all(matching.map((ref) => present(view, ref))));
  });

  app.post("/git/refs", async (c) => {
    const { view } = c.var;
    const body = await bodyOf(c, "Reference", newRef);
    await mayPoint(view, body.ref, body.sha);
    const shown = await present(view, createRef(state, view.repository, body.ref, body.sha));
    return c.json(shown, 201, { Location: shown.url });
  });

  app.patch("/git/refs/:ref{.+}", async (c) => {
    const { view } = c.var;
    const name = `refs/${c.req.param("ref")}`;
    const body = await bodyOf(c, "Reference", update);
    await mayPoint(view, name, body.sha);
    const objects = objectsOf(state, view.repository);
    return c.json(await present(view, await updateRef({ state, objects }, view.repository, { name, ...body })));
  });

  app.delete("/git/refs/:ref{.+}", (c) => {
    const { repository } = c.var.view;
    const name = `refs/${c.req.param("ref")}`;
    if (name === `refs/heads/${repository.defaultBranch}`) throw unprocessable("Cannot delete the default branch");
    deleteRef(state, repository, name);
    return c.body(null, 204);
  });

  return app;
}

async function mayPoint({ state, repository }: View, name: string, to: string): Promise<void> {
  const object = await objectsOf(state, repository).read(to);
  if (object === undefined) throw unprocessable("Object does not exist");
  if (name.startsWith("refs/heads/") && object.type !== "commit") throw unprocessable("Object is not a commit");
}

async function present(view: View, ref: RefRow) {
  const object = await objectsOf(view.state, view.repository).read(ref.sha);
  if (object === undefined) throw new Error(`${ref.name} points at nothing`);
  return presentRef(view, ref, object.type);
}
