import type { Repository } from "../github/context.ts";
import type { Octokit } from "../github/octokit.ts";
import { listRuns, pageSize, type WorkflowRun } from "../github/workflow-runs.ts";
import { countedRuns } from "./counting.ts";
import { historyOf, type History } from "./history.ts";
import { hasSucceededSince } from "./overdue.ts";
import type { Requests } from "./requests.ts";
import type { Watch } from "./watch.ts";

export interface Asking {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly requests: Requests;
  readonly defaultBranch: string;
}

/**
 * The newest runs of one workflow, whatever started them, together with those that are known. A success that counts is
 * looked for as far back as `due`, in milliseconds since the epoch. Undefined where no request is left.
 */
export async function askForRuns(
  { octokit, repository, requests, defaultBranch }: Asking,
  watch: Watch,
  known: readonly WorkflowRun[],
  due: number | undefined,
): Promise<History | undefined> {
  if (!requests.take()) return undefined;
  const workflowId = watch.workflow.id;
  const counted = countedRuns(watch, defaultBranch);
  const newest = await listRuns(octokit, repository, { workflowId }, 1);
  const runs = [...newest, ...known];
  const since = newest.length < pageSize ? 0 : newest.at(-1)!.createdAt + 1;
  if (due === undefined || since <= due) return historyOf(runs, since, counted);

  let reached = 0;
  for (const filter of counted) {
    const history = historyOf(runs, since, counted);
    if (hasSucceededSince(watch, history, due) || !requests.take()) return history;
    const successes = await listRuns(octokit, repository, { ...filter, workflowId, status: "success" }, 1);
    runs.push(...successes);
    if (successes.length === pageSize) reached = Math.max(reached, successes.at(-1)!.createdAt + 1);
  }
  return historyOf(runs, reached, counted);
}
