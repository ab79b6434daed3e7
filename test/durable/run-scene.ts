/** Runs of automations on the real disk, with a clock that stands still but for what is waited for. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { putInInbox, type NewInboxMessage } from "../../src/durable/inbox.ts";
import type { Progress } from "../../src/durable/progress.ts";
import { runAutomation, type RunOptions, type RunOutcome } from "../../src/durable/run.ts";
import { openRunLane, type RunLane } from "../../src/durable/run-lane.ts";
import type { LaneState } from "../../src/journal/fold.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { systemClock, systemWorld, type Clock, type World } from "../../src/world.ts";

export type Body = (context: Context, input: never) => unknown;

export interface RunScene {
  readonly folder: string;
  readonly clock: VirtualClock;
  readonly world: World;
  /** What an onlooker was told, over all invocations. */
  readonly progress: Progress[];
  /** The journal as the last invocation left it. */
  readonly state: LaneState;
  /** Brings the run as far as it comes in one process. */
  readonly run: (body: Body, options?: Partial<RunOptions>) => Promise<RunOutcome>;
  /** The same, and goes on when what it waits for is due, until it ends or waits for somebody. */
  readonly runToEnd: (body: Body, options?: Partial<RunOptions>) => Promise<RunOutcome>;
  readonly say: (message: NewInboxMessage) => Promise<void>;
}

export async function runScene(defaults: Partial<RunOptions> = {}): Promise<RunScene> {
  const folder = await mkdtemp(join(tmpdir(), "run-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const clock = virtualClock();
  const world = { ...systemWorld(), clock };
  const laneFolder = join(folder, "lane");
  const progress: Progress[] = [];
  let state: LaneState | undefined;

  async function run(body: Body, options: Partial<RunOptions> = {}): Promise<RunOutcome> {
    const lane = await openSceneLane(world, folder);
    try {
      return await runAutomation(world, {
        lane,
        folder: laneFolder,
        automation: { name: "import", run: body },
        suspendAfter: 0,
        observe: (each) => void progress.push(each),
        ...defaults,
        ...options,
      });
    } finally {
      state = lane.journal.state;
      await lane.close();
    }
  }

  return {
    folder,
    clock,
    world,
    progress,
    get state() {
      if (!state) throw new Error("nothing was run yet");
      return state;
    },
    run,
    async runToEnd(body, options) {
      for (;;) {
        const outcome = await run(body, options);
        if (outcome.status !== "suspended" || outcome.until === undefined) return outcome;
        clock.skipTo(outcome.until);
      }
    },
    say: (message) => putInInbox(world, laneFolder, message),
  };
}

function openSceneLane(world: World, folder: string): Promise<RunLane> {
  return openRunLane(world, {
    identity: { repository: "kelp/orders", key: "orders-1", lane: "run" },
    writer: {},
    attempt: 1,
    folder: join(folder, "lane"),
    store: directoryStore(world, join(folder, "store")),
    isFirst: false,
    isShared: false,
    stateOf: async () => ({ kind: "ended" }),
  });
}

export interface VirtualClock extends Clock {
  /** Makes it this time, in milliseconds since the epoch, unless it is later already. */
  skipTo(time: number): void;
  /** Puts the wall clock forward or back, by milliseconds, as an administrator might. */
  jump(ms: number): void;
}

/** Timers fire in their order as soon as the event loop turns; the time is then what they waited for. */
function virtualClock(): VirtualClock {
  let time = Date.UTC(2026, 10, 21);
  let wall = 0;
  let timers: { readonly due: number; act(): void }[] = [];
  let isTurning = false;

  async function fire(): Promise<void> {
    isTurning = true;
    while (timers.length > 0) {
      // What is at work comes first.
      for (let turn = 0; turn < 3; turn++) await systemClock.turn();
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
    now: () => time + wall,
    monotonic: () => time,
    turn: () => systemClock.turn(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = clock.after(ms, resolve);
        signal?.addEventListener("abort", () => (stop(), reject(signal.reason)), { once: true });
      }),
    after(ms, act) {
      const timer = { due: time + ms, act };
      timers.push(timer);
      if (!isTurning) void fire();
      return () => void (timers = timers.filter((each) => each !== timer));
    },
  };
  return clock;
}
