/** Issues: list, read, open, change, lock. */
import { z } from "zod";
import { writer } from "../authentication.ts";
import { mayTriage } from "../collaborators.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest } from "../context.ts";
import { found } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { listIssues } from "./issue-list.ts";
import { labelIds } from "./label-names.ts";
import { presentIssue } from "./present.ts";
import { issueNumbered, issues, issuesOf } from "./rows.ts";
import type { IssueRow } from "./rows.ts";

const title = z.union([z.string().trim().min(1).max(256), z.number().transform(String)]);
const label = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const fields = {
  body: z.string().max(65_536).nullable(),
  labels: z.array(label).max(100),
  assignees: z.array(z.string()).max(10),
};
const newIssue = z.object({ title, ...z.object(fields).partial().shape });
const changes = z
  .object({
    title,
    ...fields,
    state: z.enum(["open", "closed"]),
    state_reason: z.enum(["completed", "not_planned", "duplicate", "reopened"]).nullable(),
  })
  .partial();
const lock = z.object({ lock_reason: z.enum(["off-topic", "too heated", "resolved", "spam"]).optional() });
const assignees = z.object({ assignees: z.array(z.string()).default([]) });

export function issueRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();
  const table = issues(state);
  const change = (issue: IssueRow, by: Partial<IssueRow>) => table.update(issue.id, { ...by, updatedAt: clock.now() });

  app.get("/issues", (c) => {
    const { view } = c.var;
    const listed = listIssues(c, issuesOf(state, view.repository));
    return c.json(pageOf(c, listed).map((issue) => presentIssue(view, issue)));
  });

  app.post("/issues", async (c) => {
    const { view, login } = c.var;
    const body = await bodyOf(c, "Issue", newIssue);
    const author = writer(login);
    const now = clock.now();
    const issue = table.insert({
      repository: view.repository.id,
      number: state.next(`issues of ${view.repository.id}`),
      title: body.title,
      body: body.body ?? null,
      author,
      state: "open",
      stateReason: null,
      // GitHub drops in silence what the author may not set.
      labels: mayTriage(view, author) ? labelIds(state, view.repository, body.labels ?? []) : [],
      assignees: body.assignees ?? [],
      locked: false,
      lockReason: null,
      createdAt: now,
      updatedAt: now,
      closedAt: null,
      closedBy: null,
    });
    const shown = presentIssue(view, issue);
    return c.json(shown, 201, { Location: shown.url });
  });

  app.get("/issues/:issue_number", (c) => {
    const { view } = c.var;
    return c.json(presentIssue(view, found(issueNumbered(state, view.repository, c.req.param("issue_number")))));
  });

  app.patch("/issues/:issue_number", async (c) => {
    const { view, login } = c.var;
    const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
    const body = await bodyOf(c, "Issue", changes);
    const changed = change(issue, {
      ...(body.title === undefined ? {} : { title: body.title }),
      ...(body.body === undefined ? {} : { body: body.body }),
      ...(body.labels === undefined ? {} : { labels: labelIds(state, view.repository, body.labels) }),
      ...(body.assignees === undefined ? {} : { assignees: body.assignees }),
      ...transition(issue, body, clock.now(), writer(login)),
    });
    return c.json(presentIssue(view, changed));
  });

  app.put("/issues/:issue_number/lock", async (c) => {
    const issue = found(issueNumbered(state, c.var.view.repository, c.req.param("issue_number")));
    const body = await bodyOf(c, "Issue", lock);
    change(issue, { locked: true, lockReason: body.lock_reason ?? null });
    return c.body(null, 204);
  });

  app.delete("/issues/:issue_number/lock", (c) => {
    change(found(issueNumbered(state, c.var.view.repository, c.req.param("issue_number"))), {
      locked: false,
      lockReason: null,
    });
    return c.body(null, 204);
  });

  app.post("/issues/:issue_number/assignees", async (c) => {
    const { view } = c.var;
    const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
    const body = await bodyOf(c, "Issue", assignees);
    const changed = change(issue, { assignees: [...new Set([...issue.assignees, ...body.assignees])] });
    return c.json(presentIssue(view, changed), 201);
  });

  app.delete("/issues/:issue_number/assignees", async (c) => {
    const { view } = c.var;
    const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
    const body = await bodyOf(c, "Issue", assignees);
    const changed = change(issue, { assignees: issue.assignees.filter((login) => !body.assignees.includes(login)) });
    return c.json(presentIssue(view, changed));
  });

  return app;
}

/** What a change of `state` or `state_reason` means for the rest. */
function transition(
  issue: IssueRow,
  to: Pick<z.infer<typeof changes>, "state" | "state_reason">,
  now: number,
  login: string,
): Partial<IssueRow> {
  const state = to.state ?? issue.state;
  if (state === "open") {
    if (issue.state === "open") return {};
    return { state, stateReason: "reopened", closedAt: null, closedBy: null };
  }
  const stateReason = to.state_reason ?? issue.stateReason ?? "completed";
  if (issue.state === "closed") return { stateReason };
  return { state, stateReason: to.state_reason ?? "completed", closedAt: now, closedBy: login };
}
