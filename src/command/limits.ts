import type { Clock } from "../world.ts";

/** Why a command is ended before it ends by itself. */
export type Interruption =
  | { readonly kind: "timed-out"; /** Milliseconds. */ readonly after: number }
  | { readonly kind: "idle"; /** Milliseconds without output. */ readonly after: number }
  | { readonly kind: "cancelled"; /** The signal's reason. */ readonly reason: unknown };

export interface LimitOptions {
  /** Milliseconds. */
  readonly timeout?: number | undefined;
  /** Milliseconds without output. */
  readonly idleTimeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Limits {
  /** Resolves with the first limit that is reached, if any is. */
  readonly reached: Promise<Interruption>;
  /** Tells that there was output. */
  touch(): void;
  /** Stops all clocks. */
  dispose(): void;
}

/** Node fires a timer at once that is longer than this (some 24 days, more than a job may take). */
const longestTimer = 2 ** 31 - 1;

export function watchLimits(clock: Clock, { timeout, idleTimeout, signal }: LimitOptions): Limits {
  const { promise, resolve } = Promise.withResolvers<Interruption>();
  const stops: (() => void)[] = [];
  let touched = clock.monotonic();

  function after(ms: number, act: () => void): void {
    stops.push(clock.after(Math.min(ms, longestTimer), act));
  }

  if (timeout !== undefined) after(timeout, () => resolve({ kind: "timed-out", after: timeout }));

  if (idleTimeout !== undefined) {
    // One timer that looks back, rather than a new one for every chunk of output.
    const check = () => {
      const left = touched + idleTimeout - clock.monotonic();
      if (left > 0) after(Math.ceil(left), check);
      else resolve({ kind: "idle", after: idleTimeout });
    };
    after(idleTimeout, check);
  }

  if (signal !== undefined) {
    const cancel = () => resolve({ kind: "cancelled", reason: signal.reason });
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { once: true });
    stops.push(() => signal.removeEventListener("abort", cancel));
  }

  return {
    reached: promise,
    touch: () => void (touched = clock.monotonic()),
    dispose: () => stops.forEach((stop) => stop()),
  };
}
