import type { RecordedFailure } from "../../journal/event-parts.ts";
import { parseDuration } from "../../policy/duration.ts";
import { describeFailure, type Failure } from "../../policy/failure.ts";
import { parseFailureList, type FailureList } from "../../policy/failure-list.ts";
import type { RetryPolicy } from "../../policy/retry.ts";
import { UserError } from "../../policy/user-error.ts";
import type { FailureTest, RetryOptions } from "../context.ts";

/** The policies that are there without being defined. */
export const builtInPolicies: Readonly<Record<string, RetryOptions>> = {
  standard: { maxAttempts: 5, initialDelay: "1s", backoff: 2, maxDelay: "1m", jitter: "full" },
};

/** By name: as authors write them, or as they were read elsewhere. */
export type RetryPolicies = Readonly<Record<string, RetryOptions | RetryPolicy>>;

/** Reads what an author wrote for `retry`. Throws a {@link UserError} naming what is wrong. */
export function readRetry(retry: string | RetryOptions | undefined, policies: RetryPolicies): RetryPolicy {
  if (typeof retry === "string") {
    const named = Object.hasOwn(policies, retry) ? policies[retry] : undefined;
    if (named) return isRead(named) ? named : readRetry(named, policies);
    throw new UserError(`there is no retry policy "${retry}"; there are ${Object.keys(policies).join(", ")}`);
  }
  const {
    maxAttempts,
    initialDelay = "1s",
    backoff = 2,
    maxDelay = "1m",
    jitter = "full",
  } = retry ?? { maxAttempts: 1 };
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1) {
    throw new UserError(`maxAttempts is ${maxAttempts}: write a whole number from 1`);
  }
  if (!(backoff >= 1)) throw new UserError(`backoff is ${backoff}: write a number from 1`);
  return {
    maxAttempts,
    backoff: {
      initialDelay: readDuration("initialDelay", initialDelay),
      factor: backoff,
      maxDelay: readDuration("maxDelay", maxDelay),
      jitter,
    },
    ...(retry?.retryOn !== undefined && { retryOn: readList("retryOn", retry.retryOn) }),
    ...(retry?.giveUpOn !== undefined && { giveUpOn: readList("giveUpOn", retry.giveUpOn) }),
  };
}

function isRead(policy: RetryOptions | RetryPolicy): policy is RetryPolicy {
  return typeof policy.backoff === "object";
}

/** Milliseconds. Throws a {@link UserError} naming the option. */
export function readDuration(option: string, text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${option} is ${JSON.stringify(text)}: ${error.message}`);
  }
}

function readList(option: string, list: string | FailureTest): FailureList {
  if (typeof list === "string") return parseFailureList(list);
  return [{ text: `the function in ${option}`, matches: (failure) => list(toldOf(failure)) }];
}

function toldOf(failure: Failure): RecordedFailure & { name: string } {
  const { kind } = failure;
  if (kind !== "error") return { kind, name: kind, message: describeFailure(failure) };
  const { name, message, code } = failure;
  return { kind, name, message, ...(code !== undefined && { code }) };
}
