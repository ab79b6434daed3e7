import { systemClock } from "../../src/world/clock.ts";
import type { Clock } from "../../src/world.ts";

/** The system's clock, moved forward by a test; sleeps end at once and are noted. */
export interface TestClock extends Clock {
  advance(ms: number): void;
  readonly sleeps: readonly number[];
}

export function clockForTest(): TestClock {
  let ahead = 0;
  const sleeps: number[] = [];
  return {
    ...systemClock,
    now: () => systemClock.now() + ahead,
    async sleep(ms) {
      sleeps.push(ms);
    },
    advance: (ms) => void (ahead += ms),
    sleeps,
  };
}

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;
