/** The journals that may tell why a job failed. */
import type { RunnerContext } from "../../github/context.ts";
import type { LaneState } from "../../journal/fold.ts";
import { laneArtifacts, laneInArtifact, laneInFolder, newestOfEach } from "../../store/kept-lanes.ts";
import { laneSlug } from "../../store/lane-id.ts";
import type { ArtifactEntry } from "../../store/services.ts";
import type { World } from "../../world.ts";
import { laneFolders } from "../lane/folders.ts";
import { lastLinesOf } from "../lane/last-lines.ts";
import { jobFolder } from "../lane/open.ts";
import type { NeededJobs } from "./outcome.ts";

/** What is recorded in a lane, and what its steps printed last, where that is known. */
export interface RecordedLane {
  readonly state: LaneState;
  readonly lastLinesOf: (path: string) => Promise<string | undefined>;
}

/** The lanes that earlier steps of this job have worked on. */
export async function* lanesOfThisJob({ files }: World, context: RunnerContext): AsyncGenerator<RecordedLane> {
  for (const folder of await laneFolders(files, context)) {
    const state = await laneInFolder(files, folder);
    if (state !== undefined) yield { state, lastLinesOf: (path) => lastLinesOf(files, folder, path) };
  }
}

/** Whether an automation of this job waits: the job is green, and nobody knows how it will end. */
export async function isSuspended(world: World, context: RunnerContext): Promise<boolean> {
  for await (const { state } of lanesOfThisJob(world, context)) if (state.run.status === "suspended") return true;
  return false;
}

/** Artifacts that are looked into. */
const mostLooked = 20;

/**
 * The lanes that this run has as artifacts and that jobs may have written that failed: first those called after one, then
 * those called after no job at all.
 */
export async function* lanesOfJobs(
  world: World,
  context: RunnerContext,
  { failed, others }: NeededJobs,
): AsyncGenerator<RecordedLane> {
  if (!world.environment["ACTIONS_RESULTS_URL"] || !world.environment["ACTIONS_RUNTIME_TOKEN"]) return;
  const { artifactService } = await import("../../github/artifact.ts");
  const service = artifactService(world, context, undefined);
  const listed = await service.listOfThisRun(laneArtifacts);
  if (listed.kind !== "listed") return;
  const newest = newestOfEach(listed.entries);
  const ofFailed = newest.filter((entry) => isOfOne(entry, failed));
  const ofNone = newest.filter((entry) => !isOfOne(entry, [...failed, ...others]));
  await world.files.makeFolder(jobFolder(context));
  for (const entry of [...ofFailed, ...ofNone].slice(0, mostLooked)) {
    const state = await laneInArtifact(world, service, entry, jobFolder(context));
    if (state !== undefined) yield { state, lastLinesOf: () => Promise.resolve(undefined) };
  }
}

/** A lane is called after its job unless it was given a name. */
function isOfOne({ name }: ArtifactEntry, jobs: readonly string[]): boolean {
  return jobs.some((job) => name.startsWith(`${laneArtifacts}${laneSlug(job)}-`));
}
