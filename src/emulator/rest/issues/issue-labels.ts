/** The labels on an issue. */
import { z } from "zod";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { labelIds, sameName } from "./label-names.ts";
import { labelsOf, presentLabel } from "./present.ts";
import { issueNumbered, issues } from "./rows.ts";
import type { IssueRow } from "./rows.ts";

const label = z.union([z.string(), z.object({ name: z.string() }).transform((named) => named.name)]);
const list = z.array(label).max(100);
/** GitHub takes the names bare, in an object, or a single one. */
const names = z.union([
  z.object({ labels: list }).transform((body) => body.labels),
  list,
  z.string().transform((name) => [name]),
]);

export function issueLabelRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();
  const issueOf = (view: View, number: string) => found(issueNumbered(state, view.repository, number));
  const put = (issue: IssueRow, ids: readonly number[]) =>
    issues(state).update(issue.id, { labels: [...new Set(ids)], updatedAt: clock.now() });

  app.get("/issues/:issue_number/labels", (c) => {
    const { view } = c.var;
    return c.json(pageOf(c, present(view, issueOf(view, c.req.param("issue_number")))));
  });

  app.post("/issues/:issue_number/labels", async (c) => {
    const { view } = c.var;
    const issue = issueOf(view, c.req.param("issue_number"));
    const added = labelIds(state, view.repository, await bodyOf(c, "Label", names));
    return c.json(present(view, put(issue, [...issue.labels, ...added])));
  });

  app.put("/issues/:issue_number/labels", async (c) => {
    const { view } = c.var;
    const issue = issueOf(view, c.req.param("issue_number"));
    return c.json(present(view, put(issue, labelIds(state, view.repository, await bodyOf(c, "Label", names)))));
  });

  app.delete("/issues/:issue_number/labels", (c) => {
    put(issueOf(c.var.view, c.req.param("issue_number")), []);
    return c.body(null, 204);
  });

  app.delete("/issues/:issue_number/labels/:name", (c) => {
    const { view } = c.var;
    const issue = issueOf(view, c.req.param("issue_number"));
    const removed = found(labelsOf(view, issue).find((row) => sameName(row.name, c.req.param("name"))));
    return c.json(
      present(
        view,
        put(
          issue,
          issue.labels.filter((id) => id !== removed.id),
        ),
      ),
    );
  });

  return app;
}

function present(view: View, issue: IssueRow) {
  return labelsOf(view, issue).map((row) => presentLabel(view, row));
}
