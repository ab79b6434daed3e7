/** The journals that may tell why a job failed. */
import { join } from "node:path";
import type { RunnerContext } from "../../github/context.ts";
import type { LaneState } from "../../journal/fold.ts";
import { readJournal } from "../../journal/journal-file.ts";
import { limits } from "../../journal/limits.ts";
import { Refused } from "../../journal/refused.ts";
import { checkpointFiles } from "../../store/checkpoint.ts";
import { laneSlug } from "../../store/lane-id.ts";
import type { ArtifactEntry } from "../../store/services.ts";
import { withStage } from "../../store/store.ts";
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
    const state = await stateIn(files, folder);
    if (state !== undefined) yield { state, lastLinesOf: (path) => lastLinesOf(files, folder, path) };
  }
}

/** Whether an automation of this job waits: the job is green, and nobody knows how it will end. */
export async function isSuspended(world: World, context: RunnerContext): Promise<boolean> {
  for await (const { state } of lanesOfThisJob(world, context)) if (state.run.status === "suspended") return true;
  return false;
}

/** A lane of more bytes brings back large files of its steps: to tell of it is not worth the wait. */
const largest = 64 * 1024 * 1024;
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
  const listed = await service.listOfThisRun(prefix);
  if (listed.kind !== "listed") return;
  const newest = newestOf(listed.entries).filter(({ size }) => size <= largest);
  const ofFailed = newest.filter((entry) => isOfOne(entry, failed));
  const ofNone = newest.filter((entry) => !isOfOne(entry, [...failed, ...others]));
  await world.files.makeFolder(jobFolder(context));
  for (const entry of [...ofFailed, ...ofNone].slice(0, mostLooked)) {
    const state = await withStage(world, join(jobFolder(context), "artifact"), async (stage) => {
      await world.files.makeFolder(stage);
      const downloaded = await service.download(entry, stage);
      return downloaded.kind === "downloaded" ? stateIn(world.files, stage) : undefined;
    });
    if (state !== undefined) yield { state, lastLinesOf: () => Promise.resolve(undefined) };
  }
}

const prefix = "holdfast-";

/** A lane is called after its job unless it was given a name. */
function isOfOne({ name }: ArtifactEntry, jobs: readonly string[]): boolean {
  return jobs.some((job) => name.startsWith(`${prefix}${laneSlug(job)}-`));
}

/** Of each lane, whose artifacts are called `NAME`, then `NAME.2`, `NAME.3`, the newest. */
function newestOf(entries: readonly ArtifactEntry[]): ArtifactEntry[] {
  const newest = new Map<string, ArtifactEntry>();
  for (const entry of entries.toSorted((a, b) => a.id - b.id)) newest.set(entry.name.replace(/\.\d{1,4}$/, ""), entry);
  return [...newest.values()];
}

/** Undefined where there is none, or none that is sound. Its last line may be half written. */
async function stateIn(files: World["files"], folder: string): Promise<LaneState | undefined> {
  const path = join(folder, checkpointFiles.journal);
  const status = await files.status(path);
  if (status?.kind !== "file" || status.size > limits.journal) return undefined;
  const bytes = await files.read(path);
  try {
    return bytes && readJournal(bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1));
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
