/** What a run on GitHub is sent from outside: the value of an event it waits for, kept as an artifact until it is taken. */
import { hash } from "node:crypto";
import * as z from "zod/mini";
import { sealMessage } from "../durable/run/inbox.ts";
import { name } from "../journal/event-parts.ts";
import { UserError } from "../policy/user-error.ts";
import { keyDigest } from "../waiting/waiting-run.ts";

/** Which event is meant, of which run. */
export interface SignalName {
  /** The run key. */
  readonly key: string;
  /** The name that the event comes under. */
  readonly event: string;
}

export const signalSchema = z.strictObject({
  v: z.literal(1),
  key: name,
  event: name,
  value: z.optional(z.unknown()),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** Who sent it: shown to people. */
  by: z.optional(z.string().check(z.maxLength(1000))),
});
export type Signal = z.infer<typeof signalSchema>;

/** Characters of a path that fits any step that waits. */
const longestPath = 65_536;

/** Throws a {@link UserError} on what no run takes into its inbox, whichever of its steps it is for. */
export function requireTaken({ at, by, value = null }: Signal): void {
  const callback = "x".repeat(longestPath);
  try {
    sealMessage({ v: 1, at, ...(by !== undefined && { by }), kind: "answer", callback, answer: { ok: true, value } });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`no run takes the signal: ${error.message}; send a reference instead`, { cause: error });
  }
}

/** The file in its artifact. */
export const signalFile = "signal.json";

/** Bytes of a signal: as much as a run takes in one message. */
export const largestSignal = 1024 * 1024;

/** How the names of the signals for a run begin whose key has this {@link keyDigest}. */
export function signalsOf(digest: string): string {
  return `holdfast-signal-${digest}-`;
}

/** What the artifact is called: by its exact name it is found in whichever run has it. */
export function signalArtifact({ key, event }: SignalName): string {
  return signalsOf(keyDigest(key)) + eventDigest(event);
}

/** What stands for an event's name where anyone may read: 16 hex digits. */
export function eventDigest(event: string): string {
  return hash("sha256", event, "hex").slice(0, 16);
}
