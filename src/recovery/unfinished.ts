import type { AttemptedRun } from "../github/attempted-runs.ts";
import type { World } from "../world.ts";
import { lanesOfRun, type Evidence } from "./lanes-of-run.ts";

/**
 * Why a run that is green has not succeeded yet; undefined where it has. An automation that waits ends its job green, and
 * nobody knows yet how it ends itself. Needs `actions: read`; throws nothing that is GitHub's.
 */
export async function whyUnfinished(
  world: Pick<World, "files" | "random">,
  evidence: Evidence,
  run: Pick<AttemptedRun, "id">,
): Promise<string | undefined> {
  // Also what an older attempt left: a re-run leaves out the jobs that were green.
  const lanes = await lanesOfRun(world, evidence, run);
  if (lanes === undefined) return "its journals cannot be listed, which say whether it waits";
  const waiting = lanes.find((lane) => lane.run.status === "suspended");
  return waiting && `${waiting.run.started?.name ?? "an automation"} is suspended, and nobody knows yet how it ends`;
}
