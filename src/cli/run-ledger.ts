/** The runs that act makes, as the emulator remembers them: GitHub would number them, act calls each one 1. */
import { attemptAgain } from "../emulator/rest/actions/attempts.ts";
import { RestError } from "../emulator/rest/errors.ts";
import { runWith, type WorkflowRunRow } from "../emulator/rest/actions/rows.ts";
import { finishRun, recordRun } from "../emulator/rest/index.ts";
import type { RunConclusion } from "../emulator/rows.ts";
import type { State } from "../emulator/state.ts";
import { UserError } from "../policy/user-error.ts";
import type { World } from "../world.ts";
import type { LocalServices } from "./local-services.ts";

type Place = Pick<World, "clock"> & LocalServices;

/** Above the one id that every run of plain act has. */
const FIRST_ID = 1001;

export interface NewRun {
  readonly workflowPath: string;
  readonly event: string;
  /** Full ref. */
  readonly ref: string;
  readonly sha: string | undefined;
}

/** Those that act made: `holdfast emulate` makes others, and so does a dispatch over REST. */
const actRuns = (state: State) => state.table("act runs");

/** A run of act's, at its first attempt. */
export function beginActRun(place: Place, run: NewRun): WorkflowRunRow {
  const begun = beginRun(place, run);
  actRuns(place.emulator.state).insert({ id: begun.id });
  return begun;
}

/** A run nobody had, at its first attempt. */
export function beginRun({ clock, emulator, repository }: Place, { ref, sha, ...run }: NewRun): WorkflowRunRow {
  const { state } = emulator;
  return recordRun({ state, clock }, repository, {
    ...run,
    id: FIRST_ID + state.next("local runs") - 1,
    headBranch: ref.replace(/^refs\/(heads|tags)\//, ""),
    headSha: sha,
    status: "in_progress",
  });
}

/**
 * The next attempt of a run, the last one of act's unless its id is given; one that was asked for over REST already is that one.
 * Throws a {@link UserError} where there is none, or GitHub would refuse.
 */
export function beginActAttempt({ clock, emulator, repository }: Place, id: number | undefined): WorkflowRunRow {
  const { state } = emulator;
  const chosen = id ?? actRuns(state).all().at(-1)?.id;
  const run = chosen === undefined ? undefined : runWith(state, repository, String(chosen));
  if (run === undefined) {
    const missing = id === undefined ? "there is no run to re-run" : `there is no run ${id}`;
    throw new UserError(`${missing} of ${repository.owner}/${repository.name}: leave out --rerun for a new one`);
  }
  if (!isAskedFor(run)) queueAttempt({ clock, emulator }, run);
  return recordRun({ state, clock }, repository, {
    id: run.id,
    workflowPath: run.workflowPath,
    status: "in_progress",
  });
}

/** Over REST, as whoever resumes a suspended run does: the attempt is there, and nobody has taken it. */
function isAskedFor({ status, attempt }: WorkflowRunRow): boolean {
  return status === "queued" && attempt > 1;
}

function queueAttempt({ clock, emulator: { state } }: Omit<Place, "repository">, run: WorkflowRunRow): void {
  // Whoever ran it has gone, for the state is ours alone: it was killed before it could say so.
  const ended = run.status === "completed" ? run : finishRun({ state, clock }, run.id, "cancelled");
  try {
    attemptAgain({ state, clock }, ended, () => true, run.actor);
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    throw new UserError(`run ${run.id} cannot be re-run: ${error.message}; leave out --rerun for a new one`, {
      cause: error,
    });
  }
}

export function endRun({ clock, emulator }: Place, run: WorkflowRunRow, conclusion: RunConclusion): void {
  finishRun({ state: emulator.state, clock }, run.id, conclusion);
}
