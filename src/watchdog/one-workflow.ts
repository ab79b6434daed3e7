import type { Repository } from "../github/context.ts";
import type { Octokit } from "../github/octokit.ts";
import { listRuns, pageSize, type WorkflowRun } from "../github/workflow-runs.ts";
import { hasSucceeded, historyOf, type History } from "./history.ts";
import type { Requests } from "./requests.ts";

/**
 * The newest runs of one workflow, whatever started them, together with those that are known. A success is looked for
 * as far back as `due`. Undefined where no request is left.
 */
export async function askForRuns(
  { octokit, repository, requests }: { octokit: Octokit; repository: Repository; requests: Requests },
  workflowId: number,
  known: readonly WorkflowRun[],
  due: number | undefined,
): Promise<History | undefined> {
  if (!requests.take()) return undefined;
  const newest = await listRuns(octokit, repository, { workflowId }, 1);
  const since = newest.length < pageSize ? 0 : newest.at(-1)!.createdAt + 1;
  const history = historyOf([...newest, ...known], since);
  if (due === undefined || since <= due || history.runs.some(hasSucceeded) || !requests.take()) return history;
  const successes = await listRuns(octokit, repository, { workflowId, status: "success" }, 1);
  const isWhole = successes.length < pageSize;
  return historyOf([...history.runs, ...successes], isWhole ? 0 : successes.at(-1)!.createdAt + 1);
}
