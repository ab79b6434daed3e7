/** A run's lane on the real disk, and machines that share a store. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { LaneWorld } from "../../src/durable/lane/lane.ts";
import { openRunLane, type RunLane, type RunLaneOptions } from "../../src/durable/lane/run-lane.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { systemWorld } from "../../src/world/system.ts";

export const identity = { repository: "kelp/forest", key: "orders", lane: "run" };

/** A folder with a store and one for each machine; it ends with the test. */
export async function machinesForTest() {
  const root = await mkdtemp(join(tmpdir(), "lane-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const name of ["store", "one", "two"]) await mkdir(join(root, name));
  const optionsOf = (machine: "one" | "two", more: Partial<RunLaneOptions> = {}): RunLaneOptions => ({
    identity,
    writer: { link: `https://kelp.example/${machine}` },
    attempt: 1,
    folder: join(root, machine, "lane"),
    store: directoryStore(systemWorld(), join(root, "store")),
    isFirst: false,
    isShared: false,
    stateOf: async () => ({ kind: "ended" }),
    ...more,
  });
  return { root, optionsOf };
}

/** A process of its own pid; the processes of these tests are dead once they are not looked at. */
export function processWorld(pid: number): LaneWorld {
  const world = systemWorld();
  return { ...world, processes: { ...world.processes, pid, signal: (other) => other === pid } };
}

export async function runLaneForTest(): Promise<RunLane> {
  const { optionsOf } = await machinesForTest();
  return openRunLane(systemWorld(), optionsOf("one"));
}
