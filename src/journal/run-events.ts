/** What a journal can say of an automation's run, besides the steps in it. A `path` names an operation: see durable/engine/path.ts. */
import * as z from "zod/mini";
import { count, envelope, failureSchema, name, payload, strictObject } from "./event-parts.ts";

/** Added to the name of a step for the step that undoes it. */
export const undoSuffix = " (undo)";

const due = z.number(); // milliseconds since the epoch
const paths = z.array(name);
/** Something below can be undone, so that a replay comes to it again to learn how. */
const compensable = z.optional(z.boolean());
/** What people are asked, and who of them may answer. Written out, since automations see it. */
export interface ApprovalRequest {
  readonly question: string;
  /** Users, and teams as `organisation/team`; none named: whoever may write to where the run is kept. */
  readonly approvers: readonly string[];
  /** How many of them have to agree. */
  readonly approvals: number;
  /** Who started the run may not answer. */
  readonly preventSelfReview: boolean;
}

const approvalSchema = z.strictObject({
  question: z.string().check(z.maxLength(65_536)),
  approvers: z.readonly(z.array(name)),
  approvals: z.int().check(z.gte(1)),
  preventSelfReview: z.boolean(),
}) satisfies z.ZodMiniType<ApprovalRequest>;

/** What an answer was taken from, which is no other callback's then: the artifact of a signal, for one. */
const from = z.optional(name);
const contextKind = z.enum(["child", "map", "parallel", "item", "branch", "callback"]);
export type ContextKind = z.infer<typeof contextKind>;

/** Each has its `type`. */
export const runEvents = () =>
  [
    /** Which automation is run, and with what input. */
    strictObject({
      ...envelope,
      type: z.literal("run-started"),
      name,
      version: z.optional(count),
      /** Who started it, where that is known. */
      by: z.optional(z.string()),
      ...payload,
    }),
    /** A run that had stopped goes on: what these paths recorded as failed is run anew, with a fresh budget of attempts. */
    strictObject({ ...envelope, type: z.literal("run-resumed"), reopened: paths }),
    /** There is nothing to do until `until`, or until one of these waits is answered. */
    strictObject({ ...envelope, type: z.literal("run-suspended"), until: z.optional(due), waiting: paths }),
    /** How the run will end once what it did is undone, recorded before the first is: no answer changes it any more. */
    strictObject({
      ...envelope,
      type: z.literal("run-ending"),
      status: z.enum(["failed", "cancelled"]),
      failure: z.optional(failureSchema),
      causes: paths,
    }),
    strictObject({
      ...envelope,
      type: z.literal("run-ended"),
      status: z.enum(["completed", "failed", "cancelled", "paused"]),
      ...payload,
      failure: z.optional(failureSchema),
      /** The operations whose failure it was: what `run-resumed` reopens. */
      causes: paths,
    }),
    strictObject({ ...envelope, type: z.literal("cancel-requested"), compensate: z.boolean() }),
    /** A context came to its end; what stands below it is not run again. */
    strictObject({
      ...envelope,
      type: z.literal("context-done"),
      path: name,
      kind: contextKind,
      compensable,
      /** Why what it gave is not kept: a replay comes to it again. */
      withheld: z.optional(z.string()),
      ...payload,
    }),
    strictObject({
      ...envelope,
      type: z.literal("context-failed"),
      path: name,
      kind: contextKind,
      failure: failureSchema,
      causes: paths,
      compensable,
    }),
    /** What `now`, `random`, `uuid` or `patched` gave. */
    strictObject({
      ...envelope,
      type: z.literal("value"),
      path: name,
      value: z.union([z.number(), z.string(), z.boolean()]),
    }),
    strictObject({ ...envelope, type: z.literal("wait-started"), path: name, until: due }),
    strictObject({ ...envelope, type: z.literal("wait-done"), path: name }),
    strictObject({
      ...envelope,
      type: z.literal("callback-created"),
      path: name,
      /** What an answer names it by. */
      id: name,
      /** What is taken as an answer; anything, where it is not said. */
      expects: z.optional(z.enum(["approval", "event"])),
      approval: z.optional(approvalSchema),
      /** The name that the event comes under. */
      event: z.optional(name),
      until: z.optional(due),
      /** Milliseconds without a heartbeat after which nobody is taken to be at work on it. */
      heartbeatTimeout: z.optional(z.number()),
    }),
    /** `said`: when, in milliseconds since the epoch. */
    strictObject({ ...envelope, type: z.literal("callback-heartbeat"), path: name, said: z.optional(z.number()) }),
    strictObject({ ...envelope, type: z.literal("callback-done"), path: name, from, ...payload }),
    strictObject({ ...envelope, type: z.literal("callback-failed"), path: name, from, failure: failureSchema }),
    /** A condition was looked at for the `number`-th time, counted from 1; without `next` it holds. */
    strictObject({
      ...envelope,
      type: z.literal("condition-checked"),
      path: name,
      number: z.int().check(z.gte(1)),
      /** When it was first looked at. */
      since: due,
      next: z.optional(due),
      ...payload,
    }),
    strictObject({ ...envelope, type: z.literal("condition-failed"), path: name, failure: failureSchema }),
    /** A map's item that used up its attempts, kept with its error until it is redriven. */
    strictObject({
      ...envelope,
      type: z.literal("dead-letter"),
      path: name,
      key: z.string(),
      failure: failureSchema,
      attempts: count,
      ...payload,
    }),
    /** The effect of a step that was done is undone: the step runs again where the run is resumed. */
    strictObject({ ...envelope, type: z.literal("compensated"), path: name }),
  ] as const;
