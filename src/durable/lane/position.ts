import { join } from "node:path";
import * as z from "zod/mini";
import { Refused } from "../../journal/refused.ts";
import { readSealed, writeSealed } from "../../journal/sealed-file.ts";
import { LaneError } from "./errors.ts";
import type { Files } from "../../world.ts";

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

/** Undefined where this job has not begun with the lane. Throws a {@link LaneError} where the file is not sound. */
export async function readPosition(files: Files, folder: string): Promise<Position | undefined> {
  try {
    return await readSealed(files, pathIn(folder), positionSchema, 64 * 1024);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new LaneError(
      `what this job noted of its lane in ${folder} is not sound (${error.message}). Re-run the job.`,
      {
        cause: error,
      },
    );
  }
}

export async function writePosition(files: Files, folder: string, position: Position): Promise<void> {
  await files.makeFolder(folder);
  await writeSealed(files, pathIn(folder), position);
}

function pathIn(folder: string): string {
  return join(folder, "position.json");
}
