/** What is kept of workflows and their runs. Times are milliseconds since the epoch. */
import type { RunConclusion, RunRow, RunStatus } from "../../rows.ts";
import type { Row, State } from "../../state.ts";
import type { Repository } from "../repositories.ts";

export interface WorkflowRow extends Row {
  readonly repository: number;
  readonly name: string;
  /** `.github/workflows/NAME.yml`. */
  readonly path: string;
  /** GitHub itself turns those with a schedule off after 60 days without a commit, and in forks. */
  readonly state: "active" | "disabled_manually" | "disabled_inactivity" | "disabled_fork";
  /** Events that start it. */
  readonly on: readonly string[];
  /** Inputs of a dispatch and whether each must be given; null where any may be given. */
  readonly inputs: Readonly<Record<string, { readonly required: boolean }>> | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface WorkflowRunRow extends RunRow {
  readonly repository: number;
  readonly workflow: number;
  readonly displayTitle: string;
  /** Who caused the run. */
  readonly actor: string;
  /** Who caused this attempt. */
  readonly triggeringActor: string;
  /** When this attempt began. */
  readonly startedAt: number;
  /** Of a dispatch. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The client payload of a repository dispatch. */
  readonly payload: unknown;
  /** The fork whose commit it runs, where it is one's. */
  readonly fork?: Pick<Repository, "owner" | "name">;
  /** Goes on when it is cancelled, as a run of `always()` steps does; only a forced cancellation ends it. */
  readonly ignoresCancel: boolean;
}

/** An attempt that a later one has followed, as it was when it ended. */
export interface PastAttemptRow extends Row {
  readonly run: WorkflowRunRow;
}

export interface JobStep {
  readonly name: string;
  readonly status: RunStatus;
  readonly conclusion: RunConclusion | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
}

export interface JobRow extends Row {
  readonly run: number;
  readonly attempt: number;
  readonly name: string;
  readonly status: RunStatus;
  readonly conclusion: RunConclusion | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly steps: readonly JobStep[];
  /** What `runs-on` asks for. */
  readonly labels: readonly string[];
  readonly runner: string | null;
  /** Name of the log among the state's blobs. */
  readonly log: string | null;
}

export const workflows = (state: State) => state.table<WorkflowRow>("workflows");
export const workflowRuns = (state: State) => state.table<WorkflowRunRow>("runs");
export const pastAttempts = (state: State) => state.table<PastAttemptRow>("past attempts");
export const jobs = (state: State) => state.table<JobRow>("jobs");

export function runsOf(state: State, repository: Repository): WorkflowRunRow[] {
  return workflowRuns(state)
    .all()
    .filter((run) => run.repository === repository.id);
}

/** A run of the repository at one of its attempts, the latest unless told. */
export function runWith(
  state: State,
  repository: Repository,
  id: string,
  attempt?: string,
): WorkflowRunRow | undefined {
  const run = workflowRuns(state).get(Number(id));
  if (run?.repository !== repository.id) return undefined;
  if (attempt === undefined || attempt === String(run.attempt)) return run;
  return pastAttempts(state)
    .all()
    .find((past) => past.run.id === run.id && String(past.run.attempt) === attempt)?.run;
}

export function jobsOf(state: State, run: number, attempt?: number): JobRow[] {
  return jobs(state)
    .all()
    .filter((job) => job.run === run && (attempt === undefined || job.attempt === attempt));
}

export function workflowsOf(state: State, repository: Repository): WorkflowRow[] {
  return workflows(state)
    .all()
    .filter((workflow) => workflow.repository === repository.id);
}

/** By id or by the name of its file. */
export function workflowWith(state: State, repository: Repository, idOrFile: string): WorkflowRow | undefined {
  return workflowsOf(state, repository).find(
    ({ id, path }) => String(id) === idOrFile || path === idOrFile || path.endsWith(`/${idOrFile}`),
  );
}
