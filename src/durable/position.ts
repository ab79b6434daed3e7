import { join } from "node:path";
import * as z from "zod/mini";
import { LaneError } from "./lane-errors.ts";
import type { Files } from "../world.ts";

const positionSchema = z.strictObject({
  v: z.literal(1),
  /** This job's id as a writer of the lane. */
  writer: z.string(),
  /** False while the first process of the job is still loading and claiming. */
  entered: z.boolean(),
  /** The newest generation we know of in the store, and how many events it holds; 0 where there is none. */
  generation: z.int(),
  length: z.int(),
  /** Who was first, once the store has refused us. */
  refused: z.optional(z.string()),
});

/** How far a job's part of a lane is saved: shared by the processes of the job, never stored. */
export type Position = z.infer<typeof positionSchema>;

export async function readPosition(files: Files, folder: string): Promise<Position | undefined> {
  const bytes = await files.read(join(folder, "position.json"), 64 * 1024);
  if (!bytes) return undefined;
  const parsed = z.safeParse(positionSchema, JSON.parse(bytes.toString("utf8")));
  if (!parsed.success) throw new LaneError(`${folder} holds the lane of another version of Holdfast in this job`);
  return parsed.data;
}

export async function writePosition(files: Files, folder: string, position: Position): Promise<void> {
  await files.makeFolder(folder);
  await files.replace(join(folder, "position.json"), JSON.stringify(position));
}
