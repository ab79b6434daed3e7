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
  succeeded(): ItemWith<"succeeded", T>[];
  failed(): ItemWith<"failed", T>[];
  started(): ItemWith<"started", T>[];
  /** Results of the items that succeeded, by index. */
  results(): T[];
  errors(): Error[];
  /** Throws the first failure by index, where there is one. */
  throwIfError(): void;
}

export type CompletionReason = "all-completed" | "min-successful-reached" | "failure-tolerance-exceeded";

export type BatchItem<T> = {
  readonly index: number;
  /** The item's key, or the branch's name. */
  readonly key: string;
} & (
  | { readonly status: "succeeded"; readonly result: T }
  | { readonly status: "failed"; readonly error: Error }
  | { readonly status: "started" }
);

/** Items of one outcome. */
export type ItemWith<S extends BatchItem<unknown>["status"], T> = Extract<BatchItem<T>, { readonly status: S }>;

export function batchResult<T>(
  all: readonly BatchItem<T>[],
  completionReason: CompletionReason,
  deadLetters: readonly DeadLetter[],
  /** What `throwIfError` throws. */
  error: Error | undefined,
): BatchResult<T> {
  const those = <S extends BatchItem<T>["status"]>(status: S) =>
    all.filter((item): item is ItemWith<S, T> => item.status === status);
  const successCount = those("succeeded").length;
  const failureCount = those("failed").length;
  return {
    status: failureCount > 0 ? "failed" : "succeeded",
    completionReason,
    all,
    hasFailure: failureCount > 0,
    successCount,
    failureCount,
    startedCount: all.length - successCount - failureCount,
    totalCount: all.length,
    deadLetters,
    succeeded: () => those("succeeded"),
    failed: () => those("failed"),
    started: () => those("started"),
    results: () => those("succeeded").map(({ result }) => result),
    errors: () => those("failed").map((item) => item.error),
    throwIfError() {
      if (error) throw error;
    },
  };
}
