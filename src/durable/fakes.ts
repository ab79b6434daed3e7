/** What an automation is run with instead of what its steps do. */
import type { CommandRecord } from "./command-record.ts";

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
  /** What the step gives; what it throws is the attempt's failure. */
  step(call: FakeCall & { readonly kind: "code" | "command" }): Promise<unknown>;
  /** The state that a condition is taken to hold with. */
  look(call: FakeCall & { readonly kind: "look" }, state: unknown): Promise<unknown>;
  /** What `unless` finds: whether the effect of the step has happened. */
  isDone(path: string): boolean;
}

/** What a command leaves whose outputs are the members of `value`: texts as they are, the rest as JSON. */
export function fakeRecord(value: unknown): CommandRecord {
  const members = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const outputs = members.map(([name, output]): [string, string] => [
    name,
    typeof output === "string" ? output : JSON.stringify(output ?? null),
  ]);
  return { exitCode: 0, outputs, environment: [], path: [], summary: "" };
}
