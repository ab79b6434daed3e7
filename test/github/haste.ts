/** Waits made short: the official clients wait with `setTimeout`, for up to half a minute. */
import { onTestFinished, vi } from "vitest";
import type { Clock } from "../../src/world.ts";
import { systemClock } from "../../src/world/clock.ts";

/** Until the test ends, retry waits of the clients take a five-hundredth, and their timeouts a hundredth of their time. */
export function hasteTimers(): void {
  const real = globalThis.setTimeout;
  const hasty = (act: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    real(act, ms < 1000 ? ms : ms < 29_000 ? ms / 500 : ms / 100, ...args);
  vi.stubGlobal("setTimeout", Object.assign(hasty, real));
  onTestFinished(() => void vi.unstubAllGlobals());
}

/**
 * Until the test ends, our client of GitHub does not space its writes out. Only the waits of the library that spaces them are
 * cut: they add up over all tests of a worker, until they are longer than any deadline.
 */
export function hasteWrites(): void {
  const real = globalThis.setTimeout;
  const hasty = (act: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    real(act, isSpacing(new Error().stack) ? 0 : ms, ...args);
  vi.stubGlobal("setTimeout", Object.assign(hasty, real));
  onTestFinished(() => void vi.unstubAllGlobals());
}

/** Whether the caller of the function that made the stack is that library: what it calls waits for other things. */
function isSpacing(stack = ""): boolean {
  return stack.split("\n")[2]?.includes("/bottleneck/") === true;
}

/** A clock on which sleep is short, and timeouts come `factor` times as soon. */
export function hastyClock(factor: number): Clock {
  const real = globalThis.setTimeout;
  return {
    now: () => systemClock.now(),
    monotonic: () => systemClock.monotonic() * factor,
    sleep: (ms, signal) => systemClock.sleep(ms / 1000, signal),
    after(ms, act) {
      const timer = real(act, ms / factor);
      return () => clearTimeout(timer);
    },
    turn: () => systemClock.turn(),
  };
}
