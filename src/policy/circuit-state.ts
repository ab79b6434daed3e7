import * as z from "zod/mini";

/** Outcomes a circuit remembers at most; the oldest go first. */
export const OUTCOMES_KEPT = 1_000;

const time = z.number().check(z.nonnegative());
const count = z.int().check(z.nonnegative());

/** What runs share of a dependency's health, as it is stored. Times are milliseconds since the epoch. */
export const circuitState = z.strictObject({
  version: z.literal(1),
  mode: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("closed") }),
    z.strictObject({ kind: z.literal("open"), until: time, reason: z.string().check(z.maxLength(500)) }),
    /** One caller at a time tries the dependency, under a permit that expires at `expires`. */
    z.strictObject({ kind: z.literal("half-open"), permit: count, expires: time }),
    /** Held open by a person until released. */
    z.strictObject({ kind: z.literal("isolated"), reason: z.string().check(z.maxLength(500)) }),
  ]),
  outcomes: z.array(z.strictObject({ at: time, ok: z.boolean() })).check(z.maxLength(OUTCOMES_KEPT)),
  /** Times it opened since it was last closed: what its open duration backs off by. */
  opened: count,
  /** The fencing token given out last; it only grows. */
  token: count,
});

export type CircuitState = z.infer<typeof circuitState>;

/** A circuit nobody has used yet. */
export const newCircuit: CircuitState = {
  version: 1,
  mode: { kind: "closed" },
  outcomes: [],
  opened: 0,
  token: 0,
};
