/** What an automation is run with instead of what its steps do. */

export interface FakeCall {
  readonly path: string;
  /** Counted from 1. */
  readonly attempt: number;
  readonly idempotencyKey: string;
  /** A step over code, one over a command, or one look of a condition, which has no effect. */
  readonly kind: "code" | "command" | "look";
}

/** Stands in for the effects of all steps and conditions of a run. */
export interface Fakes {
  /** What the step's body would give, or of a command the outputs it would write; what it throws is the failure. */
  step(call: FakeCall): Promise<unknown>;
  /** The state that a condition is taken to hold with, given the one before. */
  look(call: FakeCall, state: unknown): Promise<unknown>;
  /** What `unless` finds: whether the effect of the step has happened. */
  isDone(path: string): boolean;
}
