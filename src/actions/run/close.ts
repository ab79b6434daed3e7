/** Which run an action has open, noted for its post step: that closes what a killed action left open. */
import { dirname } from "node:path";
import * as z from "zod/mini";
import { openRunLane } from "../../durable/lane/run-lane.ts";
import { readContext } from "../../github/context.ts";
import { runnerCommands, type RunnerCommands } from "../../github/runner.ts";
import type { World } from "../../world.ts";
import { withoutSecrets } from "../lane/guard.ts";
import { laneInputs } from "../lane/inputs.ts";
import { runLaneOptions, type RunPlace } from "./place.ts";

const notedSchema = z.strictObject({
  key: z.string(),
  lane: z.string(),
  isShared: z.boolean(),
  store: laneInputs.store,
});

/** Notes that a run is at work; the token is noted nowhere. */
export function noteOpen(runner: RunnerCommands, { key, lane, isShared }: RunPlace, store: string): void {
  runner.saveState("run", JSON.stringify({ key, lane, isShared, store }));
}

export function noteClosed(runner: RunnerCommands): void {
  runner.saveState("run", "");
}

/**
 * The post step. The action closes its lane itself; where it was killed, or could not save what it recorded, this does.
 * Best effort: what goes wrong is a warning, and the job's result stays what it is.
 */
export async function closeRun(world: World): Promise<void> {
  const runner = runnerCommands(world);
  try {
    const noted = runner.getState("run");
    if (noted === "") return;
    const { store, ...place } = notedSchema.parse(JSON.parse(noted));
    const token = world.environment["INPUT_TOKEN"] || undefined;
    const options = runLaneOptions(world, readContext(world.environment), { store, token }, place);
    await world.files.makeFolder(dirname(options.folder));
    const closed = await (await openRunLane(world, options)).close();
    if (closed.kind === "unavailable") throw new Error(closed.reason);
    runner.info(`What run "${place.key}" had recorded, and the action had not saved, is saved now. A re-run goes on.`);
  } catch (error) {
    const why = withoutSecrets(world.environment, error instanceof Error ? error.message : String(error));
    runner.warning(`What the run recorded, and the action had not saved, could not be saved now either: ${why}`);
  }
}
