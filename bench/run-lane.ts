import { basename, join } from "node:path";
import { openRunLane, type RunLane, type RunLaneOptions } from "../src/durable/lane/run-lane.ts";
import { directoryStore } from "../src/store/directory.ts";
import type { World } from "../src/world.ts";

/** Only when the run stops. */
const seldom = { events: Number.MAX_SAFE_INTEGER, ms: 3_600_000 };

/** Opens the lane of a run in `folder`, whose name is its key. Without a store, it is saved to the same folder, and only when the run stops. */
export function openLaneIn(
  world: World,
  folder: string,
  saving: Pick<RunLaneOptions, "store" | "saveEvery"> = {
    store: directoryStore(world, join(folder, "store")),
    saveEvery: seldom,
  },
): Promise<RunLane> {
  return openRunLane(world, {
    identity: { repository: "octocat/hello-world", key: basename(folder), lane: "bench" },
    writer: {},
    attempt: 1,
    folder: join(folder, "lane"),
    isFirst: true,
    isShared: false,
    stateOf: async () => ({ kind: "ended" }),
    ...saving,
  });
}
