/** Runs the failed jobs of a run again, within bounds. */
import { listRunsSince, readRun, rerunFailedJobs, type AttemptedRun } from "../../github/attempted-runs.ts";
import type { Repository } from "../../github/context.ts";
import { failureOf } from "../../github/failure.ts";
import type { Octokit } from "../../github/octokit.ts";
import { filteredLimit, pageSize } from "../../github/workflow-runs.ts";
import { backoffDelay, unitOf } from "../../policy/backoff.ts";
import { attemptsSinceGreen } from "../../recovery/attempts-since-green.ts";
import { rerunWithinHour, whyReplaced, whyTooMany, type Limits } from "../../recovery/judge.ts";
import type { World } from "../../world.ts";

export interface Rerunning {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly limits: Limits;
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly delay: number;
  readonly signal: AbortSignal;
}

export type Rerun =
  | { readonly kind: "rerun" }
  /** Somebody else has it run again, or did it away. */
  | { readonly kind: "overtaken" }
  | { readonly kind: "refused"; readonly why: string };

/** Milliseconds that no delay exceeds: a job waits for it. */
const longestDelay = 15 * 60_000;

/** Milliseconds over which runs are looked at for re-runs: a run that is older was not re-run by us within the hour. */
const lookedBack = 24 * 3_600_000;

/** Requests at most for how runs of the last hour came to their attempts. */
const mostAsked = 50;

/** Waits, the longer the more `attempts` have failed, and runs again what did. Throws what Octokit throws where the run or the bounds cannot be read. */
export async function rerun(
  { clock, random }: Pick<World, "clock" | "random">,
  { octokit, repository, limits, delay, signal }: Rerunning,
  run: AttemptedRun,
  attempts: number,
): Promise<Rerun> {
  const backoff = { initialDelay: delay, factor: 2, maxDelay: longestDelay, jitter: "none" } as const;
  // At least half of it: what passes needs its time. What failed at the same moment is spread over the other half.
  const wait = backoffDelay(backoff, attempts, 0) * (0.5 + unitOf(random.bytes(6)) / 2);
  await clock.sleep(Math.max(0, run.updatedAt + wait - clock.now()), signal);

  if (await isOvertaken()) return { kind: "overtaken" };
  const why = await whyNotNow();
  if (why !== undefined) return { kind: "refused", why };
  try {
    await rerunFailedJobs(octokit, repository, run.id);
    return { kind: "rerun" };
  } catch (error) {
    // Its answer may have been lost, and another look can have been faster.
    if (await isOvertaken()) return { kind: "overtaken" };
    return { kind: "refused", why: failureOf(error, "GitHub does not run it again", "actions: write") };
  }

  async function whyNotNow(): Promise<string | undefined> {
    const now = clock.now();
    const recent = await recentRuns(octokit, repository, now - lookedBack);
    const replaced = whyReplaced(run, recent);
    if (replaced !== undefined) return replaced;
    const rerunLately = rerunWithinHour(recent, now);
    // Only where it may matter is it asked which of them no more than went on after a wait.
    if (whyTooMany(run, rerunLately, limits) === undefined) return undefined;
    return whyTooMany(run, rerunLately, limits, await rerunsOfFailures(rerunLately));
  }

  /** By the id of the run: re-runs since it was last green, of as many runs as may be asked for. */
  async function rerunsOfFailures(runs: readonly AttemptedRun[]): Promise<Map<number, number>> {
    const reruns = new Map<number, number>();
    let asked = 0;
    for (const other of runs) {
      if (asked >= mostAsked) break;
      const since = await attemptsSinceGreen(octokit, repository, other, limits.perHour + 1);
      reruns.set(other.id, since - 1);
      asked += since;
    }
    return reruns;
  }

  async function isOvertaken(): Promise<boolean> {
    const { attempt, status } = await readRun(octokit, repository, run.id);
    return attempt !== run.attempt || status !== "completed";
  }
}

/** The runs created since then, the newest first, as far as GitHub hands them out. */
export async function recentRuns(octokit: Octokit, repository: Repository, since: number): Promise<AttemptedRun[]> {
  const runs: AttemptedRun[] = [];
  for (let page = 1; page <= filteredLimit / pageSize; page++) {
    const found = await listRunsSince(octokit, repository, since, page);
    runs.push(...found);
    if (found.length < pageSize) break;
  }
  return runs;
}
