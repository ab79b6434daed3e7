/** Which issues a list asks for, and in what order. */
import type { Context } from "hono";
import { z } from "zod";
import type { RestEnv } from "../context.ts";
import { instant, queryOf } from "../input.ts";
import { sameLogin } from "../users.ts";
import { sameName } from "./label-names.ts";
import { commentsOn, labels } from "./rows.ts";
import type { IssueRow } from "./rows.ts";

const query = z.object({
  state: z.enum(["open", "closed", "all"]).default("open"),
  /** Names, separated by commas: an issue has all of them. */
  labels: z.string().default(""),
  creator: z.string().optional(),
  assignee: z.string().optional(),
  mentioned: z.string().optional(),
  /** There are no milestones here: only `none` finds anything. */
  milestone: z.string().default("none"),
  since: instant.optional(),
  sort: z.enum(["created", "updated", "comments"]).default("created"),
  direction: z.enum(["asc", "desc"]).default("desc"),
});

export function listIssues(c: Context<RestEnv>, all: readonly IssueRow[]): IssueRow[] {
  const { state } = c.var.view;
  const asked = queryOf(c, "Issue", query);
  const wanted = asked.labels.split(",").flatMap((name) => name.trim() || []);
  const names = (issue: IssueRow) => issue.labels.flatMap((id) => labels(state).get(id)?.name ?? []);
  const listed = all.filter(
    (issue) =>
      (asked.state === "all" || issue.state === asked.state) &&
      wanted.every((name) => names(issue).some((other) => sameName(name, other))) &&
      (asked.creator === undefined || sameLogin(issue.author, asked.creator)) &&
      isAssigned(issue, asked.assignee) &&
      (asked.mentioned === undefined || (issue.body ?? "").includes(`@${asked.mentioned}`)) &&
      asked.milestone === "none" &&
      (asked.since === undefined || issue.updatedAt >= asked.since),
  );
  const rank = {
    created: (issue: IssueRow) => issue.createdAt,
    updated: (issue: IssueRow) => issue.updatedAt,
    comments: (issue: IssueRow) => commentsOn(state, issue).length,
  }[asked.sort];
  const sign = asked.direction === "asc" ? 1 : -1;
  return listed.sort((a, b) => sign * (rank(a) - rank(b) || a.number - b.number));
}

function isAssigned(issue: IssueRow, assignee: string | undefined): boolean {
  if (assignee === undefined) return true;
  if (assignee === "none") return issue.assignees.length === 0;
  if (assignee === "*") return issue.assignees.length > 0;
  return issue.assignees.some((login) => sameLogin(login, assignee));
}
