/** Comments on issues. */
import { z } from "zod";
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found } from "../errors.ts";
import { bodyOf, instant, queryOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { presentComment } from "./present.ts";
import { comments, commentsOn, issueNumbered, issues } from "./rows.ts";
import type { CommentRow } from "./rows.ts";

const comment = z.object({ body: z.string().min(1).max(65_536) });
const listQuery = z.object({ since: instant.optional() });
const repositoryQuery = z.object({
  since: instant.optional(),
  sort: z.enum(["created", "updated"]).default("created"),
  direction: z.enum(["asc", "desc"]).default("asc"),
});

export function commentRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();
  const table = comments(state);
  const commentWith = ({ repository }: View, id: string): CommentRow => {
    const row = table.get(Number(id));
    return found(row?.repository === repository.id ? row : undefined);
  };

  app.get("/issues/comments", (c) => {
    const { view } = c.var;
    const { since = 0, sort, direction } = queryOf(c, "IssueComment", repositoryQuery);
    const time = sort === "created" ? "createdAt" : "updatedAt";
    const sign = direction === "asc" ? 1 : -1;
    const all = table.all().filter((row) => row.repository === view.repository.id && row.updatedAt >= since);
    const sorted = all.sort((a, b) => sign * (a[time] - b[time] || a.id - b.id));
    return c.json(pageOf(c, sorted).map((row) => presentComment(view, row)));
  });

  app.get("/issues/comments/:comment_id", (c) => {
    const { view } = c.var;
    return c.json(presentComment(view, commentWith(view, c.req.param("comment_id"))));
  });

  app.patch("/issues/comments/:comment_id", async (c) => {
    const { view } = c.var;
    const { id } = commentWith(view, c.req.param("comment_id"));
    const { body } = await bodyOf(c, "IssueComment", comment);
    return c.json(presentComment(view, table.update(id, { body, updatedAt: clock.now() })));
  });

  app.delete("/issues/comments/:comment_id", (c) => {
    table.delete(commentWith(c.var.view, c.req.param("comment_id")).id);
    return c.body(null, 204);
  });

  app.get("/issues/:issue_number/comments", (c) => {
    const { view } = c.var;
    const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
    const { since = 0 } = queryOf(c, "IssueComment", listQuery);
    const all = commentsOn(state, issue).filter((row) => row.updatedAt >= since);
    return c.json(pageOf(c, all).map((row) => presentComment(view, row)));
  });

  app.post("/issues/:issue_number/comments", async (c) => {
    const { view, login } = c.var;
    const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
    const { body } = await bodyOf(c, "IssueComment", comment);
    const now = clock.now();
    const row = table.insert({
      repository: view.repository.id,
      issue: issue.id,
      author: writer(login),
      body,
      createdAt: now,
      updatedAt: now,
    });
    issues(state).update(issue.id, { updatedAt: now });
    const shown = presentComment(view, row);
    return c.json(shown, 201, { Location: shown.url });
  });

  return app;
}
