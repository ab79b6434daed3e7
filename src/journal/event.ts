/** What a journal can say. Every event is checked against this schema when it is read back. */
import * as z from "zod/mini";
import { circuitState } from "../policy/circuit-state.ts";

const name = z.string().check(z.minLength(1), z.maxLength(10_240));
const count = z.int().check(z.gte(0));
const milliseconds = z.number().check(z.gte(0));

/** Why an attempt failed: a name, a message and a code, never a stack. */
export const failureSchema = z.strictObject({
  kind: z.enum(["exit", "signal", "timeout", "idle-timeout", "deadline", "cancelled", "not-started", "error"]),
  message: z.string(),
  /** An exit code, a signal's name or an error's code. */
  code: z.optional(z.union([z.int(), z.string()])),
});
export type RecordedFailure = z.infer<typeof failureSchema>;

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

const envelope = {
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
function strictObject<S extends z.core.$ZodLooseShape>(shape: S): z.ZodMiniObject<S, z.core.$strict> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it makes the same type; zod/mini exports no function for it
  return new z.core.$ZodObjectJIT({ type: "object", shape, catchall: z.never() }) as z.ZodMiniObject<S, z.core.$strict>;
}

const eventSchema = z.discriminatedUnion("type", [
  /** First of every journal. */
  strictObject({ ...envelope, type: z.literal("opened"), key: name, writer: writerSchema }),
  /** A writer takes the lane: from here on every other one is refused. */
  strictObject({ ...envelope, type: z.literal("claimed"), writer: writerSchema }),
  /** The writer is done with the lane: anyone may claim it. */
  strictObject({ ...envelope, type: z.literal("released"), writer: name }),
  /** The intent: written before the effect. */
  strictObject({
    ...envelope,
    type: z.literal("started"),
    step: name,
    fingerprint: name,
    semantics: z.enum(["at-least-once", "at-most-once"]),
  }),
  strictObject({
    ...envelope,
    type: z.literal("attempt-failed"),
    step: name,
    /** Counted from 1. */
    number: z.int().check(z.gte(1)),
    failure: failureSchema,
    /** When the next attempt is due, in milliseconds since the epoch; absent where there is none. */
    next: z.optional(z.number()),
  }),
  strictObject({
    ...envelope,
    type: z.literal("done"),
    step: name,
    fingerprint: name,
    attempts: count,
    duration: milliseconds,
    result: z.unknown(),
    files: z.optional(z.array(attachmentSchema)),
    /** Why this record cannot be replayed; the step runs again instead. */
    withheld: z.optional(z.string()),
  }),
  strictObject({
    ...envelope,
    type: z.literal("failed"),
    step: name,
    attempts: count,
    duration: milliseconds,
    failure: failureSchema,
  }),
  /** What a lane that is a circuit's memory has come to. */
  strictObject({ ...envelope, type: z.literal("circuit"), state: circuitState }),
]);
export type Event = z.infer<typeof eventSchema>;

type Details<E> = E extends Event ? Omit<E, keyof typeof envelope> : never;
/** What an author of events gives; the journal adds the rest. */
export type NewEvent = Details<Event>;

/** Reads an unsealed line as an event; undefined where it is none. `many` tells that thousands are to be read. */
export function asEvent(value: unknown, { many }: { many: boolean }): Event | undefined {
  const parsed = z.safeParse(eventSchema, value, { jitless: !many });
  return parsed.success ? parsed.data : undefined;
}
