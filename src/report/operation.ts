import type { Expected } from "../journal/fold-run.ts";
import type { ContextKind } from "../journal/run-events.ts";
import type { RecordedFailure } from "../journal/event-parts.ts";

export type OperationKind = "step" | "wait" | "condition" | ContextKind;

/**
 * What has become of an operation: `pending` is not come to, or to be run anew; `done` ran in this invocation (or nobody
 * said which did), `replayed` was recorded before; `dead-letters` is a map that keeps items until they are redriven.
 */
export type OperationState =
  | "pending"
  | "running"
  | "waiting"
  | "done"
  | "replayed"
  | "skipped"
  | "dead-letters"
  | "compensated"
  | "interrupted"
  | "failed";

/** What a journal tells of an operation, for people. */
export interface Operation {
  readonly path: string;
  /** The last of the names in its path. */
  readonly name: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly attempts?: number;
  /** Milliseconds. */
  readonly duration?: number;
  readonly failure?: RecordedFailure;
  /** When what it waits for is due, in milliseconds since the epoch. */
  readonly until?: number;
  /** The answer that is awaited: what it names the callback by, and what is taken as one; anything, where it is not said. */
  readonly callback?: { readonly id: string; readonly expects?: Expected; readonly question?: string };
  /** What stands in it, in the order in which it was come to. */
  readonly children: readonly Operation[];
}

export type Counts = ReadonlyMap<OperationState, number>;

/** How many operations are in which state. */
export function countStates(operations: Iterable<Operation>): Counts {
  const counts = new Map<OperationState, number>();
  for (const { state } of operations) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** A state as people read it. */
export function stateInWords(state: OperationState): string {
  return state === "dead-letters" ? "dead letters" : state === "pending" ? "not run" : state;
}

/** A state as people see it. */
export const signs: Readonly<Record<OperationState, string>> = {
  pending: "▫️",
  running: "▶️",
  waiting: "⏳",
  done: "✅",
  replayed: "⏩",
  skipped: "⏭️",
  "dead-letters": "📭",
  compensated: "↩️",
  interrupted: "⚠️",
  failed: "❌",
};

const order: readonly OperationState[] = [
  "failed",
  "dead-letters",
  "interrupted",
  "waiting",
  "running",
  "compensated",
  "done",
  "replayed",
  "skipped",
  "pending",
];

/** `3 dead letters`. */
export function deadLettersInWords(count: number): string {
  return count === 1 ? "1 dead letter" : `${count} dead letters`;
}

/** `2 failed, 1 waiting, 95 done`: what needs a person comes first. */
export function countsInWords(counts: Counts): string {
  return order
    .flatMap((state) => {
      const count = counts.get(state);
      if (count === undefined) return [];
      return [state === "dead-letters" ? deadLettersInWords(count) : `${count} ${stateInWords(state)}`];
    })
    .join(", ");
}

/** Every operation and what stands in it, in order. */
export function* eachOperation(operations: readonly Operation[]): Generator<Operation> {
  for (const operation of operations) {
    yield operation;
    yield* eachOperation(operation.children);
  }
}
