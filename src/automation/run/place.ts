/** Where the runs of this machine live. */
import { join } from "node:path";
import { laneId, type LaneIdentity } from "../../store/lane-id.ts";
import { stateFolder } from "../../store/state-folder.ts";
import type { World } from "../../world.ts";

/** The one lane of a run that is run from the command line. */
export const lane = "local";

/** The folder of all runs. Throws a UserError where nothing names a place to keep state in. */
export function runsFolder(world: Pick<World, "environment" | "processes">): string {
  return join(stateFolder(world.environment, world.processes.platform), "runs");
}

/** The folder of one run: its journal, what goes with it, and its inbox. */
export function folderOfRun(world: Pick<World, "environment" | "processes">, identity: LaneIdentity): string {
  return join(runsFolder(world), laneId(identity));
}

/** The process that works on a run now; undefined where none does. The lock is that of `openRunLane`. */
export async function holderOf(
  { files, processes }: Pick<World, "files" | "processes">,
  folder: string,
): Promise<number | undefined> {
  const text = (await files.read(`${folder}.lock`, 256))?.toString() ?? "";
  const pid = Number(/^([1-9]\d{0,8}) /.exec(text)?.[1] ?? 0);
  return pid > 0 && processes.signal(pid, 0) ? pid : undefined;
}
