/** The one loop of attempts: policies decide whether and when, `p-retry` drives, and everything here waits its turn. */
import pRetry from "p-retry";
import { describeFailure, type Failure } from "../../policy/failure.ts";
import { decide, type Decision, type RetryPolicy } from "../../policy/retry.ts";
import type { World } from "../../world.ts";

/** How one attempt ended. A failure may come with what it left behind. */
export type Attempted<T> =
  | { readonly kind: "success"; readonly value: T }
  | { readonly kind: "failure"; readonly failure: Failure; readonly value?: T };

/** How all attempts together ended; `attempts` counts those that started, here and in earlier processes. */
export type AttemptsResult<T> = { readonly attempts: number } & (
  | { readonly kind: "success"; readonly value: T }
  | {
      readonly kind: "failure";
      readonly failure: Failure;
      readonly decision: GiveUp;
      /** What the last attempt left behind. */
      readonly value?: T;
    }
  /** The caller's signal aborted; what the last attempt left behind is kept where it had ended by then. */
  | { readonly kind: "cancelled"; readonly value?: T }
);

export type GiveUp = Extract<Decision, { kind: "give-up" }>;

/** Told, and awaited, before anything further happens: a journal can write ahead. */
export interface AttemptsObserver<T> {
  onAttemptStart?(attempt: number): Promise<void> | void;
  /** Before the wait for the next attempt, which `decision` announces. */
  onAttemptFailed?(attempt: number, failed: AttemptFailed<T>, decision: Decision): Promise<void> | void;
  /** After the wait and right before the next attempt starts, as a place to clean up. */
  onRetry?(attempt: number, signal: AbortSignal): Promise<void> | void;
}

export type AttemptFailed<T> = Extract<Attempted<T>, { kind: "failure" }>;

export interface AttemptsOptions<T> extends AttemptsObserver<T> {
  readonly policy: RetryPolicy;
  /** The draw for the jitter of an attempt, in [0, 1). */
  readonly unit: (attempt: number) => number;
  /** Cancels: the running attempt is aborted and none follows. */
  readonly signal?: AbortSignal;
  /** What earlier processes have used up of the policy already. */
  readonly used?: { readonly attempts: number; readonly elapsed: number };
  /** Waits for the next attempt; by default in this process. */
  readonly wait?: (delay: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Runs `body` until it succeeds or the policy gives up. Attempts never overlap: `body` must not settle before what it
 * started has ended. Its signal aborts when the caller's does and when the deadline of the policy passes.
 *
 * A failure is returned. What `body` or an observer throws is no failure of an attempt: it ends the loop and is thrown on.
 */
export async function runAttempts<T>(
  world: Pick<World, "clock">,
  body: (attempt: number, signal: AbortSignal) => Promise<Attempted<T>>,
  options: AttemptsOptions<T>,
): Promise<AttemptsResult<T>> {
  const { policy, signal: cancelled } = options;
  if (cancelled?.aborted) return { kind: "cancelled", attempts: 0 };
  const { used = { attempts: 0, elapsed: 0 }, wait = (delay, aborted) => world.clock.sleep(delay, aborted) } = options;
  const started = world.clock.monotonic() - used.elapsed;
  const deadline = new AbortController();
  const stopTimer =
    policy.deadline === undefined
      ? undefined
      : world.clock.after(Math.max(0, policy.deadline - used.elapsed), () => deadline.abort());
  // A signal made of others costs more than all the rest of an attempt.
  const isPlain = cancelled !== undefined && policy.deadline === undefined;
  const signal = isPlain ? cancelled : AbortSignal.any([deadline.signal, ...(cancelled ? [cancelled] : [])]);
  let attempts = used.attempts;
  let last: AttemptFailed<T> | undefined;
  let ended: AttemptsResult<T> | undefined;

  async function attempt(called: number): Promise<T> {
    const number = used.attempts + called;
    await options.onAttemptStart?.(number);
    attempts = number;
    const attempted = await settle(body(number, signal), signal);
    if (attempted.kind === "success") return attempted.value;
    last = attempted;
    throw new Failed();
  }

  async function waitOrEnd({ failure: own, value }: AttemptFailed<T>): Promise<void> {
    const left = value === undefined ? {} : { value };
    if (cancelled?.aborted) return end({ kind: "cancelled", attempts, ...left });
    const failure = deadline.signal.aborted ? passed(own) : own;
    const elapsed = world.clock.monotonic() - started;
    const decision = decide(policy, { attempt: attempts, failure, elapsed, unit: options.unit(attempts) });
    await options.onAttemptFailed?.(attempts, { kind: "failure", failure, ...left }, decision);
    if (decision.kind === "give-up") return end({ kind: "failure", attempts, failure, decision, ...left });
    if (decision.delay > 0) await untilAborted(wait(decision.delay, signal), signal);
    if (!signal.aborted) await options.onRetry?.(attempts + 1, signal);
    if (cancelled?.aborted) return end({ kind: "cancelled", attempts, ...left });
    if (!deadline.signal.aborted) return;
    const late = { kind: "give-up", cause: "deadline", reason: describeFailure(passed(own)) } as const;
    end({ kind: "failure", attempts, failure, decision: late, ...left });
  }

  function end(result: AttemptsResult<T>): void {
    ended = result;
  }

  function passed(failure: Failure): Failure {
    const output = failure.output === undefined ? {} : { output: failure.output };
    return { kind: "deadline", limit: policy.deadline ?? 0, ...output };
  }

  try {
    const value = await pRetry(attempt, {
      retries: Infinity,
      minTimeout: 0, // we wait in onFailedAttempt, on the world's clock; p-retry sets no timer of its own
      factor: 1,
      async onFailedAttempt({ error }) {
        if (!(error instanceof Failed) || last === undefined) throw error;
        await waitOrEnd(last);
      },
      shouldRetry: () => ended === undefined,
    });
    return { kind: "success", attempts, value };
  } catch (error) {
    if (ended !== undefined) return ended;
    throw error;
  } finally {
    stopTimer?.();
  }
}

/** Tells p-retry, which knows only what is thrown, that an attempt failed. */
class Failed extends Error {}

/** A body that ends by throwing the reason of its own signal was aborted, which is a failure and no fault of the loop. */
async function settle<T>(running: Promise<Attempted<T>>, signal: AbortSignal): Promise<Attempted<T>> {
  try {
    return await running;
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    return { kind: "failure", failure: { kind: "error", name: "AbortError", message: "aborted" } };
  }
}

async function untilAborted(waiting: Promise<void>, signal: AbortSignal): Promise<void> {
  try {
    await waiting;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
