/** The post step of a checkpoint: saves what was not saved where the job so far succeeded, then closes the lane. */
import * as z from "zod/mini";
import { readContext } from "../../github/context.ts";
import { runnerCommands } from "../../github/runner.ts";
import type { World } from "../../world.ts";
import { parseInputs, readInputs } from "../inputs/parse.ts";
import { closeLane } from "../lane/close.ts";
import { withoutSecrets } from "../lane/guard.ts";
import { text } from "../inputs/kinds.ts";
import { noteUnsaved, saveCheckpoint } from "./save.ts";

const schema = z.object({ "job-status": z.optional(text) });

/** Best effort: what goes wrong is said and does not change the job's result. */
export async function finish(world: World): Promise<void> {
  const runner = runnerCommands(world);
  const step = runner.getState("checkpoint");
  try {
    if (step !== "") {
      const context = readContext(world.environment);
      const status = parseInputs(schema, readInputs(world.environment, schema))["job-status"] ?? "unknown";
      if (status === "success") await saveCheckpoint(world, runner, context, step, "");
      else await noteUnsaved(world, context, step, status);
    }
  } catch (error) {
    const why = withoutSecrets(world.environment, error instanceof Error ? error.message : String(error));
    runner.warning(`Checkpoint "${step}" was not saved: ${why}`);
  }
  await closeLane(world);
}
