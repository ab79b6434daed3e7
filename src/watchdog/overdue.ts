/** Has it succeeded within its window? */
import { hasFailed, type WorkflowRun } from "../github/workflow-runs.ts";
import { formatDuration } from "../policy/duration.ts";
import { timeInWords } from "../report/time-text.ts";
import type { Finding } from "./finding.ts";
import { hasSucceeded, isUnderWay, type History } from "./history.ts";
import type { Allowance, Judgement } from "./judgement.ts";
import type { Schedule } from "./schedule.ts";
import type { Watch } from "./watch.ts";

type When = Pick<Judgement, "now" | "allowance">;

/** Since when a success is asked for. Milliseconds since the epoch. */
interface Due {
  readonly time: number;
  /** What was asked for until the last run was expected. */
  readonly before: number;
}

/** Since when there has to be a success; undefined where nothing is due yet. */
export function dueSince({ due, workflow }: Watch, { now, allowance }: When): Due | undefined {
  switch (due.kind) {
    case "unreadable":
      return undefined;
    case "window": {
      const time = now - due.ms;
      return workflow.changedAt > time ? undefined : { time, before: time };
    }
    case "schedule": {
      const time = expectedRun(due.schedule, now, allowance);
      if (time === undefined || time < Math.max(workflow.changedAt, due.since)) return undefined;
      return { time, before: due.schedule.until(time - 1, 1)[0] ?? 0 };
    }
  }
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

/** Whether too little is known of its runs to tell if it is overdue. */
export function isUnknown(watch: Watch, history: History, when: When): boolean {
  const due = dueSince(watch, when);
  return due !== undefined && reachesTooLittle(history, due);
}

function reachesTooLittle({ runs, since }: History, { time }: Due): boolean {
  return since > time && !runs.some(hasSucceeded);
}

/** Finds a workflow of which a success is due, and none is there. */
export function findOverdue(watch: Watch, history: History, when: When): Finding | undefined {
  const due = dueSince(watch, when);
  if (due === undefined || reachesTooLittle(history, due)) return undefined;
  const success = history.runs.find(hasSucceeded);
  const successAt = success && countsAt(watch, success);
  if (successAt !== undefined && successAt >= due.time) return undefined;
  const since = history.runs.filter((run) => run.createdAt >= due.time);
  if (successAt !== undefined && successAt >= due.before && mayYetSucceed(since)) return undefined;

  const last = successAt === undefined ? undefined : timeInWords(successAt);
  const hadRuns = since.length > 0;
  return {
    kind: "overdue",
    severity: "error",
    title: last === undefined ? "no success" : `no success since ${last}`,
    because: [
      wantedInWords(watch, due, when.allowance),
      hadRuns ? runsInWords(since) : "No run was made since.",
      last === undefined ? noSuccessInWords(history) : `The last success was ${last}.`,
    ].join(" "),
    next: hadRuns
      ? "Look at the newest run, mend its cause and re-run it."
      : "GitHub made no run: see whether the workflow's file is valid and on the default branch, and start it by hand.",
    url: since[0]?.url ?? watch.workflow.url,
  };
}

/** A schedule asks for runs that were made in time, a window for successes that were had in time. */
function countsAt({ due }: Watch, run: WorkflowRun): number {
  return due.kind === "window" ? run.updatedAt : run.createdAt;
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

function noSuccessInWords({ since }: History): string {
  return since === 0 ? "It has never succeeded." : `There is no success since ${timeInWords(since)}.`;
}

function runsInWords(runs: readonly WorkflowRun[]): string {
  const failed = runs.filter(hasFailed).length;
  return `Of ${runs.length} ${runs.length === 1 ? "run" : "runs"} since, ${failed} failed and none succeeded.`;
}
