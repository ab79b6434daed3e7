/** Runs of all workflows at once, the newest first, page by page. */
import type { Repository } from "../github/context.ts";
import type { Octokit } from "../github/octokit.ts";
import { filteredLimit, listRuns, pageSize, type RunFilter, type WorkflowRun } from "../github/workflow-runs.ts";
import type { Requests } from "./requests.ts";

/**
 * The pages of the runs that were made since `since`, as long as there are requests. GitHub shows a thousand runs of a
 * list; for those before them a list that ends there is asked for.
 */
export async function* sweepRuns(
  octokit: Octokit,
  repository: Repository,
  filter: RunFilter,
  since: number,
  requests: Requests,
): AsyncGenerator<readonly WorkflowRun[]> {
  const pages = filteredLimit / pageSize;
  let until: number | undefined;
  for (;;) {
    const created = until === undefined ? `>=${inSeconds(since)}` : `${inSeconds(since)}..${inSeconds(until)}`;
    let oldest: number | undefined;
    for (let page = 1; page <= pages; page++) {
      if (!requests.take()) return;
      const runs = await listRuns(octokit, repository, { ...filter, created }, page);
      yield runs;
      if (runs.length < pageSize) return;
      oldest = runs.at(-1)?.createdAt;
    }
    // A thousand runs within one second: there is no list that ends before them and misses none.
    if (oldest === until) return;
    until = oldest;
  }
}

function inSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}
