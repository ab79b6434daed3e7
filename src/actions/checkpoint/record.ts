import * as z from "zod/mini";
import { attachmentSchema } from "../../journal/event-parts.ts";

const recordSchema = z.strictObject({
  /** Text of the author's, usually JSON. */
  outputs: z.string(),
  archive: z.optional(attachmentSchema),
});

/** What is recorded of the steps that a checkpoint guards. */
export type CheckpointRecord = z.infer<typeof recordSchema>;

/** Reads what a journal holds for a checkpoint; undefined where it is something else. */
export function asCheckpointRecord(value: unknown): CheckpointRecord | undefined {
  const parsed = z.safeParse(recordSchema, value);
  return parsed.success ? parsed.data : undefined;
}
