/** One look at the workflows of a repository: what is watched, and what is wrong with it. */
import type { Repository } from "../github/context.ts";
import { failureOf, isDenial } from "../github/failure.ts";
import type { Octokit } from "../github/octokit.ts";
import { enableWorkflow, lastCommitted, listWorkflows, type Workflow } from "../github/workflows.ts";
import { wasDisabledByGitHub } from "./disabled.ts";
import type { Finding } from "./finding.ts";
import { gatherHistories } from "./gather.ts";
import { historyOf, type History } from "./history.ts";
import { judge } from "./judge.ts";
import type { Judgement } from "./judgement.ts";
import { isUnknown } from "./overdue.ts";
import type { Requests } from "./requests.ts";
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
  readonly history: History;
  readonly findings: readonly Finding[];
  /** Too little is known of its runs: there were not enough requests. */
  readonly isUnknown: boolean;
  /** What became of turning it on again, where that was tried; a failure says why. */
  readonly enabled?: { readonly failure?: string };
}

/** Throws a `UserError` where what is asked for is not there, and what Octokit throws where GitHub cannot be read. */
export async function look(looking: Looking): Promise<Verdict[]> {
  const { asked, judgement, read, enable } = looking;
  const watches = await selectWatches(await allWorkflows(looking), asked, read);
  const histories = await gatherHistories(watches, looking, judgement);
  const verdicts: Verdict[] = [];
  for (const watch of watches) {
    const history = histories.get(watch.workflow.id) ?? historyOf([], judgement.now);
    const enabled = enable && wasDisabledByGitHub(watch) ? await turnOn(looking, watch) : undefined;
    const findings = enabled !== undefined && enabled.failure === undefined ? [] : judge(watch, history, judgement);
    verdicts.push({
      watch,
      history,
      findings,
      isUnknown: isUnknown(watch, history, judgement),
      ...(enabled && { enabled }),
    });
  }
  return Promise.all(verdicts.map((verdict) => withoutOldSchedule(looking, verdict)));
}

async function allWorkflows({ octokit, repository, requests }: Looking): Promise<Workflow[]> {
  const workflows: Workflow[] = [];
  for (let page = 1; requests.take(); page++) {
    const { total, workflows: found } = await listWorkflows(octokit, repository, page);
    workflows.push(...found);
    if (found.length === 0 || workflows.length >= total) break;
  }
  return workflows;
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

/** What a new schedule would have asked for before it was written is not overdue. */
async function withoutOldSchedule(looking: Looking, verdict: Verdict): Promise<Verdict> {
  const { watch, findings, history } = verdict;
  const { due, workflow } = watch;
  const { octokit, repository, requests, judgement } = looking;
  if (due.kind !== "schedule" || !findings.some(({ kind }) => kind === "overdue") || !requests.take()) return verdict;
  const since = await lastCommitted(octokit, repository, workflow.path).catch((error: unknown) => {
    // Who may not read commits is told of a schedule that is too new rather than of nothing.
    if (isDenial(error)) return undefined;
    throw error;
  });
  if (since === undefined) return verdict;
  const dated = { ...watch, due: { ...due, since } };
  return { ...verdict, watch: dated, findings: judge(dated, history, judgement) };
}
