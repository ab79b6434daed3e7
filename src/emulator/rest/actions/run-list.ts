/** Which runs a list asks for. */
import { z } from "zod";
import type { Context } from "hono";
import type { RestEnv } from "../context.ts";
import { dateRange } from "../date-range.ts";
import { queryOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { sameLogin } from "../users.ts";
import { presentRun } from "./present.ts";
import type { WorkflowRunRow } from "./rows.ts";

/** However many match a filter, no more can be read. */
const FILTERED_LIMIT = 1000;

const filters = z
  .object({
    actor: z.string(),
    branch: z.string(),
    event: z.string(),
    /** A status or a conclusion. */
    status: z.string(),
    created: z.string().transform(dateRange),
    head_sha: z.string(),
    check_suite_id: z.coerce.number(),
  })
  .partial();

/** Answers with a page of these runs, newest first. */
export function answerRuns(c: Context<RestEnv>, runs: readonly WorkflowRunRow[]) {
  const asked = queryOf(c, "WorkflowRun", filters);
  const matching = runs
    .filter(
      (run) =>
        (asked.actor === undefined || sameLogin(run.actor, asked.actor)) &&
        (asked.branch === undefined || run.headBranch === asked.branch) &&
        (asked.event === undefined || run.event === asked.event) &&
        (asked.status === undefined || run.status === asked.status || run.conclusion === asked.status) &&
        (asked.created?.(run.createdAt) ?? true) &&
        (asked.head_sha === undefined || run.headSha === asked.head_sha) &&
        // A run has the id of its check suite here.
        (asked.check_suite_id === undefined || run.id === asked.check_suite_id),
    )
    .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
  const isFiltered = Object.values(asked).some((value) => value !== undefined);
  const readable = isFiltered ? matching.slice(0, FILTERED_LIMIT) : matching;
  return c.json({
    total_count: matching.length,
    workflow_runs: pageOf(c, readable).map((run) => presentRun(c.var.view, run)),
  });
}
