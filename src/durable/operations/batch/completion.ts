/** When a batch has enough: pure functions of what was asked and what has happened. */
import { UserError } from "../../../policy/user-error.ts";
import type { CompletionReason } from "../../batch.ts";
import type { Completion } from "../../context.ts";

export interface Tally {
  readonly succeeded: number;
  readonly failed: number;
  /** How many items there are in all; undefined while a stream has not told. */
  readonly total: number | undefined;
}

/** Why no further item is to be started, or undefined. */
export function enough(completion: Completion, { succeeded, failed, total }: Tally): CompletionReason | undefined {
  const { minSuccessful, toleratedFailureCount, toleratedFailurePercentage } = completion;
  if (toleratedFailureCount !== undefined && failed > toleratedFailureCount) return "failure-tolerance-exceeded";
  if (toleratedFailurePercentage !== undefined && total !== undefined) {
    if (failed * 100 > toleratedFailurePercentage * total) return "failure-tolerance-exceeded";
  }
  if (minSuccessful !== undefined && succeeded >= minSuccessful) return "min-successful-reached";
  return undefined;
}

/** Throws a {@link UserError} naming the option that makes no sense. */
export function requireCompletion(completion: Completion, maxConcurrency: number | undefined): void {
  requireWhole("maxConcurrency", maxConcurrency, 1);
  requireWhole("minSuccessful", completion.minSuccessful, 0);
  requireWhole("toleratedFailureCount", completion.toleratedFailureCount, 0);
  const share = completion.toleratedFailurePercentage;
  if (share !== undefined && !(share >= 0 && share <= 100)) {
    throw new UserError(`toleratedFailurePercentage is ${share}: write a number from 0 to 100`);
  }
}

function requireWhole(option: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return;
  if (value === Number.POSITIVE_INFINITY) return;
  throw new UserError(`${option} is ${value}: write a whole number from ${least}`);
}
