import type { RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { World } from "../../world.ts";
import { saveCheckpoint } from "../checkpoint/save.ts";
import type { Inputs } from "./inputs.ts";

/** Saves a checkpoint where its author says so, and tells whether it was really saved. */
export async function run(world: World, runner: RunnerCommands, context: RunnerContext, inputs: Inputs): Promise<void> {
  runner.setOutput("checkpointed", "false"); // what holds where this throws
  const saved = await saveCheckpoint(world, runner, context, inputs.step, inputs.outputs ?? "");
  runner.setOutput("checkpointed", String(saved.kind === "saved"));
}
