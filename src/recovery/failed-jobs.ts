/** Why the jobs of a run failed, by their journals or else their logs. */
import { listOfRun } from "../github/foreign-artifacts.ts";
import type { AttemptedRun } from "../github/attempted-runs.ts";
import type { Repository } from "../github/context.ts";
import { endOfLog, listJobs, type Job } from "../github/jobs.ts";
import type { Octokit } from "../github/octokit.ts";
import type { LaneState } from "../journal/fold.ts";
import { failureInLane, type LaneFailure } from "../notify/lane-failure.ts";
import { normalisedError } from "../notify/normalised-error.ts";
import { classify, type Classification } from "../policy/classification.ts";
import { laneArtifacts, laneInArtifact, newestOfEach } from "../store/kept-lanes.ts";
import type { ArtifactService } from "../store/services.ts";
import type { World } from "../world.ts";
import type { FailedJob } from "./failed-job.ts";
import { lanesByWords, wordsOfJob } from "./job-lanes.ts";
import { failureInLog } from "./job-log.ts";

export interface Evidence {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly service: Pick<ArtifactService, "download">;
  /** A folder that exists. */
  readonly scratch: string;
}

type EvidenceWorld = Pick<World, "clock" | "files" | "http" | "random">;

/** How a job ends that failed; one that was cancelled followed from another. */
const failures: ReadonlySet<string> = new Set(["failure", "timed_out"]);

/** Artifacts and logs that are looked into: each takes two requests. */
const mostLooked = 30;

const unknown: Classification = { kind: "unknown", rule: "nothing is known of it" };

/**
 * The jobs that failed in the latest attempt. The first of which nobody can say that it passes settles it: what is after it
 * is not looked into. Needs `actions: read`; throws what Octokit throws.
 */
export async function failedJobs(world: EvidenceWorld, evidence: Evidence, run: AttemptedRun): Promise<FailedJob[]> {
  const { octokit, repository } = evidence;
  const jobs = await listJobs(octokit, repository, run, failures);
  const lanes = jobs.length === 0 ? new Map<string, LaneState>() : await lanesOf(world, evidence, run);
  // A job that is shown under a name of its own: where one alone failed, and one lane, they belong together.
  const broken = [...lanes.values()].filter(hasFailed);
  const onlyLane = jobs.length === 1 && broken.length === 1 ? broken[0] : undefined;
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
    const words = wordsOfJob(job.name);
    // Of two jobs of the same words nobody knows whose the lane is.
    const isAlone = jobs.filter(({ name }) => wordsOfJob(name) === words).length === 1;
    const lane = isAlone ? (lanes.get(words) ?? onlyLane) : undefined;
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

function hasFailed({ run, steps }: LaneState): boolean {
  return run.ended?.status === "failed" || [...steps.values()].some(({ status }) => status === "failed");
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

/** The lanes that the latest attempt has left as artifacts. Where these cannot be listed, the logs have to tell. */
async function lanesOf(world: EvidenceWorld, evidence: Evidence, run: AttemptedRun): Promise<Map<string, LaneState>> {
  const { octokit, repository, service, scratch } = evidence;
  const listed = await listOfRun(octokit, repository, run.id, laneArtifacts);
  if (listed.kind !== "listed") return new Map();
  // An older attempt's tells nothing of how this one failed.
  const fresh = newestOfEach(listed.entries).filter(({ createdAt }) => createdAt >= run.startedAt);
  const lanes: LaneState[] = [];
  for (const entry of fresh.slice(0, mostLooked)) {
    const lane = await laneInArtifact(world, service, entry, scratch);
    if (lane !== undefined) lanes.push(lane);
  }
  return lanesByWords(lanes);
}

function reachOf({ id, url }: AttemptedRun, key: string) {
  return { key, rerunUrl: url, isShared: key !== String(id), isKept: false, isLeft: false };
}
