/** Which lane is a job's. */
import { wordsOfJob, wordsOfLane } from "../github/job-words.ts";
import type { Job } from "../github/jobs.ts";
import type { LaneState } from "../journal/fold.ts";
import { hasLaneFailed } from "../notify/lane-failure.ts";

type Ended = Pick<Job, "name" | "conclusion">;

/** How a job ends in which a lane is left that failed. */
const red: ReadonlySet<string> = new Set(["failure", "timed_out", "cancelled"]);

/**
 * The lanes of jobs, as far as it is known whose they are; the jobs are all of an attempt. Of two jobs of the same words
 * nobody knows. A job may be shown under a name of its own: where one alone did not end well, and one lane failed that no
 * other job has, they belong together.
 */
export function lanesOfJobs<J extends Ended>(jobs: readonly J[], lanes: readonly LaneState[]): Map<J, LaneState> {
  const byWords = new Map(lanes.flatMap((lane) => (lane.opened === undefined ? [] : [[wordsOf(lane), lane]])));
  const named = Map.groupBy(jobs, ({ name }) => wordsOfJob(name));
  const found = new Map<J, LaneState>();
  for (const [words, [job, ...others]] of named) {
    const lane = byWords.get(words);
    if (job !== undefined && lane !== undefined && others.length === 0) found.set(job, lane);
  }
  const [job, ...otherJobs] = jobs.filter(({ conclusion }) => red.has(conclusion));
  const [lane, ...otherLanes] = [...byWords].filter(([, one]) => hasLaneFailed(one));
  const areAlone = otherJobs.length === 0 && otherLanes.length === 0;
  if (areAlone && job && lane && !found.has(job) && !named.has(lane[0])) found.set(job, lane[1]);
  return found;
}

function wordsOf({ opened, run }: LaneState): string {
  return wordsOfLane(opened?.lane ?? "", run.started?.name);
}
