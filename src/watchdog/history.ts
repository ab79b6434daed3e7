import type { WorkflowRun } from "../github/workflow-runs.ts";

/** What is known of a workflow's runs. */
export interface History {
  /** The newest first. Those of pull requests do not count. */
  readonly runs: readonly WorkflowRun[];
  /** Milliseconds since the epoch: every success since then is among them. */
  readonly since: number;
}

/** All that counts of these runs, each once. */
export function historyOf(runs: Iterable<WorkflowRun>, since: number): History {
  const counting = [...runs].filter(({ event }) => !event.startsWith("pull_request"));
  const each = [...new Map(counting.map((run) => [run.id, run])).values()];
  return { runs: each.toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id), since };
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
