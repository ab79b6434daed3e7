/** What is known of a run while it goes on, from what an onlooker is told. */
import { contextOf } from "../../durable/engine/path.ts";
import type { OperationKind, Progress } from "../../durable/engine/progress.ts";
import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { Clock } from "../../world.ts";

export interface Counts {
  /** Steps that were run now and are done. */
  readonly done: number;
  /** Steps whose record was taken instead. */
  readonly replayed: number;
  /** Steps that failed now, for good. */
  readonly failed: number;
}

export interface AtWork {
  readonly path: string;
  readonly kind: OperationKind;
  /** By the clock that never goes back. */
  readonly since: number;
  /** The newest line it printed. */
  line: string;
  /** Attempts that failed. */
  failures: number;
  /** Why the last one did. */
  failure?: RecordedFailure;
  /** When the next one is due, in milliseconds since the epoch. */
  next?: number | undefined;
}

export interface Waiting {
  readonly path: string;
  readonly kind: OperationKind;
  readonly until?: number;
}

/** A map, or branches: how many of the items have come to which end. */
export interface Batch {
  readonly path: string;
  /** Undefined while nobody knows. */
  count: number | undefined;
  done: number;
  replayed: number;
  failed: number;
  isOver: boolean;
}

export interface Tally {
  readonly counts: Counts;
  /** In the order they started. */
  readonly atWork: ReadonlyMap<string, AtWork>;
  readonly waiting: ReadonlyMap<string, Waiting>;
  readonly batches: ReadonlyMap<string, Batch>;
  readonly deadLetters: number;
  take(progress: Progress): void;
  /** A step has printed a line. */
  print(path: string, line: string): void;
}

/**
 * Takes in progress event by event. `stepsBelow` tells how many recorded steps stand below a context: where it is
 * replayed as a whole, its steps are not come to.
 */
export function newTally(clock: Pick<Clock, "monotonic">, stepsBelow: (context: string) => number): Tally {
  const counts = { done: 0, replayed: 0, failed: 0 };
  const atWork = new Map<string, AtWork>();
  const waiting = new Map<string, Waiting>();
  const batches = new Map<string, Batch>();
  let deadLetters = 0;

  function ended(path: string, kind: OperationKind, end: keyof Counts): void {
    atWork.delete(path);
    waiting.delete(path);
    if (kind === "step") counts[end] += 1;
    else if (end === "replayed") counts.replayed += stepsBelow(path);
    if (kind === "item" || kind === "branch") batchAt(contextOf(path))[end] += 1;
    const whole = batches.get(path);
    if (whole) whole.isOver = true;
  }

  /** What is read as a stream has no number of items beforehand. */
  function batchAt(path: string): Batch {
    const batch = batches.get(path) ?? { path, count: undefined, done: 0, replayed: 0, failed: 0, isOver: false };
    batches.set(path, batch);
    return batch;
  }

  return {
    counts,
    atWork,
    waiting,
    batches,
    get deadLetters() {
      return deadLetters;
    },
    take(progress) {
      const { path } = progress;
      switch (progress.type) {
        case "started":
          waiting.delete(path);
          if (progress.kind === "step" || progress.kind === "condition" || progress.kind === "compensation") {
            atWork.set(path, { path, kind: progress.kind, since: clock.monotonic(), line: "", failures: 0 });
          }
          break;
        case "attempt-failed": {
          const { failure, next, attempt } = progress;
          const before = atWork.get(path) ?? { path, kind: "step", since: clock.monotonic(), line: "" };
          atWork.set(path, { ...before, failures: attempt, failure, next });
          break;
        }
        case "waiting": {
          const retrying = atWork.get(path);
          if (retrying) retrying.next = progress.until;
          else waiting.set(path, progress);
          break;
        }
        case "items":
          batchAt(path).count = progress.count;
          break;
        case "done":
        case "failed":
        case "replayed":
          ended(path, progress.kind, progress.type);
          break;
        case "dead-letter":
          deadLetters += 1;
          break;
        case "log":
          break;
      }
    },
    print(path, line) {
      const working = atWork.get(path);
      if (working) working.line = line;
    },
  };
}
