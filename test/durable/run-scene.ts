/** Runs of automations on the real disk, with a clock that stands still but for what is waited for. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { putInInbox, type NewInboxMessage } from "../../src/durable/run/inbox.ts";
import type { Progress } from "../../src/durable/engine/progress.ts";
import { runAutomation, type RunOptions, type RunOutcome } from "../../src/durable/run/run.ts";
import { openRunLane, type RunLane } from "../../src/durable/lane/run-lane.ts";
import { virtualClock, type VirtualClock } from "../../src/durable/simulation/clock.ts";
import type { LaneState } from "../../src/journal/fold.ts";
import { directoryStore } from "../../src/store/directory.ts";
import type { World } from "../../src/world.ts";
import { systemClock } from "../../src/world/clock.ts";
import { systemWorld } from "../../src/world/system.ts";

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
  const clock = virtualClock(systemClock, Date.UTC(2026, 10, 21));
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

/** The lane of the run that {@link runScene} makes. */
export function openSceneLane(world: World, folder: string): Promise<RunLane> {
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
