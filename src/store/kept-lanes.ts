/** What the lanes of a run say for themselves, read from its artifacts: foreign data, read within bounds and never run. */
import { join } from "node:path";
import type { LaneState } from "../journal/fold.ts";
import { readJournal } from "../journal/journal-file.ts";
import { limits } from "../journal/limits.ts";
import { Refused } from "../journal/refused.ts";
import type { World } from "../world.ts";
import { checkpointFiles } from "./checkpoint.ts";
import type { ArtifactEntry, ArtifactService } from "./services.ts";
import { withStage } from "./store.ts";

/** How the names of all artifacts begin that hold a lane. */
export const laneArtifacts = "holdfast-";

/** A lane of more bytes brings back large files of its steps: to tell of it is not worth the wait. */
const largest = 64 * 1024 * 1024;

/** Of each lane, whose artifacts are called `NAME`, then `NAME.2`, `NAME.3`, the newest. */
export function newestOfEach<E extends ArtifactEntry>(entries: readonly E[]): E[] {
  const newest = new Map<string, E>();
  for (const entry of entries.toSorted((a, b) => a.id - b.id)) newest.set(entry.name.replace(/\.\d{1,4}$/, ""), entry);
  return [...newest.values()].filter(({ size }) => size <= largest);
}

/** The lane in an artifact; undefined where it cannot be had, or is not sound. `scratch` is a folder that exists. */
export async function laneInArtifact(
  world: Pick<World, "files" | "random">,
  service: Pick<ArtifactService, "download">,
  entry: ArtifactEntry,
  scratch: string,
): Promise<LaneState | undefined> {
  return withStage(world, join(scratch, "artifact"), async (stage) => {
    await world.files.makeFolder(stage);
    const downloaded = await service.download(entry, stage);
    return downloaded.kind === "downloaded" ? laneInFolder(world.files, stage) : undefined;
  });
}

/** Undefined where there is none, or none that is sound. Its last line may be half written. */
export async function laneInFolder(files: World["files"], folder: string): Promise<LaneState | undefined> {
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
