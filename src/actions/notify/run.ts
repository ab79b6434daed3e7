/** Tells people how a job went: `actions/notify`. */
import type { RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { World } from "../../world.ts";
import { openTeller } from "../incident/teller.ts";
import { guardFor } from "../lane/guard.ts";
import type { Inputs } from "./inputs.ts";
import { incidentKeyOf, observe } from "./observe.ts";
import { nothingReported, setOutputs } from "./outputs.ts";
import { isRed } from "./outcome.ts";
import { isLeft } from "./recovery.ts";

/** Makes known that the job failed, or that it recovered. Throws on inputs that make no sense. */
export async function run(world: World, runner: RunnerCommands, context: RunnerContext, inputs: Inputs): Promise<void> {
  // What holds where this throws, or there is nothing to tell.
  setOutputs(runner, nothingReported, []);
  const guard = guardFor(world.environment, inputs);
  const redact = (text: string) => guard([]).redact(text);
  const teller = await openTeller(world, runner, context, inputs, redact);
  const outcome = await observe(world, context, inputs, redact);
  if (outcome.kind === "none") return runner.info(`There is nothing to tell: ${outcome.why}.`);
  if (outcome.kind === "failed" && isRed(inputs) && (await isLeft(world, runner, context, inputs))) return;
  const reported = await teller.tell(redact(incidentKeyOf(world, context, inputs)), outcome);
  setOutputs(runner, reported, teller.issueChannels);
}
