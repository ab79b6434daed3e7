import type { WorkflowRun } from "../github/workflow-runs.ts";
import { counts, isOfPullRequest, type Counted } from "./counting.ts";

/** What is known of a workflow's runs. */
export interface History {
  /** Those that count, the newest first. */
  readonly runs: readonly WorkflowRun[];
  /** Those that have not ended, of every branch but of no pull request. */
  readonly underWay: readonly WorkflowRun[];
  /** Milliseconds since the epoch: every success since then that counts is among the runs. */
  readonly since: number;
}

/** What these runs tell, each once. */
export function historyOf(runs: Iterable<WorkflowRun>, since: number, counted: readonly Counted[]): History {
  const each = [...new Map([...runs].map((run) => [run.id, run])).values()];
  const newestFirst = each.toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id);
  return {
    runs: newestFirst.filter((run) => counts(run, counted)),
    underWay: newestFirst.filter((run) => isUnderWay(run) && !isOfPullRequest(run)),
    since,
  };
}

export function isUnderWay({ status }: WorkflowRun): boolean {
  return status !== "completed";
}

export function hasSucceeded({ conclusion }: WorkflowRun): boolean {
  return conclusion === "success";
}

/** Milliseconds from the begin of the last attempt to its end. */
export function durationOf({ startedAt, updatedAt }: WorkflowRun): number {
  return Math.max(0, updatedAt - startedAt);
}
