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
  /** What it has many of. */
  of: "item" | "branch";
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
  /** The operation that people know of: `waitForCallback` keeps its callback, and how that is handed out, within its own. */
  knownAs(path: string): string;
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
  /** Operations that wait for a callback. */
  const asking = new Set<string>();
  let deadLetters = 0;

  function ended(path: string, kind: OperationKind, end: keyof Counts): void {
    atWork.delete(path);
    waiting.delete(path);
    const isKnown = knownAs(path) === path || end === "failed";
    if (kind === "step") counts[end] += isKnown ? 1 : 0;
    else if (end === "replayed") counts.replayed += stepsBelow(path);
    if (kind === "item" || kind === "branch") {
      const batch = batchAt(contextOf(path));
      batch[end] += 1;
      batch.of = kind;
    }
    const whole = batches.get(path);
    if (whole) whole.isOver = true;
  }

  /** What is read as a stream has no number of items beforehand. */
  function batchAt(path: string): Batch {
    const none = { done: 0, replayed: 0, failed: 0 };
    const batch = batches.get(path) ?? { path, of: "item", count: undefined, ...none, isOver: false };
    batches.set(path, batch);
    return batch;
  }

  function knownAs(path: string): string {
    const context = contextOf(path);
    return asking.has(context) && /\/(?:callback|submit)$/.test(path) ? context : path;
  }

  return {
    counts,
    atWork,
    waiting,
    batches,
    get deadLetters() {
      return deadLetters;
    },
    knownAs,
    take(progress) {
      const { path } = progress;
      const isTold = progress.type === "waiting" || progress.type === "replayed";
      if (isTold && progress.kind === "callback" && path.endsWith("/callback")) asking.add(contextOf(path));
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
