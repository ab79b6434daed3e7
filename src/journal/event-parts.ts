/** What events are made of. */
import * as z from "zod/mini";

export const name = z.string().check(z.minLength(1), z.maxLength(65_536));
export const count = z.int().check(z.gte(0));
export const milliseconds = z.number().check(z.gte(0));

/** Why an attempt failed: a name, a message and a code, never a stack. Written out, since automations see it. */
export interface RecordedFailure {
  readonly kind:
    | "exit"
    | "signal"
    | "timeout"
    | "idle-timeout"
    | "deadline"
    | "cancelled"
    | "not-started"
    | "error"
    | "interrupted";
  /** Of an error: what it calls itself. */
  readonly name?: string | undefined;
  readonly message: string;
  /** An exit code, a signal's name or an error's code. */
  readonly code?: number | string | undefined;
  /** Who said no, as they call themselves. */
  readonly by?: string | undefined;
  /** Their teams, as `organisation/team`, where it was asked for. */
  readonly teams?: readonly string[] | undefined;
}

export const failureSchema = z.strictObject({
  kind: z.enum([
    "exit",
    "signal",
    "timeout",
    "idle-timeout",
    "deadline",
    "cancelled",
    "not-started",
    "error",
    "interrupted",
  ]),
  name: z.optional(z.string()),
  message: z.string(),
  code: z.optional(z.union([z.int(), z.string()])),
  by: z.optional(z.string()),
  teams: z.optional(z.readonly(z.array(z.string()))),
}) satisfies z.ZodMiniType<RecordedFailure>;

/** Who writes a lane: enough to find out whether it still does. */
export const writerSchema = z.strictObject({
  /** Unique to one job of one attempt, or to one process. */
  id: name,
  runId: z.optional(z.int()),
  attempt: z.optional(z.int()),
  /** Where a person can look at it. */
  link: z.optional(z.string()),
});
export type Writer = z.infer<typeof writerSchema>;

/** A file that goes with the journal, known by the SHA-256 of its bytes. */
export const attachmentSchema = z.strictObject({
  digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  bytes: count,
});
export type Attachment = z.infer<typeof attachmentSchema>;

/**
 * What a step or a run was given or gave, as JSON: `result`, or, where that is large, the file beside the journal that
 * holds it. Neither stands for `undefined`.
 */
export const payload = { result: z.optional(z.unknown()), spilled: z.optional(attachmentSchema) };
const payloadSchema = z.strictObject(payload);
export type Payload = z.infer<typeof payloadSchema>;

export const envelope = {
  v: z.literal(1),
  seq: count,
  /** Milliseconds since the epoch. */
  at: z.number(),
  lane: name,
  /** The attempt of the workflow, counted from 1. */
  attempt: z.int().check(z.gte(1)),
  /** Hash of the event before. */
  prev: z.string(),
  hash: z.string(),
};

/**
 * `z.strictObject`, with the choice at each use between checks that start at once and compiled ones: those take
 * milliseconds to compile and half the time from then on.
 */
export function strictObject<S extends z.core.$ZodLooseShape>(shape: S): z.ZodMiniObject<S, z.core.$strict> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it makes the same type; zod/mini exports no function for it
  return new z.core.$ZodObjectJIT({ type: "object", shape, catchall: z.never() }) as z.ZodMiniObject<S, z.core.$strict>;
}
