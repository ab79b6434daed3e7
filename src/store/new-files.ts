import type { World } from "../world.ts";
import { pathPatterns } from "./path-patterns.ts";
import { walk } from "./walk.ts";

export interface NewFiles {
  readonly count: number;
  /** The first few of them, relative to the workspace. */
  readonly sample: readonly string[];
  /** False where the workspace has more entries than were looked at, or some that may not be read. */
  readonly complete: boolean;
}

/** The clock that stamps files ticks every few milliseconds and may lag behind ours: milliseconds. */
const clockLag = 10;
const sampleSize = 5;

/**
 * The files and links below a workspace that were made or changed after `since` (milliseconds since the epoch) and
 * that no pattern of `paths` keeps. Looks at no more than `limit` entries: 20 000 take about 0.15 s.
 */
export async function newFiles(
  { files }: Pick<World, "files">,
  root: string,
  since: number,
  { patterns = [], limit = 20_000 }: { patterns?: readonly string[]; limit?: number } = {},
): Promise<NewFiles> {
  const kept = pathPatterns(patterns, root);
  const sample: string[] = [];
  let count = 0;
  let looked = 0;
  let complete = true;
  const onUnreadable = () => void (complete = false);
  for await (const { path, status } of walk(files, root, () => true, onUnreadable)) {
    if (++looked > limit) return { count, sample, complete: false };
    if (status.kind === "folder" || status.changedAt < since - clockLag || kept.keeps(path)) continue;
    count++;
    if (sample.length < sampleSize) sample.push(path);
  }
  return { count, sample, complete };
}
