/** Batch results in the words of the cases. */
import type { BatchResult } from "../../src/index.ts";

export function countsOf({ successCount, failureCount, totalCount }: BatchResult<unknown>) {
  return { successCount, failureCount, totalCount };
}

/** `ALL_COMPLETED` for `all-completed`. */
export function reasonOf({ completionReason }: BatchResult<unknown>): string {
  return completionReason.toUpperCase().replaceAll("-", "_");
}

export function summaryOf(batch: BatchResult<unknown>) {
  return { completionReason: reasonOf(batch), status: batch.status.toUpperCase(), ...countsOf(batch) };
}
