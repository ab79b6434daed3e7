/** A journal on the real disk, and what is written to it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { NewEvent } from "../../src/journal/event.ts";
import { noHash, seal } from "../../src/journal/sealed-line.ts";
import type { Files } from "../../src/world.ts";
import { systemFiles } from "../../src/world/files.ts";
import { systemWorld } from "../../src/world/system.ts";

export const identity = { lane: "build", attempt: 1 };

export const opened: NewEvent = { type: "opened", key: "41", writer: { id: "w1", runId: 41, attempt: 1 } };

export function started(step: string): NewEvent {
  return { type: "started", step, fingerprint: "f1", semantics: "at-least-once" };
}

export function done(step: string, result: unknown = null): NewEvent {
  return { type: "done", step, fingerprint: "f1", attempts: 1, duration: 5, result };
}

/** A folder that ends with the test. */
export async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "journal-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The real world with some of its disk replaced. */
export function worldWith(files: Partial<Files> = {}) {
  return { ...systemWorld(), files: { ...systemFiles, ...files } };
}

/** The lines of a sound journal, written without one: also what no journal would write. */
export function linesOf(events: readonly object[], more: object = {}): string[] {
  let prev = noHash;
  return events.map((event, seq) => {
    const sealed = seal({ v: 1, seq, at: 1_000 + seq, ...identity, ...event, ...more, prev });
    prev = sealed.hash;
    return sealed.line;
  });
}

/** An error of the disk as Node words it. */
export function diskError(code: string, call: string, path: string): Error {
  return Object.assign(new Error(`${code}: disk error, ${call} '${path}'`), { code, path, syscall: call });
}
