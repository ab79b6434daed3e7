/** Clocks for simulated processes: nobody waits for them. */
import type { Clock } from "../../world.ts";

/** What a simulated clock takes of a real one: the turns of the event loop. */
type Turns = Pick<Clock, "turn">;

/** Stands still but for sleeping, from `time` in milliseconds since the epoch: of timers only those fire that are due. */
export function stillClock(real: Turns, time: number): Clock {
  let now = time;
  return {
    now: () => now,
    monotonic: () => now,
    sleep: (ms) => {
      now += ms;
      return Promise.resolve();
    },
    after(ms, act) {
      let isSet = ms <= 0;
      if (isSet) void real.turn().then(() => isSet && act());
      return () => void (isSet = false);
    },
    turn: () => real.turn(),
  };
}

export interface VirtualClock extends Clock {
  /** Makes it this time, in milliseconds since the epoch, unless it is later already. */
  skipTo(time: number): void;
  /** Puts the wall clock forward or back, by milliseconds, as an administrator might. */
  jump(ms: number): void;
  /** No timer fires any more. */
  stop(): void;
  /** How many timers are set. */
  timers(): number;
}

/** Timers fire in their order as soon as nothing else is at work; the time is then what they waited for. */
export function virtualClock(real: Turns, start: number): VirtualClock {
  let time = start;
  let wall = 0;
  let timers: { readonly due: number; act(): void }[] = [];
  let isTurning = false;
  let isStopped = false;

  async function fire(): Promise<void> {
    isTurning = true;
    while (timers.length > 0) {
      // What is at work comes first.
      for (let count = 0; count < 3; count++) await real.turn();
      const [next] = timers.toSorted((one, other) => one.due - other.due);
      if (!next) break;
      timers = timers.filter((timer) => timer !== next);
      time = Math.max(time, next.due);
      next.act();
    }
    isTurning = false;
  }

  const clock: VirtualClock = {
    skipTo: (to) => void (time = Math.max(time, to - wall)),
    jump: (ms) => void (wall += ms),
    stop() {
      isStopped = true;
      timers = [];
    },
    timers: () => timers.length,
    now: () => time + wall,
    monotonic: () => time,
    turn: () => real.turn(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = clock.after(ms, resolve);
        signal?.addEventListener("abort", () => (stop(), reject(signal.reason)), { once: true });
      }),
    after(ms, act) {
      if (isStopped) return () => {};
      const timer = { due: time + ms, act };
      timers.push(timer);
      if (!isTurning) void fire();
      return () => void (timers = timers.filter((each) => each !== timer));
    },
  };
  return clock;
}
