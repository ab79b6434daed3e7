import type { JobExecution } from "../github/job-executions.ts";
import { wordsOfJob, wordsOfLane } from "../github/job-words.ts";
import type { WaitingNote } from "./waiting-note.ts";
import type { WaitingRun } from "./waiting-run.ts";

/** What became of the job that suspended. */
export type Standing =
  /** Nothing: it is the one to run again. */
  | { readonly kind: "waiting"; readonly job: JobExecution }
  /** It ran again, or does. */
  | { readonly kind: "started-again" }
  /** Its own condition kept it from running again. */
  | { readonly kind: "skipped" }
  /** GitHub knows no jobs of the run, as under act. */
  | { readonly kind: "jobless" }
  /** Nobody knows which of the jobs it is. */
  | { readonly kind: "unknown" };

/** `executions` are all of its workflow run; of a wait that names no job, the note tells whose it is. */
export function standingOf(
  waiting: WaitingRun,
  run: { readonly attempt: number },
  executions: readonly JobExecution[],
  note?: WaitingNote,
): Standing {
  if (executions.length === 0) return { kind: run.attempt > waiting.attempt ? "started-again" : "jobless" };
  const suspended = suspendedJob(waiting, executions, note);
  if (suspended === undefined) return { kind: "unknown" };

  const ofJob = executions.filter(({ name }) => name === suspended.name);
  const before = ofJob.filter(({ attempt }) => attempt <= waiting.attempt);
  const known = new Set(before.map(({ startedAt }) => startedAt));
  // What began at the same moment is the same, carried over: times are GitHub's own, and no other clock is compared.
  const begun = ofJob.filter((one) => one.attempt > waiting.attempt && !known.has(one.startedAt) && hasBegun(one));
  // Jobs of one name cannot be told apart: it has run again for certain where all of them have.
  const sameName = before.filter(({ attempt }) => attempt === suspended.attempt);
  if (begun.length >= sameName.length) return { kind: "started-again" };
  const listedLast = ofJob
    .filter((one) => one.startedAt === suspended.startedAt || !hasBegun(one))
    .reduce((last, one) => (one.attempt > last.attempt ? one : last), suspended);
  return listedLast.conclusion === "skipped" ? { kind: "skipped" } : { kind: "waiting", job: listedLast };
}

/** One that was skipped, or cancelled before a runner took it, has done nothing: `concurrency` cancels who waits. */
function hasBegun({ status, conclusion, hadRunner }: JobExecution): boolean {
  if (status !== "completed") return status === "in_progress";
  return conclusion !== "skipped" && (hadRunner || conclusion !== "cancelled");
}

function suspendedJob(
  { jobId, attempt }: WaitingRun,
  executions: readonly JobExecution[],
  note: WaitingNote | undefined,
): JobExecution | undefined {
  const named = executions.find(({ id }) => id === jobId);
  if (named !== undefined) return named;
  const jobs = executions.filter((one) => one.attempt === attempt);
  if (jobs.length === 1) return jobs[0];
  if (note === undefined) return undefined;
  const words = wordsOfLane(note.lane, note.automation);
  const [found, ...others] = jobs.filter(({ name }) => wordsOfJob(name) === words);
  return others.length === 0 ? found : undefined;
}
