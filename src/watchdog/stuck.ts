/** Is a run stuck? */
import type { WorkflowRun } from "../github/workflow-runs.ts";
import { formatDuration } from "../policy/duration.ts";
import { timeInWords } from "../report/time-text.ts";
import { durationOf, hasSucceeded, type History } from "./history.ts";
import type { Silences } from "./heartbeats.ts";
import { found, unread, well, type Ruling } from "./ruling.ts";
import { median } from "./statistics.ts";
import type { Judgement, Limits } from "./judgement.ts";

const hour = 3_600_000;
/** What a job may take on GitHub's own runners: the limit where nothing is known of the runs before. */
const jobLimit = 6 * hour;
const fewestUsual = 5;

/** Milliseconds a run may be at work: six times the usual success, half as long again as the longest, an hour at least. */
export function runningLimit({ runs }: Pick<History, "runs">, { running }: Limits): number {
  if (running !== undefined) return running;
  const successes = runs.filter(hasSucceeded).map(durationOf);
  if (successes.length < fewestUsual) return jobLimit;
  return Math.max(hour, 6 * median(successes), 1.5 * Math.max(...successes));
}

/** Finds runs that have been at work, in a queue or before an approval for too long, or whose heartbeat stopped. */
export function judgeStuck(history: History, { now, limits }: Judgement, silences: Silences): Ruling {
  const stuck = history.underWay
    .map((run) => ({
      run,
      ...standOf(run.status, history, limits),
      age: now - run.startedAt,
      silence: silences.get(run.id),
    }))
    .filter(({ age, limit, silence }) => age > limit || typeof silence === "number")
    .toSorted((a, b) => b.age - a.age);
  const [oldest] = stuck;
  // A run may have been found by its heartbeat before.
  if (oldest === undefined) return history.underWay.some(({ id }) => silences.get(id) === "unread") ? unread : well;
  const { run, words, age, limit, silence, next } = oldest;
  const others = stuck.length === 1 ? "" : ` So are ${stuck.length - 1} more of its runs.`;
  const why =
    typeof silence === "number"
      ? `its journal's heartbeat stopped at ${timeInWords(silence)}, ${formatDuration(now - silence)} ago, and comes every ten minutes.`
      : `${formatDuration(limit)} is the most that is usual or allowed.`;
  return found({
    kind: "stuck",
    severity: "error",
    title: `run #${run.number} ${words} for ${formatDuration(age)}`,
    because: `Run #${run.number} ${words} for ${formatDuration(age)}; ${why}${others}`,
    next,
    url: run.url,
  });
}

function standOf(status: WorkflowRun["status"], history: History, limits: Limits) {
  switch (status) {
    case "in_progress":
      return {
        words: "has been at work",
        limit: runningLimit(history, limits),
        next: "See what it waits for; cancel and re-run it (gh run cancel), and give its jobs a timeout-minutes.",
      };
    case "waiting":
      return {
        words: "has been waiting for an approval",
        limit: limits.waiting,
        next: "Approve or reject it, or cancel it.",
      };
    default:
      return {
        words: "has been in a queue",
        limit: limits.queued,
        next: "See whether a runner with its labels is there, and whether another run of its concurrency group is stuck.",
      };
  }
}
