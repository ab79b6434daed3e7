/** One look at the workflows of a repository: what is watched, and what is wrong with it. */
import type { Repository } from "../github/context.ts";
import { failureOf, isDenial } from "../github/failure.ts";
import type { Octokit } from "../github/octokit.ts";
import { enableWorkflow, listWorkflows, readDefaultBranch, type Workflow } from "../github/workflows.ts";
import { scheduleThen } from "./changed-schedule.ts";
import { wasDisabledByGitHub } from "./disabled.ts";
import { gatherHistories, overlongRuns } from "./gather.ts";
import { findSilences } from "./heartbeats.ts";
import type { History } from "./history.ts";
import { judge } from "./judge.ts";
import type { Judgement } from "./judgement.ts";
import { dueSince } from "./overdue.ts";
import { requireRequest, type Requests } from "./requests.ts";
import { undecided, unread, type Rulings } from "./ruling.ts";
import { selectWatches, type Asked, type ReadWorkflow } from "./select.ts";
import type { Watch } from "./watch.ts";

export interface Looking {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly requests: Requests;
  readonly asked: Asked;
  readonly judgement: Judgement;
  readonly read: ReadWorkflow;
  /** Whether what GitHub turned off is to be turned on again. */
  readonly enable: boolean;
}

/** What a look tells of one workflow. */
export interface Verdict {
  readonly watch: Watch;
  /** Undefined where nobody looked at its runs: there were not enough requests. */
  readonly history: History | undefined;
  readonly rulings: Rulings;
  /** What became of turning it on again, where that was tried; a failure says why. */
  readonly enabled?: { readonly failure?: string };
}

/**
 * Throws a `UserError` where what is asked for is not there or there are too few requests to know what is, and what Octokit
 * throws where GitHub cannot be read.
 */
export async function look(looking: Looking): Promise<Verdict[]> {
  const { octokit, repository, requests, asked, judgement, read, enable } = looking;
  requireRequest(requests);
  const defaultBranch = await readDefaultBranch(octokit, repository);
  const watches = await selectWatches(await allWorkflows(looking), asked, read);
  const asking = { octokit, repository, requests, defaultBranch };
  const overlong = await overlongRuns(watches, asking, judgement);
  const silences = await findSilences(asking, overlong, judgement);
  const histories = await gatherHistories(watches, overlong, asking, judgement);
  const verdicts: Verdict[] = [];
  for (const watch of watches) {
    const history = histories.get(watch.workflow.id);
    const enabled = enable && wasDisabledByGitHub(watch) ? await turnOn(looking, watch) : undefined;
    const isOnAgain = enabled !== undefined && enabled.failure === undefined;
    const standing = isOnAgain ? { ...watch, workflow: turnedOn(watch.workflow, judgement.now) } : watch;
    const rulings = judge(standing, history, judgement, silences);
    verdicts.push({ watch: standing, history, rulings, ...(enabled && { enabled }) });
  }
  return Promise.all(verdicts.map((verdict) => withoutOldSchedule(looking, verdict)));
}

async function allWorkflows({ octokit, repository, requests }: Looking): Promise<Workflow[]> {
  const workflows: Workflow[] = [];
  for (let page = 1; ; page++) {
    requireRequest(requests);
    const { total, workflows: found } = await listWorkflows(octokit, repository, page);
    workflows.push(...found);
    if (found.length === 0 || workflows.length >= total) return workflows;
  }
}

function turnedOn(workflow: Workflow, now: number): Workflow {
  return { ...workflow, state: "active", changedAt: now };
}

async function turnOn({ octokit, repository, requests }: Looking, { workflow }: Watch): Promise<{ failure?: string }> {
  if (!requests.take()) return { failure: "no request was left for it" };
  try {
    await enableWorkflow(octokit, repository, workflow.id);
    return {};
  } catch (error) {
    if (isDenial(error)) return { failure: "the token may not: grant the job `actions: write`" };
    return { failure: failureOf(error, "it could not be turned on") };
  }
}

/** What a new schedule would have asked for before it was written is not overdue, and not well either. */
async function withoutOldSchedule(looking: Looking, verdict: Verdict): Promise<Verdict> {
  const { watch, rulings } = verdict;
  const { due, workflow } = watch;
  const since = dueSince(watch, looking.judgement);
  if (due.kind !== "schedule" || since === undefined || rulings.overdue.kind !== "found") return verdict;
  const then = await scheduleThen(looking, workflow.path, due.schedule, since);
  if (then === "same") return verdict;
  return { ...verdict, rulings: { ...rulings, overdue: then === "unread" ? unread : undecided } };
}
