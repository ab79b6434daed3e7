/** One attempt of a step that is code: with limits of time, and without ever running beside the next. */
import type { Failure } from "../../policy/failure.ts";
import { formatDuration } from "../../policy/duration.ts";
import { describeFailure } from "../../policy/failure.ts";
import type { Clock } from "../../world.ts";
import { failureOf } from "./recorded-failure.ts";
import { stillRunningFailure } from "./still-running.ts";

/** All in milliseconds. */
export interface CodeLimits {
  readonly timeout?: number | undefined;
  /** Without a heartbeat. */
  readonly idleTimeout?: number | undefined;
}

export type CodeEnd<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "failure"; readonly failure: Failure };

/** How long code that was aborted may take to end. */
const grace = 5_000;

/** Runs `body` to its end. What it gives after it was aborted counts: its effect has happened. */
export async function attemptCode<T>(
  clock: Clock,
  body: (signal: AbortSignal, heartbeat: () => void) => T | Promise<T>,
  limits: CodeLimits,
  signal: AbortSignal,
): Promise<CodeEnd<T>> {
  const own = new AbortController();
  const isLimited = limits.timeout !== undefined || limits.idleTimeout !== undefined;
  const aborted = isLimited ? AbortSignal.any([signal, own.signal]) : signal;
  let ranOut: Failure | undefined;
  let stopIdle: (() => void) | undefined;
  let stopGrace: (() => void) | undefined;
  let isOver = false;

  function runOut(failure: Failure): void {
    ranOut ??= failure;
    own.abort(new Error(describeFailure(failure)));
  }
  function heartbeat(): void {
    const { idleTimeout: limit } = limits;
    // Code may go on after what it awaited, and after it was given up.
    if (limit === undefined || isOver) return;
    stopIdle?.();
    stopIdle = clock.after(limit, () => runOut({ kind: "idle-timeout", limit }));
  }

  const { timeout: limit } = limits;
  const stopTimeout = limit === undefined ? undefined : clock.after(limit, () => runOut({ kind: "timeout", limit }));
  heartbeat();
  const overdue = Promise.withResolvers<"overdue">();
  const wait = (): void => void (stopGrace = clock.after(grace, () => overdue.resolve("overdue")));
  if (aborted.aborted) wait();
  else aborted.addEventListener("abort", wait, { once: true });
  try {
    const ended = await Promise.race([settled(body, aborted, heartbeat), overdue.promise]);
    if (ended === "overdue") return { kind: "failure", failure: overdueFailure(ranOut) };
    if (ended.kind === "value" || ranOut === undefined) return ended;
    return { kind: "failure", failure: ranOut };
  } finally {
    isOver = true;
    // The signal of the run outlives it, and all that listens.
    aborted.removeEventListener("abort", wait);
    stopTimeout?.();
    stopIdle?.();
    stopGrace?.();
  }
}

async function settled<T>(
  body: (signal: AbortSignal, heartbeat: () => void) => T | Promise<T>,
  signal: AbortSignal,
  heartbeat: () => void,
): Promise<CodeEnd<T>> {
  try {
    return { kind: "value", value: await body(signal, heartbeat) };
  } catch (error) {
    return { kind: "failure", failure: failureOf(error) };
  }
}

function overdueFailure(ranOut: Failure | undefined): Failure {
  const why = ranOut ? describeFailure(ranOut) : "it was asked to stop";
  const message = `${why}, and ${formatDuration(grace)} later it still ran; hand its signal to what it calls`;
  return stillRunningFailure(message);
}
