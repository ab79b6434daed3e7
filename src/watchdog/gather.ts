/** What is known of the runs of all watched workflows, for few requests. */
import type { Repository } from "../github/context.ts";
import type { Octokit } from "../github/octokit.ts";
import { listRuns, pageSize, unfinishedStatuses, type WorkflowRun } from "../github/workflow-runs.ts";
import { hasSucceeded, historyOf, type History } from "./history.ts";
import type { Judgement } from "./judgement.ts";
import { askForRuns } from "./one-workflow.ts";
import { dueSince } from "./overdue.ts";
import type { Requests } from "./requests.ts";
import { sweepRuns } from "./sweep.ts";
import type { Watch } from "./watch.ts";

export interface Gathering {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly requests: Requests;
}

/** Milliseconds: nothing older is looked at where the runs of all workflows are read together. */
const lookBack = 90 * 86_400_000;
/** Runs of a workflow that let everything about it be judged. */
const enough = 30;
/** The share of the requests that may go into the runs of all workflows together. */
const sweepShare = 0.65;

/**
 * The history of each watch, by its workflow's id. One request gives the hundred newest runs of one workflow. Where there
 * are more workflows than requests, the scheduled runs of all of them are read together first, until those of which too
 * little is known can be asked for one by one.
 */
export async function gatherHistories(
  watches: readonly Watch[],
  gathering: Gathering,
  judgement: Judgement,
): Promise<ReadonlyMap<number, History>> {
  const { requests } = gathering;
  const known = new Map<number, WorkflowRun[]>(watches.map(({ workflow }) => [workflow.id, []]));
  for (const run of await overlongRuns(gathering, judgement)) known.get(run.workflowId)?.push(run);
  const since = watches.length > requests.left ? await sweep(watches, known, gathering, judgement.now) : judgement.now;

  const swept = watches.map((watch) => {
    const history = historyOf(known.get(watch.workflow.id) ?? [], since);
    return { watch, history, isSettled: isSettled(watch, history, judgement) };
  });
  // Those first of which one cannot yet tell that they are not overdue: a person may have started what succeeded.
  const inNeed = swept.toSorted((a, b) => Number(a.isSettled) - Number(b.isSettled));
  const histories = new Map<number, History>();
  for (const one of inNeed) {
    const { watch, history } = one;
    const isKnown = one.isSettled && watch.due.kind === "schedule" && history.runs.length >= enough;
    const due = dueSince(watch, judgement)?.time;
    const asked = isKnown ? undefined : await askForRuns(gathering, watch.workflow.id, history.runs, due);
    histories.set(watch.workflow.id, asked ?? history);
  }
  return histories;
}

function isSettled(watch: Watch, { runs }: History, judgement: Judgement): boolean {
  const due = dueSince(watch, judgement);
  return due === undefined || runs.some((run) => hasSucceeded(run) && run.createdAt >= due.time);
}

/** Adds scheduled runs to what is known; gives the time since when all of them are. */
async function sweep(
  watches: readonly Watch[],
  known: ReadonlyMap<number, WorkflowRun[]>,
  { octokit, repository, requests }: Gathering,
  now: number,
): Promise<number> {
  const from = now - lookBack;
  const reserved = Math.floor(requests.left * (1 - sweepShare));
  let since = now;
  for await (const page of sweepRuns(octokit, repository, { event: "schedule" }, from, requests)) {
    for (const run of page) known.get(run.workflowId)?.push(run);
    if (page.length < pageSize) return from;
    since = page.at(-1)!.createdAt + 1;
    const open = watches.filter(
      ({ workflow, due }) => due.kind !== "schedule" || known.get(workflow.id)!.length < enough,
    );
    if (open.length <= requests.left || requests.left <= reserved) break;
  }
  return since;
}

/** Runs that have not ended and are old enough to be stuck. */
async function overlongRuns(
  { octokit, repository, requests }: Gathering,
  { now, limits }: Judgement,
): Promise<WorkflowRun[]> {
  const shortest = Math.min(limits.queued, limits.waiting, limits.running ?? Number.POSITIVE_INFINITY, 3_600_000);
  const created = `<=${new Date(now - shortest).toISOString().slice(0, 19)}Z`;
  const runs: WorkflowRun[] = [];
  for (const status of unfinishedStatuses) {
    if (requests.take()) runs.push(...(await listRuns(octokit, repository, { status, created }, 1)));
  }
  return runs;
}
