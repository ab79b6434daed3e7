/** Hands a run the value of an event that it waits for, or will wait for: `actions/signal`. */
import { artifactService } from "../../github/artifact.ts";
import type { RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { UserError } from "../../policy/user-error.ts";
import { sendSignal } from "../../signal/send.ts";
import type { World } from "../../world.ts";
import { guardFor } from "../lane/guard.ts";
import { jobFolder } from "../lane/open.ts";
import type { Inputs } from "./inputs.ts";

/** Throws a {@link UserError} where the signal holds a secret, or could not be kept. */
export async function run(world: World, runner: RunnerCommands, context: RunnerContext, inputs: Inputs): Promise<void> {
  // What holds where this throws.
  runner.setOutput("sent", "false");
  const { key, event, value } = inputs;
  if (guardFor(world.environment, inputs)([]).holds(JSON.stringify([key, event, value]))) {
    throw new UserError("the signal holds a secret, and is kept as an artifact: send a reference to it instead");
  }
  const scratch = jobFolder(context);
  await world.files.makeFolder(scratch);
  const by = world.environment["GITHUB_ACTOR"] || undefined;
  const sent = await sendSignal(
    world,
    artifactService(world, context, undefined),
    { v: 1, key, event, value, at: world.clock.now(), ...(by !== undefined && { by }) },
    `${scratch}/signal`,
  );
  if (sent.kind === "unavailable") throw new UserError(`the signal could not be kept: ${sent.reason}`);
  const isNew = sent.kind === "uploaded";
  runner.setOutput("sent", String(isNew));
  const told = `Event "${event}" for run "${key}"`;
  runner.info(isNew ? `${told} is sent: the run takes it when it runs again.` : `${told} was sent by this run before.`);
}
