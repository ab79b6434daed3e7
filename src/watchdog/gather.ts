/** What is known of the runs of all watched workflows, for few requests. */
import { listRuns, pageSize, unfinishedStatuses, type WorkflowRun } from "../github/workflow-runs.ts";
import { countedRuns } from "./counting.ts";
import { historyOf, type History } from "./history.ts";
import type { Judgement } from "./judgement.ts";
import { askForRuns, type Asking } from "./one-workflow.ts";
import { dueSince, hasSucceededSince } from "./overdue.ts";
import { sweepRuns } from "./sweep.ts";
import type { Watch } from "./watch.ts";

/** Milliseconds: nothing older is looked at where the runs of all workflows are read together. */
const lookBack = 90 * 86_400_000;
const hour = 3_600_000;
/** Runs of a workflow that let everything about it be judged. */
const enough = 30;
/** The share of the requests that may go into the runs of all workflows together. */
const sweepShare = 0.65;

/**
 * The history of each watch, by its workflow's id, with what {@link overlongRuns} gave. One request gives the hundred
 * newest runs of one workflow. Where there are more workflows than requests, the scheduled runs of all of them are read
 * together first, until those of which too little is known can be asked for one by one. Of what there was no request for
 * there is no history.
 */
export async function gatherHistories(
  watches: readonly Watch[],
  overlong: readonly WorkflowRun[],
  asking: Asking,
  judgement: Judgement,
): Promise<ReadonlyMap<number, History>> {
  const { requests, defaultBranch } = asking;
  const known = new Map<number, WorkflowRun[]>(watches.map(({ workflow }) => [workflow.id, []]));
  for (const run of overlong) known.get(run.workflowId)?.push(run);
  const since = watches.length > requests.left ? await sweep(watches, known, asking, judgement.now) : judgement.now;

  const swept = watches.map((watch) => {
    const runs = known.get(watch.workflow.id) ?? [];
    const due = dueSince(watch, judgement);
    const history = historyOf(runs, since, countedRuns(watch, defaultBranch));
    const hasSucceeded = due !== undefined && hasSucceededSince(watch, history, due);
    return { watch, runs, due, history, hasSucceeded, isSettled: due === undefined || hasSucceeded };
  });
  // Those first of which one cannot yet tell that they are not overdue: a person may have started what succeeded.
  const inNeed = swept.toSorted((a, b) => Number(a.isSettled) - Number(b.isSettled));
  const histories = new Map<number, History>();
  for (const { watch, runs, due, history, hasSucceeded, isSettled } of inNeed) {
    const isKnown = isSettled && watch.due.kind === "schedule" && history.runs.length >= enough;
    const asked = isKnown ? history : await askForRuns(asking, watch, runs, due);
    // Runs that were read together tell that it is well, never that it is not.
    const read = asked ?? (hasSucceeded ? history : undefined);
    if (read !== undefined) histories.set(watch.workflow.id, read);
  }
  return histories;
}

/** Adds scheduled runs to what is known; gives the time since when all of them are. */
async function sweep(
  watches: readonly Watch[],
  known: ReadonlyMap<number, WorkflowRun[]>,
  { octokit, repository, requests }: Asking,
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

/** Runs of these workflows that have not ended and are old enough to be stuck. */
export async function overlongRuns(
  watches: readonly Watch[],
  { octokit, repository, requests }: Asking,
  { now, limits }: Judgement,
): Promise<WorkflowRun[]> {
  const { queued, waiting, running, heartbeat } = limits;
  const shortest = Math.min(queued, waiting, running ?? hour, heartbeat ?? hour, hour);
  const created = `<=${new Date(now - shortest).toISOString().slice(0, 19)}Z`;
  const watched = new Set(watches.map(({ workflow }) => workflow.id));
  const runs: WorkflowRun[] = [];
  for (const status of unfinishedStatuses) {
    if (requests.take()) runs.push(...(await listRuns(octokit, repository, { status, created }, 1)));
  }
  return runs.filter(({ workflowId }) => watched.has(workflowId));
}
