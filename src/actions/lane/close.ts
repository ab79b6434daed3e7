import * as z from "zod/mini";
import type { World } from "../../world.ts";
import { readContext } from "../../github/context.ts";
import { runnerCommands } from "../../github/runner.ts";
import { parseInputs, readInputs } from "../inputs/parse.ts";
import { laneInputs } from "./inputs.ts";
import { openActionLane } from "./open.ts";
import { sayUnsaved } from "./unsaved.ts";

const schema = z.object(laneInputs);

/**
 * The post step of an action with a lane: the one that opened the lane closes it, which makes the durable copy. Best
 * effort: what goes wrong is a warning, and the job's result stays what it is.
 */
export async function closeAction(world: World): Promise<void> {
  const runner = runnerCommands(world);
  if (runner.getState("opener") !== "true") return;
  try {
    const inputs = parseInputs(schema, readInputs(world.environment, schema));
    const lane = await openActionLane(world, readContext(world.environment), inputs);
    sayUnsaved(runner, lane.identity.lane, await lane.close());
  } catch (error) {
    runner.warning(`The lane was not closed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
