/** Reactions to issues and comments: one of a kind a person. */
import type { Context } from "hono";
import { z } from "zod";
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, RestEnv } from "../context.ts";
import { found } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { sameLogin } from "../users.ts";
import { presentReaction, reactionsTo } from "./present.ts";
import { comments, issueNumbered, REACTIONS, reactions } from "./rows.ts";
import type { ReactionRow } from "./rows.ts";

const reaction = z.object({ content: z.enum(REACTIONS) });

export function reactionRoutes(rest: Rest) {
  const { state } = rest;
  const app = repositoryRoutes();

  const issueId = (c: Context<RestEnv>) =>
    found(issueNumbered(state, c.var.view.repository, c.req.param("issue_number") ?? "")).id;
  const commentId = (c: Context<RestEnv>) => {
    const comment = comments(state).get(Number(c.req.param("comment_id")));
    return found(comment?.repository === c.var.view.repository.id ? comment : undefined).id;
  };

  app.get("/issues/:issue_number/reactions", (c) => list(c, "issue", issueId(c)));
  app.post("/issues/:issue_number/reactions", (c) => add(rest, c, "issue", issueId(c)));
  app.delete("/issues/:issue_number/reactions/:reaction_id", (c) => remove(c, "issue", issueId(c)));
  app.get("/issues/comments/:comment_id/reactions", (c) => list(c, "comment", commentId(c)));
  app.post("/issues/comments/:comment_id/reactions", (c) => add(rest, c, "comment", commentId(c)));
  app.delete("/issues/comments/:comment_id/reactions/:reaction_id", (c) => remove(c, "comment", commentId(c)));
  return app;
}

type Subject = ReactionRow["subject"];

function list(c: Context<RestEnv>, subject: Subject, id: number) {
  const { view } = c.var;
  const content = c.req.query("content");
  const all = reactionsTo(view, subject, id).filter((row) => content === undefined || row.content === content);
  return c.json(pageOf(c, all).map((row) => presentReaction(view, row)));
}

/** 201 for a new reaction, 200 for one the same person gave before. */
async function add({ state, clock }: Rest, c: Context<RestEnv>, subject: Subject, id: number) {
  const { view, login } = c.var;
  const user = writer(login);
  const { content } = await bodyOf(c, "Reaction", reaction);
  const before = reactionsTo(view, subject, id).find((row) => sameLogin(row.user, user) && row.content === content);
  if (before !== undefined) return c.json(presentReaction(view, before), 200);
  const row = reactions(state).insert({ subject, of: id, user, content, createdAt: clock.now() });
  return c.json(presentReaction(view, row), 201);
}

function remove(c: Context<RestEnv>, subject: Subject, id: number) {
  const { view } = c.var;
  const row = reactionsTo(view, subject, id).find((other) => String(other.id) === c.req.param("reaction_id"));
  reactions(view.state).delete(found(row).id);
  return c.body(null, 204);
}
