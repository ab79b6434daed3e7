/** What became of a run since it was put in the index: an entry may outlive its wait. */
import { readRun, type AttemptedRun } from "../../github/attempted-runs.ts";
import type { Repository } from "../../github/context.ts";
import { statusOf } from "../../github/failure.ts";
import { listExecutions } from "../../github/job-executions.ts";
import type { Octokit } from "../../github/octokit.ts";
import { judge } from "../../waiting/judge.ts";
import { standingOf, type Standing } from "../../waiting/standing.ts";
import type { WaitingNote } from "../../waiting/waiting-note.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";
import type { Requests } from "../requests.ts";

export type Fate =
  /** It waits still; `lost` says why GitHub runs it again no more. */
  | {
      readonly kind: "waits";
      readonly run: AttemptedRun | undefined;
      readonly isUnderWay: boolean;
      readonly lost: string | undefined;
    }
  | { readonly kind: "went-on" }
  /** Its workflow run was run again, and nothing tells whether its job was. */
  | { readonly kind: "unknown" }
  /** There was no request left to look, or GitHub did not answer. */
  | { readonly kind: "unread" };

export interface FateAsking {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly requests: Requests;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Looks at each workflow run once, however many of its jobs wait: one request, and another where it was run again. */
export function fates({ octokit, repository, requests, now }: FateAsking) {
  /** Null where GitHub knows it no more. */
  const runOf = once(requests, (runId) => readRun(octokit, repository, runId).catch(nullWhereMissing));
  const executionsOf = once(requests, (runId) => listExecutions(octokit, repository, runId));

  return async (waiting: WaitingRun, noteOf: () => Promise<WaitingNote | undefined>): Promise<Fate> => {
    const read = await runOf(waiting.runId);
    if (read === undefined) return { kind: "unread" };
    const run = read ?? undefined;
    const isNewer = run !== undefined && run.attempt > waiting.attempt;
    const executions = isNewer ? await executionsOf(waiting.runId) : [];
    if (executions === undefined) return { kind: "unread" };
    // In the attempt that suspended its job has not started again.
    let standing: Standing = isNewer ? standingOf(waiting, run, executions) : { kind: "jobless" };
    if (isNewer && standing.kind === "unknown") standing = standingOf(waiting, run, executions, await noteOf());
    if (standing.kind === "unknown") return { kind: "unknown" };
    const judged = judge([{ waiting, standing }], run, executions, now).get(waiting);
    if (judged?.kind === "gone-on") return { kind: "went-on" };
    const lost = judged?.kind === "out-of-reach" ? judged.why : undefined;
    return { kind: "waits", run, isUnderWay: judged?.kind === "leave", lost };
  };
}

/** Asks once of each workflow run; undefined where no request is left, or GitHub does not answer. */
function once<T>(requests: Requests, ask: (runId: number) => Promise<T>) {
  const answers = new Map<number, T | undefined>();
  return async (runId: number): Promise<T | undefined> => {
    if (!answers.has(runId))
      answers.set(runId, requests.take() ? await ask(runId).catch(undefinedWhereRefused) : undefined);
    return answers.get(runId);
  };
}

function nullWhereMissing(error: unknown): null {
  if (statusOf(error) !== 404) throw error;
  return null;
}

function undefinedWhereRefused(error: unknown): undefined {
  if (statusOf(error) === undefined) throw error;
}
