/** Has it succeeded within its window? */
import { hasFailed, type WorkflowRun } from "../github/workflow-runs.ts";
import { formatDuration } from "../policy/duration.ts";
import { timeInWords } from "../report/time-text.ts";
import { hasSucceeded, isUnderWay, type History } from "./history.ts";
import type { Allowance, Judgement } from "./judgement.ts";
import { found, undecided, unread, well, type Ruling } from "./ruling.ts";
import type { Schedule } from "./schedule.ts";
import type { Watch } from "./watch.ts";

type When = Pick<Judgement, "now" | "allowance">;

/** Since when a success is asked for. Milliseconds since the epoch. */
interface Due {
  readonly time: number;
  /** What was asked for until the last run was expected. */
  readonly before: number;
}

/** Since when there has to be a success; undefined where there is no such time. */
function windowOf({ due }: Watch, { now, allowance }: When): Due | undefined {
  switch (due.kind) {
    case "unreadable":
      return undefined;
    case "window":
      return { time: now - due.ms, before: now - due.ms };
    case "schedule": {
      const time = expectedRun(due.schedule, now, allowance);
      return time === undefined ? undefined : { time, before: due.schedule.until(time - 1, 1)[0] ?? 0 };
    }
  }
}

/** A workflow that was made or turned on later could not run yet. */
function couldNotRun({ workflow }: Watch, { time }: Due): boolean {
  return workflow.changedAt > time;
}

/** Since when there has to be a success, in milliseconds since the epoch; undefined where nothing is due yet. */
export function dueSince(watch: Watch, when: When): number | undefined {
  const due = windowOf(watch, when);
  return due === undefined || couldNotRun(watch, due) ? undefined : due.time;
}

/**
 * When the run was expected that has to be there, or one after it. As late as runs may come, the newest expected run should
 * be there; before it as many are let go as may be dropped, those within the time that a run may be late counting as one:
 * what keeps GitHub from starting one run keeps it from starting the next as well.
 */
function expectedRun(schedule: Schedule, now: number, { late, dropped }: Allowance): number | undefined {
  const expected = schedule.until(now - late, dropped + 1);
  const [newest] = expected;
  if (newest === undefined || dropped === 0) return newest;
  const [apart] = schedule.until(newest - late * dropped, 1);
  const behind = expected[dropped];
  return apart === undefined || behind === undefined ? undefined : Math.min(apart, behind);
}

/** Whether there is a success that was due since a time in milliseconds since the epoch. */
export function hasSucceededSince(watch: Watch, history: History, time: number): boolean {
  return (lastSuccess(watch, history) ?? Number.NEGATIVE_INFINITY) >= time;
}

/** A schedule asks for runs that were made in time, a window for successes that were had in time. */
function lastSuccess({ due }: Watch, { runs }: History): number | undefined {
  const times = runs
    .filter(hasSucceeded)
    .map(({ createdAt, updatedAt }) => (due.kind === "window" ? updatedAt : createdAt));
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Finds a workflow of which a success is due, and none is there. What cannot run is not also late. */
export function judgeLateness(watch: Watch, history: History, when: When): Ruling {
  const due = windowOf(watch, when);
  if (due === undefined || watch.workflow.state !== "active") return undecided;
  if (hasSucceededSince(watch, history, due.time)) return well;
  if (couldNotRun(watch, due)) return undecided;
  if (history.since > due.time) return unread;
  const since = history.runs.filter((run) => run.createdAt >= due.time);
  if (hasSucceededSince(watch, history, due.before) && mayYetSucceed(since)) return undecided;

  const successAt = lastSuccess(watch, history);
  const last = successAt === undefined ? undefined : timeInWords(successAt);
  const hadRuns = since.length > 0;
  return found({
    kind: "overdue",
    severity: "error",
    title: last === undefined ? "no success" : `no success since ${last}`,
    because: [
      wantedInWords(watch, due, when.allowance),
      hadRuns ? runsInWords(since) : noRunInWords(watch),
      last === undefined ? noSuccessInWords(history) : `The last success was ${last}.`,
    ].join(" "),
    next: hadRuns
      ? "Look at the newest run, mend its cause and re-run it."
      : "GitHub made no run: see whether the workflow's file is valid and on the default branch, and start it by hand.",
    url: since[0]?.url ?? watch.workflow.url,
  });
}

/** One that came late and still runs. */
function mayYetSucceed(runs: readonly WorkflowRun[]): boolean {
  return runs.some(isUnderWay) && !runs.some(hasFailed);
}

function wantedInWords({ due }: Watch, { time }: Due, { late, dropped }: Allowance): string {
  if (due.kind === "window") return `A success is due every ${formatDuration(due.ms)}.`;
  const drops = dropped === 0 ? "" : ` and ${dropped === 1 ? "the next one" : `the next ${dropped}`} may be dropped`;
  return `A run was expected at ${timeInWords(time)}; it may come ${formatDuration(late)} late${drops}.`;
}

function noRunInWords({ due }: Watch): string {
  return due.kind === "window"
    ? "No run of the default branch was made since."
    : "Neither the schedule nor a person has started one since.";
}

function noSuccessInWords({ since }: History): string {
  return since === 0 ? "It has never succeeded." : `There is no success since ${timeInWords(since)}.`;
}

function runsInWords(runs: readonly WorkflowRun[]): string {
  const failed = runs.filter(hasFailed).length;
  return `Of ${runs.length} ${runs.length === 1 ? "run" : "runs"} since, ${failed} failed and none succeeded.`;
}
