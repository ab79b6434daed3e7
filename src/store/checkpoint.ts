/**
 * A checkpoint is a folder: the journal, the files it names, and a manifest that says which generation of which lane
 * this is. All stores carry the same folder, and none of them is believed: it is verified whole when it comes back.
 */
import { basename, join } from "node:path";
import * as z from "zod/mini";
import { attachmentSchema, type Attachment } from "../journal/event-parts.ts";
import type { LaneState } from "../journal/fold.ts";
import { readJournal, type Written } from "../journal/journal-file.ts";
import { limits } from "../journal/limits.ts";
import { Refused } from "../journal/refused.ts";
import { readSealed, writeSealed } from "../journal/sealed-file.ts";
import type { Files } from "../world.ts";
import { digestOf } from "./file-digest.ts";
import type { LaneIdentity } from "./lane-id.ts";

const manifestSchema = z.strictObject({
  v: z.literal(1),
  repository: z.string(),
  key: z.string(),
  lane: z.string(),
  /** Counted from 1; each generation holds all of the one before. */
  generation: z.int().check(z.gte(1)),
  /** Who saved it: one job of one attempt, or one process. */
  writer: z.string(),
  /** The workflow run and attempt that saved it; 0 where there is none. */
  runId: z.int(),
  attempt: z.int(),
  link: z.optional(z.string()),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** The job had ended: its writer saves nothing after this. */
  closed: z.boolean(),
  /** Events in the journal, and the hash of the last. */
  length: z.int(),
  head: z.string(),
  files: z.array(attachmentSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What the saver says; the rest of the manifest follows from the journal. */
export type ManifestStart = Pick<Manifest, "generation" | "writer" | "runId" | "attempt" | "link" | "at" | "closed">;

export const checkpointFiles = { manifest: "manifest.json", journal: "journal.jsonl", files: "files" } as const;
const manifestLimit = 4 * 1024 * 1024;

/** Writes the checkpoint of a lane's folder into `to`, which must not exist, for a store to take it from there. */
export async function writeCheckpoint(
  files: Files,
  identity: LaneIdentity,
  from: { readonly folder: string; readonly state: LaneState; readonly written: Written },
  to: string,
  start: ManifestStart,
): Promise<Manifest> {
  const attachments = attachmentsOf(from.state);
  await files.makeFolder(attachments.length > 0 ? join(to, checkpointFiles.files) : to);
  await copyBeginning(
    files,
    join(from.folder, checkpointFiles.journal),
    join(to, checkpointFiles.journal),
    from.written.bytes,
  );
  for (const { digest } of attachments) {
    await files.copy(join(from.folder, checkpointFiles.files, digest), join(to, checkpointFiles.files, digest));
  }
  const { length, head } = from.written;
  const { repository, key, lane } = identity;
  const manifest = { v: 1 as const, repository, key, lane, ...start, length, head, files: attachments };
  await writeSealed(files, join(to, checkpointFiles.manifest), manifest);
  return manifest;
}

/** Bytes that are copied at once. */
const chunk = 1024 * 1024;

/** Copies just so much: somebody may be appending meanwhile. */
async function copyBeginning(files: Files, from: string, to: string, bytes: number): Promise<void> {
  const memory = Buffer.allocUnsafe(Math.min(chunk, bytes));
  for (let at = 0; at < bytes || at === 0; at += chunk) {
    const part = await files.readRange(from, at, Math.min(chunk, bytes - at), memory);
    await files.append(to, part, { durable: false });
  }
}

/** Reads only the manifest. Throws {@link Refused} where it is not sound or belongs to another lane. */
export async function readManifest(files: Files, folder: string, identity: LaneIdentity): Promise<Manifest> {
  const manifest = await readSealed(files, join(folder, checkpointFiles.manifest), manifestSchema, manifestLimit);
  if (!manifest) throw new Refused(`it has no ${checkpointFiles.manifest}`);
  if (manifest.repository.toLowerCase() !== identity.repository.toLowerCase()) {
    throw new Refused("it belongs to another repository");
  }
  for (const field of ["key", "lane"] as const) {
    if (manifest[field] !== identity[field]) throw new Refused(`it belongs to another ${field}`);
  }
  return manifest;
}

/** Verifies a checkpoint whole. Throws {@link Refused}, naming what is wrong. */
export async function readCheckpoint(files: Files, folder: string, identity: LaneIdentity): Promise<Manifest> {
  const manifest = await readManifest(files, folder, identity);
  const state = readJournal(await readWithin(files, join(folder, checkpointFiles.journal), limits.journal));
  if (state.length !== manifest.length || state.head !== manifest.head)
    throw new Refused("journal and manifest differ");
  if (state.opened?.key !== identity.key || state.opened.lane !== identity.lane) {
    throw new Refused("the journal belongs to another lane");
  }
  const named = new Set(manifest.files.map(({ digest }) => digest));
  if (!attachmentsOf(state).every(({ digest }) => named.has(digest))) throw new Refused("a file is missing");
  for (const attachment of manifest.files) await verifyFile(files, join(folder, checkpointFiles.files), attachment);
  return manifest;
}

/** The files the newest records need, each once. */
function attachmentsOf({ steps, run }: LaneState): Attachment[] {
  const found = new Map<string, Attachment>();
  const add = (attachment: Attachment | undefined) => attachment && found.set(attachment.digest, attachment);
  for (const { done } of steps.values()) {
    done?.files?.forEach(add);
    add(done?.spilled);
  }
  add(run.started?.spilled);
  add(run.ended?.spilled);
  for (const context of run.contexts.values()) if (context.status === "done") add(context.payload.spilled);
  for (const { answer } of run.callbacks.values()) if (answer?.kind === "done") add(answer.payload.spilled);
  for (const condition of run.conditions.values()) if (condition.type === "condition-checked") add(condition.spilled);
  for (const { spilled } of run.deadLetters.values()) add(spilled);
  return [...found.values()];
}

async function verifyFile(files: Files, folder: string, { digest, bytes }: Attachment): Promise<void> {
  const path = join(folder, digest);
  const status = await files.status(path);
  if (status?.kind !== "file" || status.size !== bytes) throw new Refused(`file ${digest} is missing or cut short`);
  if ((await digestOf(files, path, bytes)) !== digest) throw new Refused(`file ${digest} was altered`);
}

async function readWithin(files: Files, path: string, limit: number): Promise<Buffer> {
  const status = await files.status(path);
  if (status?.kind !== "file") throw new Refused(`it has no ${basename(path)}`);
  if (status.size > limit) throw new Refused(`it has ${status.size} bytes, more than ${limit}`);
  const bytes = await files.read(path, limit);
  if (!bytes) throw new Refused("it vanished while it was read");
  return bytes;
}
