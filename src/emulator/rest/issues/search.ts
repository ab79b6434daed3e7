/** Search over the issues of all repositories. */
import { Hono } from "hono";
import { viewOf } from "../context.ts";
import type { Rest, RestEnv } from "../context.ts";
import { pageOf } from "../pages.ts";
import { repositories } from "../repositories.ts";
import { labelsOf, presentIssue } from "./present.ts";
import { commentsOn, issuesOf } from "./rows.ts";
import { searchCondition } from "./search-query.ts";

/** However many match, no more can be read. */
const SEARCH_LIMIT = 1000;

export function searchRoutes({ state }: Rest): Hono<RestEnv> {
  return new Hono<RestEnv>().get("/search/issues", (c) => {
    const condition = searchCondition(c.req.query("q") ?? "");
    const origin = new URL(c.req.url).origin;
    const matches = repositories(state)
      .all()
      .filter((repository) => !repository.isPrivate || c.var.login !== undefined)
      .flatMap((repository) => {
        const view = viewOf(state, origin, repository);
        const name = `${repository.owner}/${repository.name}`;
        return issuesOf(state, repository)
          .map((issue) => ({ view, issue, repository: name, labels: labelsOf(view, issue).map((label) => label.name) }))
          .filter(condition);
      });
    const rank = {
      updated: (match: (typeof matches)[number]) => match.issue.updatedAt,
      comments: (match: (typeof matches)[number]) => commentsOn(state, match.issue).length,
      created: (match: (typeof matches)[number]) => match.issue.createdAt,
    }[sortOf(c.req.query("sort"))];
    const sign = c.req.query("order") === "asc" ? 1 : -1;
    matches.sort((a, b) => sign * (rank(a) - rank(b) || a.issue.id - b.issue.id));
    return c.json({
      total_count: matches.length,
      incomplete_results: false,
      search_type: "lexical",
      items: pageOf(c, matches.slice(0, SEARCH_LIMIT)).map(({ view, issue }) => ({
        ...presentIssue(view, issue),
        body: issue.body ?? "",
        score: 1,
      })),
    });
  });
}

function sortOf(text: string | undefined): "updated" | "comments" | "created" {
  return text === "updated" || text === "comments" ? text : "created";
}
