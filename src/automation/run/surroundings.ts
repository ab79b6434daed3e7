import { childEnvironment } from "../../command/environment.ts";
import { circuitsOfRun } from "../../durable/circuit/of-run.ts";
import type { World } from "../../world.ts";
import type { RunSurroundings } from "../open-automation.ts";

/** What differs by where a run is worked on. */
export type Around = Omit<RunSurroundings, "world" | "environment" | "circuit">;

/** What a run is run in: commands have the environment of this process, and circuits last as long as the run. */
export function surroundingsIn(world: World, around: Around): RunSurroundings {
  return {
    ...around,
    world,
    environment: childEnvironment(world.environment),
    circuit: circuitsOfRun(world.clock),
  };
}
