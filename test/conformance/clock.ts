import type { Clock } from "../../src/world.ts";
import { systemClock } from "../../src/world/clock.ts";

export interface SkippingClock extends Clock {
  /** Makes it this time, in milliseconds since the epoch, unless it is later already. */
  skipTo(time: number): void;
}

/** A clock that stands still but for what is waited for, so that an hour's wait takes no hour. */
export function skippingClock(start: number): SkippingClock {
  let time = start;
  const skipTo = (to: number) => {
    time = Math.max(time, to);
  };
  return {
    skipTo,
    now: () => time,
    monotonic: () => time,
    turn: () => systemClock.turn(),
    // What is waited for within an invocation is short, and really waited for.
    async sleep(ms, signal) {
      const due = time + ms;
      await systemClock.sleep(ms, signal);
      skipTo(due);
    },
    after(ms, act) {
      const due = time + ms;
      return systemClock.after(ms, () => {
        skipTo(due);
        act();
      });
    },
  };
}
