import { type Backoff, backoffDelay } from "./backoff.ts";
import { type Classification, classify } from "./classification.ts";
import { JOB_LIFETIME, startsInTime } from "./deadline.ts";
import { formatDuration } from "./duration.ts";
import { describeFailure, type Failure } from "./failure.ts";
import { type FailureList, findInList } from "./failure-list.ts";

/** When a failed attempt is followed by another. */
export interface RetryPolicy {
  /** Attempts in all, counted from 1. */
  readonly maxAttempts: number;
  readonly backoff: Backoff;
  /** Milliseconds for all attempts and the waits between them. */
  readonly deadline?: number;
  /** The whole of what is retried; without it, whatever is not known to be permanent. */
  readonly retryOn?: FailureList;
  /** What is never retried. Wins over `retryOn`. */
  readonly giveUpOn?: FailureList;
}

/** What happened so far. */
export interface Failed {
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly failure: Failure;
  /** Milliseconds since the first attempt started. */
  readonly elapsed: number;
  /** The draw for the jitter, in [0, 1). */
  readonly unit: number;
}

/** Another attempt after `delay` milliseconds, or none; `reason` is for people. */
export type Decision =
  | { readonly kind: "retry"; readonly delay: number; readonly reason: string }
  | { readonly kind: "give-up"; readonly cause: GiveUpCause; readonly reason: string };

export type GiveUpCause = "exhausted" | "deadline" | "give-up-on" | "retry-on" | "permanent";

/**
 * Whether and when to try again.
 *
 * A `Retry-After` is a lower bound on the delay that `maxDelay` does not cap; the deadline does. A next attempt that
 * could not start before the deadline is not waited for.
 */
export function decide(policy: RetryPolicy, { attempt, failure, elapsed, unit }: Failed): Decision {
  const classification = classify(failure);
  const what = describe(failure, classification);
  if (failure.kind === "deadline") return giveUp("deadline", what);
  if (attempt >= policy.maxAttempts) return giveUp("exhausted", `${what}; ${attemptsUsed(policy.maxAttempts)}`);
  const refusal = refusalOf(policy, failure, classification);
  if (refusal !== undefined) return giveUp(refusal.cause, `${what}, ${refusal.why}`);

  const asked = failure.retryAfter ?? 0;
  const delay = Math.max(asked, backoffDelay(policy.backoff, attempt, unit));
  const because = asked > 0 && asked === delay ? `${what}; Retry-After asks for ${formatDuration(asked)}` : what;
  if (startsInTime(elapsed, delay, policy.deadline)) return { kind: "retry", delay, reason: because };
  const limit = policy.deadline === undefined ? "the longest a job may run," : "the deadline of";
  const room = `${limit} ${formatDuration(policy.deadline ?? JOB_LIFETIME)}`;
  return giveUp("deadline", `${because}; a wait of ${formatDuration(delay)} would pass ${room}`);
}

function refusalOf(policy: RetryPolicy, failure: Failure, classification: Classification) {
  const listed = policy.giveUpOn && findInList(policy.giveUpOn, failure, classification);
  if (listed !== undefined) return { cause: "give-up-on", why: `which give-up-on lists as ${listed.text}` } as const;
  if (policy.retryOn !== undefined) {
    if (findInList(policy.retryOn, failure, classification) !== undefined) return undefined;
    const list = policy.retryOn.map(({ text }) => text).join(", ");
    return { cause: "retry-on", why: `which retry-on (${list}) does not list` } as const;
  }
  if (classification.kind === "permanent") {
    return { cause: "permanent", why: "which another attempt would not change" } as const;
  }
  return undefined;
}

function describe(failure: Failure, { kind, rule }: Classification): string {
  const said = describeFailure(failure);
  const tells = failure.kind === "exit" || failure.kind === "signal" || failure.kind === "error";
  return kind === "unknown" || !tells ? said : `${said}: ${rule}`;
}

function attemptsUsed(count: number): string {
  return count === 1 ? "it had one attempt" : `all ${count} attempts are used`;
}

function giveUp(cause: GiveUpCause, reason: string): Decision {
  return { kind: "give-up", cause, reason };
}
