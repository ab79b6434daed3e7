/** Which run an action works on, and where its lane lies while it does. */
import { folderOfRun, lane as localLane } from "../../automation/run/place.ts";
import type { LaneOptions } from "../../durable/lane/lane.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { LaneIdentity } from "../../store/lane-id.ts";
import type { World } from "../../world.ts";
import { boundedLane, laneIdentity } from "../lane/identity.ts";
import { laneOptions, type LaneInputs } from "../lane/open.ts";

export interface RunPlace {
  readonly key: string;
  readonly lane: string;
  /** The key is the author's: other workflow runs have it, too. */
  readonly isShared: boolean;
}

/**
 * The run and its lane. Under the run's id the lane is the job's, with its matrix leg, and the automation's within it.
 * Under a key of the author's own it must be the same for whoever has the run go on, whatever their job is called: it is
 * the automation's, or where runs are kept on this machine, the one that the command line has.
 */
export function runPlaceOf(
  context: RunnerContext,
  { lane, matrix, store }: LaneInputs,
  automation: string,
  ownKey: string | undefined,
): RunPlace {
  const { runId } = requireContext(context, "runId");
  if (ownKey === undefined) {
    const { lane: job } = laneIdentity({ matrix }, context);
    return { key: String(runId), lane: lane ?? boundedLane(`${job}/${automation}`), isShared: false };
  }
  const shared = store === "directory" ? localLane : boundedLane(`automation/${automation}`);
  return { key: ownKey, lane: lane ?? shared, isShared: true };
}

/** How its lane is opened. `isKept` tells that its folder outlives the job and is where the command line looks. */
export function runLaneOptions(
  world: World,
  context: RunnerContext,
  inputs: Pick<LaneInputs, "store" | "token">,
  { key, lane, isShared }: RunPlace,
): LaneOptions & { readonly isKept: boolean } {
  const { repository } = requireContext(context, "repository");
  const identity: LaneIdentity = { repository: `${repository.owner}/${repository.name}`, key, lane };
  const options = laneOptions(world, context, inputs, identity, isShared);
  // act gives every run the same id: what is kept under it would be another run's.
  const isKept = isShared && inputs.store === "directory" && lane === localLane;
  return { ...options, isKept, ...(isKept && { folder: folderOfRun(world, identity) }) };
}
