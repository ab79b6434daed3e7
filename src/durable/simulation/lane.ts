import type { Store } from "../../store/store.ts";
import type { LaneWorld } from "../lane/lane.ts";
import { openRunLane, type RunLane } from "../lane/run-lane.ts";
import type { LaneIdentity } from "../../store/lane-id.ts";

/** The lane of a run on a simulated machine, which keeps its disk: what a store has besides would tell nothing new. */
export function simulatedLane(world: LaneWorld, identity: LaneIdentity, folder: string): Promise<RunLane> {
  return openRunLane(world, {
    identity,
    writer: {},
    attempt: 1,
    folder,
    store: noStore,
    isFirst: true,
    isShared: false,
    stateOf: () => Promise.resolve({ kind: "ended" }),
  });
}

const noStore: Store = {
  load: () => Promise.resolve({ kind: "none" }),
  save: () => Promise.resolve({ kind: "saved", where: "nowhere" }),
};
