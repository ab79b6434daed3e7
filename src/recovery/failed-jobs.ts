/** Why the jobs of a run failed, by their journals or else their logs. */
import type { AttemptedRun } from "../github/attempted-runs.ts";
import { endOfLog, listJobs, type Job } from "../github/jobs.ts";
import { failureInLane, type LaneFailure } from "../notify/lane-failure.ts";
import { normalisedError } from "../notify/normalised-error.ts";
import { classify, type Classification } from "../policy/classification.ts";
import type { World } from "../world.ts";
import type { FailedJob } from "./failed-job.ts";
import { lanesOfJobs } from "./job-lanes.ts";
import { failureInLog } from "./job-log.ts";
import { lanesOfRun, type Evidence } from "./lanes-of-run.ts";

type EvidenceWorld = Pick<World, "clock" | "files" | "http" | "random">;

/** How a job ends that failed; one that was cancelled followed from another. */
const failures: ReadonlySet<string> = new Set(["failure", "timed_out"]);
const ended: ReadonlySet<string> = new Set([...failures, "success", "neutral", "cancelled", "skipped"]);

/** Jobs of which the log is looked into: each takes two requests. */
const mostLooked = 30;

const unknown: Classification = { kind: "unknown", rule: "nothing is known of it" };

/**
 * The jobs that failed in the latest attempt. The first of which nobody can say that it passes settles it: what is after it
 * is not looked into. Needs `actions: read`; throws what Octokit throws.
 */
export async function failedJobs(world: EvidenceWorld, evidence: Evidence, run: AttemptedRun): Promise<FailedJob[]> {
  const { octokit, repository } = evidence;
  const all = await listJobs(octokit, repository, run, ended);
  const jobs = all.filter(({ conclusion }) => failures.has(conclusion));
  // An older attempt's tells nothing of how this one failed. Where they cannot be listed, the logs have to tell.
  const left = jobs.length === 0 ? [] : await lanesOfRun(world, evidence, run, run.startedAt);
  const lanes = lanesOfJobs(all, left ?? []);
  const failed: FailedJob[] = [];
  let isSettled = false;
  for (const job of jobs) {
    const isLooked: boolean = !isSettled && failed.length < mostLooked;
    const found: FailedJob = isLooked ? await look(job) : named(job, undefined, unknown);
    isSettled ||= found.classification.kind !== "transient";
    failed.push(found);
  }
  return failed;

  async function look(job: Job): Promise<FailedJob> {
    if (job.conclusion === "timed_out") return named(job, undefined, classify({ kind: "timeout", limit: 0 }));
    const lane = lanes.get(job);
    const recorded = lane?.opened && failureInLane(lane, reachOf(run, lane.opened.key));
    const known = recorded?.failure.classification;
    if (recorded !== undefined && known !== undefined && known.kind !== "unknown") return named(job, recorded, known);
    const log = await endOfLog(world, octokit, repository, job.id);
    const logged = log === undefined ? undefined : failureInLog(log);
    if (logged === undefined) return named(job, recorded, unknown);
    const { classification, output, reason, exitCode } = logged;
    const fallback: LaneFailure = {
      failure: { reason, ...(exitCode !== undefined && { exitCode }), undone: [], waysOn: [] },
      cause: normalisedError(reason),
      subject: `job ${job.name} failed`,
    };
    const told = recorded ?? fallback;
    return named(job, { ...told, failure: { ...told.failure, classification, output } }, classification);
  }
}

function named({ name, conclusion }: Job, found: LaneFailure | undefined, classification: Classification): FailedJob {
  const reason = conclusion === "timed_out" ? "it ran out of time" : "nothing tells why it failed";
  const nothing: LaneFailure = {
    failure: { reason, classification, undone: [], waysOn: [] },
    cause: reason,
    subject: `job ${name} failed`,
  };
  return { ...(found ?? nothing), name, classification };
}

function reachOf({ id, url }: AttemptedRun, key: string) {
  return { key, rerunUrl: url, isShared: key !== String(id), isKept: false, isLeft: false };
}
