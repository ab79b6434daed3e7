import type { RunFacts } from "../../automation/run/card.ts";
import { folderOfRun, lane } from "../../automation/run/place.ts";
import type { RunLaneOptions } from "../../durable/lane/run-lane.ts";
import { directoryStore } from "../../store/directory.ts";
import { stateFolder } from "../../store/state-folder.ts";
import type { World } from "../../world.ts";

/** How this process opens the one lane that a run has on this machine. */
export function localLane(world: World, { key, repository }: Pick<RunFacts, "key" | "repository">): RunLaneOptions {
  const { environment, processes } = world;
  const identity = { repository, key, lane };
  return {
    identity,
    writer: { link: `process ${processes.pid}` },
    attempt: 1,
    folder: folderOfRun(world, identity),
    store: directoryStore(world, stateFolder(environment, processes.platform)),
    isFirst: false,
    // Only processes of this machine can meet here, and the folder's lock keeps them apart.
    isShared: false,
    stateOf: () => Promise.resolve({ kind: "ended" }),
  };
}
