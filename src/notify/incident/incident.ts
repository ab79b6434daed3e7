/** An incident as it is kept and told: one problem, from its first failure to its recovery. */
import * as z from "zod/mini";
import { sequenceSchema } from "./sequence.ts";

const text = (most: number) => z.string().check(z.maxLength(most));
const milliseconds = z.number().check(z.gte(0));
const countFromOne = z.int().check(z.gte(1));

/** The bounds of text, in UTF-16 units. */
export const bounds = {
  key: 1024,
  cause: 512,
  title: 256,
  url: 2048,
  commit: 64,
  name: 256,
  reason: 512,
  reference: 256,
} as const;

/** From the most harmful to the least. */
export const severities = ["critical", "error", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/** The attempt of a workflow run that an outcome is of. */
export const runReferenceSchema = z.strictObject({
  sequence: sequenceSchema,
  url: z.optional(text(bounds.url)),
  commit: z.optional(text(bounds.commit)),
  branch: z.optional(text(bounds.name)),
  workflow: z.optional(text(bounds.name)),
  job: z.optional(text(bounds.name)),
});
export type RunReference = z.infer<typeof runReferenceSchema>;

const sighting = z.strictObject({
  /** Milliseconds since the epoch. */
  at: milliseconds,
  run: runReferenceSchema,
});

/** What people are told of an incident. */
export const changes = ["opened", "updated", "reminded", "recovered"] as const;
export type Change = (typeof changes)[number];

/** What one channel was last asked to tell, and what came of it. */
export const deliverySchema = z.strictObject({
  change: z.enum(changes),
  /** `unknown`: the channel may have taken it. */
  state: z.enum(["pending", "delivered", "failed", "unknown"]),
  /** Milliseconds since the epoch of this state. */
  since: milliseconds,
  /** Who delivers, or did: unique to one claim. */
  writer: text(64),
  /** How many writers have tried to deliver this change. */
  attempt: countFromOne,
  /** The incident's count when it was last told there for certain. */
  heard: z.optional(countFromOne),
  /** Where it stands in the channel, such as an issue's number. */
  reference: z.optional(text(bounds.reference)),
  reason: z.optional(text(bounds.reason)),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const incidentSchema = z.strictObject({
  /** What tells one problem from another: what failed and, where that is told apart, of what. */
  key: text(bounds.key + bounds.cause + 1),
  /** How many times an incident of this key has opened, this one included. */
  number: countFromOne,
  status: z.enum(["open", "closed"]),
  firstSeen: sighting,
  /** The newest failure. */
  lastSeen: sighting,
  /** Attempts of runs that failed, however many of their jobs did. */
  count: countFromOne,
  closed: z.optional(
    z.discriminatedUnion("by", [
      z.strictObject({ by: z.literal("recovery"), at: milliseconds, run: runReferenceSchema }),
      z.strictObject({ by: z.literal("person"), at: milliseconds, person: text(bounds.name) }),
    ]),
  ),
  /** Milliseconds since the epoch of the last time people were called: it opened, or they were reminded. */
  notifiedAt: milliseconds,
  title: text(bounds.title),
  severity: z.enum(severities),
  /** By the channel's name. */
  deliveries: z.record(text(bounds.name), deliverySchema),
});
export type Incident = z.infer<typeof incidentSchema>;
