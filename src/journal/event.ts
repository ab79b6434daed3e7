/** What a journal can say. Every event is checked against this schema when it is read back. */
import * as z from "zod/mini";
import { circuitState } from "../policy/circuit-state.ts";
import {
  attachmentSchema,
  count,
  envelope,
  failureSchema,
  milliseconds,
  name,
  payload,
  strictObject,
  writerSchema,
} from "./event-parts.ts";
import { runEvents } from "./run-events.ts";

const stepEvent = z.discriminatedUnion("type", [
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
    /** The attempt that starts, counted from 1, where attempts are counted across jobs. */
    number: z.optional(z.int().check(z.gte(1))),
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
    ...payload,
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

/** Made when the first is read: a step outside a run meets none, and they are 2 ms of its start. */
let runEvent: z.ZodMiniDiscriminatedUnion<ReturnType<typeof runEvents>, "type"> | undefined;

export type Event = z.infer<typeof stepEvent | NonNullable<typeof runEvent>>;

type Details<E> = E extends Event ? Omit<E, keyof typeof envelope> : never;
/** What an author of events gives; the journal adds the rest. */
export type NewEvent = Details<Event>;

/** Reads an unsealed line as an event; undefined where it is none. `many` tells that thousands are to be read. */
export function asEvent(value: unknown, { many }: { many: boolean }): Event | undefined {
  const schema = isStepEvent(value) ? stepEvent : (runEvent ??= z.discriminatedUnion("type", runEvents()));
  const parsed = z.safeParse(schema, value, { jitless: !many });
  return parsed.success ? parsed.data : undefined;
}

/** By what the union itself chooses by. */
function isStepEvent(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  return typeof value.type === "string" && (stepEvent._zod.propValues["type"]?.has(value.type) ?? false);
}
