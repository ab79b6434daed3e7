import { readContext } from "../../github/context.ts";
import { runnerCommands } from "../../github/runner.ts";
import type { World } from "../../world.ts";
import { withoutSecrets } from "./guard.ts";
import { openActionLane, recallLane } from "./open.ts";
import { sayUnsaved } from "./unsaved.ts";

/**
 * The post step of every action with a lane: the one that opened the lane closes it, which makes the durable copy.
 * Best effort: what goes wrong is a warning, and the job's result stays what it is.
 */
export async function closeLane(world: World): Promise<void> {
  const runner = runnerCommands(world);
  try {
    const inputs = recallLane(runner, world.environment);
    if (!inputs) return;
    const lane = await openActionLane(world, readContext(world.environment), inputs);
    const closed = await lane.close();
    if (closed.kind !== "not-copied") return sayUnsaved(runner, lane.identity.lane, closed);
    runner.warning(`What the lane recorded is in the cache alone: its artifact could not be made (${closed.reason}).`);
  } catch (error) {
    const why = withoutSecrets(world.environment, error instanceof Error ? error.message : String(error));
    runner.warning(`The lane was not closed, so what it recorded may be in the cache alone: ${why}`);
  }
}
