/** What a test may order to go wrong. */
import * as z from "zod";

const Delay = z.object({ kind: z.literal("delay"), ms: z.number().nonnegative() });

/** What happens to a request. All but `delay` and those said to do the work keep the service from seeing it. */
const FaultAction = z.discriminatedUnion("kind", [
  /** Answers this instead. */
  z.object({
    kind: z.literal("status"),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    /** Sent as JSON; `{}` where there is none. */
    body: z.unknown().optional(),
  }),
  /** Waits, then does the work. */
  Delay,
  /** Never answers. */
  z.object({ kind: z.literal("hang") }),
  /** Ends the connection with a TCP reset. */
  z.object({ kind: z.literal("reset") }),
  /** Does the work, then answers the status, or where there is none ends the connection. */
  z.object({ kind: z.literal("drop-after-commit"), status: z.int().min(400).max(599).optional() }),
  /** Does the work and ends the connection after so many bytes of the body. */
  z.object({ kind: z.literal("truncate"), bytes: z.int().nonnegative() }),
  /** Does the work and flips a bit in the middle of the body. */
  z.object({ kind: z.literal("corrupt") }),
  /** Does the work and answers its status without a body. */
  z.object({ kind: z.literal("empty") }),
  /** Answers as GitHub's REST does when the requests of the hour are used up. */
  z.object({ kind: z.literal("primary-rate-limit"), resetSeconds: z.int().positive() }),
  /** Answers as GitHub's REST does when requests come too fast. */
  z.object({ kind: z.literal("secondary-rate-limit"), retryAfterSeconds: z.int().positive() }),
]);

export type FaultAction = z.infer<typeof FaultAction>;

/** The order as it comes over HTTP. Without method, path and operation it means every request. */
export const FaultOrder = z.object({
  method: z.string().optional(),
  /** Text that the path contains. */
  path: z.string().optional(),
  /** See `operationOf`. */
  operation: z.string().optional(),
  /** How many requests meet the fault before it is used up: 1 unless said otherwise. */
  times: z.union([z.int().positive(), z.literal("always")]).default(1),
  /** How many requests pass before the first one meets it. */
  after: z.int().nonnegative().default(0),
  action: FaultAction,
});

/** The order as a test in the same process gives it: the path may be a pattern too. */
export type FaultOrder = Omit<z.input<typeof FaultOrder>, "path"> & { readonly path?: string | RegExp | undefined };
