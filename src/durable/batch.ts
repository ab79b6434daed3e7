import type { DeadLetter } from "./context.ts";

/** What `map` and `parallel` hand back. It is the same on replay. */
export interface BatchResult<T> {
  /** `failed` where an item failed, tolerated or not. */
  readonly status: "succeeded" | "failed";
  readonly completionReason: CompletionReason;
  /** The items that were started, by index. */
  readonly all: readonly BatchItem<T>[];
  readonly hasFailure: boolean;
  readonly successCount: number;
  readonly failureCount: number;
  /** Items that were under way when the batch had enough, and were not waited for. */
  readonly startedCount: number;
  readonly totalCount: number;
  readonly deadLetters: readonly DeadLetter[];
  succeeded(): BatchItem<T>[];
  failed(): BatchItem<T>[];
  started(): BatchItem<T>[];
  /** Results of the items that succeeded, by index. */
  results(): T[];
  errors(): Error[];
  /** Throws the first failure by index, unless the batch tolerated all of them. */
  throwIfError(): void;
}

export type CompletionReason = "all-completed" | "min-successful-reached" | "failure-tolerance-exceeded";

export interface BatchItem<T> {
  readonly index: number;
  /** The item's key, or the branch's name. */
  readonly key: string;
  readonly status: "succeeded" | "failed" | "started";
  readonly result?: T;
  readonly error?: Error;
}
