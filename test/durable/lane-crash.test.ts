import { expect, test } from "vitest";
import { openRunLane, type RunLane } from "../../src/durable/lane/run-lane.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { Crash, DiskFailed, Lifeline, moments, type CrashPoint } from "../../src/durable/simulation/crashes.ts";
import { emptyDisk, type Disk } from "../../src/durable/simulation/disk.ts";
import { processOf } from "../simulation/job.ts";
import { identity } from "./lane-scene.ts";

/** One process works on the lane for a while, on a machine whose disk outlives it, and dies at `plan`. */
async function work(disk: Disk, pid: number, plan?: CrashPoint) {
  const life = new Lifeline(plan);
  const world = processOf(disk, life, pid);
  const acknowledged: string[] = [];
  try {
    const lane = await openRunLane(world, {
      identity,
      writer: {},
      attempt: 1,
      folder: "/runs/lane",
      store: directoryStore(world, "/store"),
      isFirst: false,
      isShared: true,
      stateOf: async () => ({ kind: "ended" }),
    });
    const add = async (step: string) => {
      await lane.journal.append({ type: "started", step, fingerprint: "1", semantics: "at-least-once" });
      acknowledged.push(step);
    };
    await add(`${pid} a`);
    await lane.checkpoint();
    await Promise.all([add(`${pid} b`), add(`${pid} c`)]);
    await lane.close();
    return { effects: life.effects, acknowledged, steps: stepsOf(lane) };
  } catch (error) {
    if (!(error instanceof Crash || error instanceof DiskFailed)) throw error;
    return { effects: life.effects, acknowledged, steps: undefined };
  }
}

const stepsOf = (lane: RunLane) => [...lane.journal.state.steps.keys()];

function machine(): Disk {
  const disk = emptyDisk();
  for (const folder of ["/runs", "/store"]) disk.set(folder, disk.get("/")!);
  return disk;
}

test("a process killed at any of its effects leaves a lane that the next goes on with, with all it acknowledged", async () => {
  const { effects } = await work(machine(), 1);
  const plans = effects.flatMap((_, effect) => moments.map((moment) => ({ effect, moment })));
  let sound = 0;
  for (const plan of plans) {
    const disk = machine();
    const { acknowledged } = await work(disk, 1, plan);
    const next = await work(disk, 2);
    expect(next.steps, `effect ${plan.effect} (${effects[plan.effect]?.name}), ${plan.moment}`).toEqual(
      expect.arrayContaining([...acknowledged, "2 a", "2 b", "2 c"]),
    );
    sound += 1;
  }
  expect(plans.length).toBeGreaterThan(100);
  console.log(`crash points of a run's lane in a kept folder: ${sound} of ${plans.length} hold`);
});
