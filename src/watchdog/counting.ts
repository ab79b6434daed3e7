/** By which of its runs a workflow is judged. */
import type { RunFilter, WorkflowRun } from "../github/workflow-runs.ts";
import type { Watch } from "./watch.ts";

/** Runs of one event, of one branch, or of both. */
export type Counted = Pick<RunFilter, "event" | "branch">;

/**
 * The runs that count. A schedule asks for its own runs, and takes those that a person started in their place; where you
 * give a window, everything that runs on the default branch counts, and what is released.
 */
export function countedRuns({ due }: Pick<Watch, "due">, defaultBranch: string): readonly Counted[] {
  return due.kind === "schedule"
    ? [{ event: "schedule" }, { event: "workflow_dispatch", branch: defaultBranch }]
    : [{ branch: defaultBranch }, { event: "release" }];
}

/** Runs of pull requests never count: a fork may call its branch as it likes. */
export function counts(run: WorkflowRun, counted: readonly Counted[]): boolean {
  if (isOfPullRequest(run)) return false;
  return counted.some(
    ({ event, branch }) =>
      (event === undefined || event === run.event) && (branch === undefined || branch === run.branch),
  );
}

export function isOfPullRequest({ event }: Pick<WorkflowRun, "event">): boolean {
  return event.startsWith("pull_request");
}
