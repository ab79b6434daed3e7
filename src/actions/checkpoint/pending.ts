/** A checkpoint that was begun in this job and waits to be saved: what its save has to know, left for it on the disk. */
import { hash } from "node:crypto";
import { join } from "node:path";
import * as z from "zod/mini";
import { LaneError } from "../../durable/lane/errors.ts";
import type { RunnerContext } from "../../github/context.ts";
import { Refused } from "../../journal/refused.ts";
import { readSealed, writeSealed } from "../../journal/sealed-file.ts";
import { UserError } from "../../policy/user-error.ts";
import type { Files } from "../../world.ts";
import { jobFolder } from "../lane/open.ts";

const pendingSchema = z.strictObject({
  step: z.string(),
  /** The inputs that say which lane it is, with the secret ones left out. */
  lane: z.strictObject({
    key: z.optional(z.string()),
    lane: z.string(),
    store: z.enum(["auto", "cache", "artifact", "directory"]),
  }),
  secretVariables: z.array(z.string()),
  fingerprint: z.string(),
  paths: z.array(z.string()),
  /** Milliseconds since the epoch. */
  begunAt: z.number(),
  isSaved: z.boolean(),
});
export type Pending = z.infer<typeof pendingSchema>;

export async function writePending(files: Files, context: RunnerContext, pending: Pending): Promise<void> {
  await files.makeFolder(join(jobFolder(context), "checkpoints"));
  await writeSealed(files, pathOf(context, pending.step), pending);
}

/**
 * The checkpoint begun under this name. Throws a {@link UserError} where none was, and a {@link LaneError} where what
 * was noted of it is not sound.
 */
export async function readPending(files: Files, context: RunnerContext, step: string): Promise<Pending> {
  const pending = await readNoted(files, pathOf(context, step));
  if (pending?.step === step) return pending;
  throw new UserError(
    `input step is "${step}": no checkpoint of that name was begun in this job. Write the id (or the input step) of ` +
      "the step that uses actions/checkpoint.",
  );
}

async function readNoted(files: Files, path: string): Promise<Pending | undefined> {
  try {
    return await readSealed(files, path, pendingSchema, 1024 * 1024);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new LaneError(`what this job noted of its checkpoint is not sound (${error.message}). Re-run the job.`, {
      cause: error,
    });
  }
}

function pathOf(context: RunnerContext, step: string): string {
  return join(jobFolder(context), "checkpoints", `${hash("sha256", step, "hex").slice(0, 32)}.json`);
}
