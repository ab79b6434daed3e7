/** What for-each and parallel have in common. */
import type { BatchResult } from "../../durable/batch.ts";
import { OperationFailed } from "../../durable/run-errors.ts";
import type { Completion } from "../definition.ts";
import type { Ended } from "./ended.ts";

/** What is undefined is left out. */
export function definedOnly<T extends object>(given: T): { [K in keyof T]?: NonNullable<T[K]> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same keys, without those that are undefined
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}

/** Why a batch at `path` is a failure of its step; undefined where what failed is tolerated. */
export function failureOf(
  batch: BatchResult<unknown>,
  path: string,
  completion: Completion,
  keepsDeadLetters: boolean,
): Ended["failure"] {
  const { minSuccessful } = completion;
  const isExceeded = batch.completionReason === "failure-tolerance-exceeded";
  const hasTooFew = minSuccessful !== undefined && batch.successCount < minSuccessful;
  const tolerates = keepsDeadLetters || Object.keys(definedOnly(completion)).length > 0;
  if (!isExceeded && !hasTooFew && (tolerates || !batch.hasFailure)) return undefined;
  return firstFailure(batch) ?? tooFew(batch, path, minSuccessful);
}

function firstFailure(batch: BatchResult<unknown>): OperationFailed | undefined {
  try {
    batch.throwIfError();
  } catch (error) {
    if (error instanceof OperationFailed) return error;
    throw error;
  }
  return undefined;
}

function tooFew({ successCount, totalCount }: BatchResult<unknown>, path: string, least = 0): OperationFailed {
  const message = `${successCount} of ${totalCount} succeeded, and ${least} have to`;
  return new OperationFailed(
    path,
    { kind: "error", name: "TooFewSucceeded", message },
    [path],
    `"${path}": ${message}`,
  );
}
