/** Guards steps that are not ours to run: tells whether to skip them, and brings back what they left. */
import { LaneError } from "../../durable/lane/errors.ts";
import { commandFingerprint } from "../../durable/step/fingerprint.ts";
import { replayOf } from "../../durable/step/recorded-step.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import { code } from "../../github/markdown.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { formatDuration } from "../../policy/duration.ts";
import { pathPatterns } from "../../store/path-patterns.ts";
import type { World } from "../../world.ts";
import { guardFor, refuseSecretNames } from "../lane/guard.ts";
import { stepName } from "../lane/identity.ts";
import { bringBack } from "../../durable/command/bring-back.ts";
import { openActionLane, rememberLane } from "../lane/open.ts";
import { noteStepName } from "../lane/step-name.ts";
import type { Inputs } from "./inputs.ts";
import { writePending } from "./pending.ts";
import { asCheckpointRecord } from "./record.ts";

/** Begins a checkpoint, or finds it done. Throws on wrong inputs and on a lane that cannot be worked on. */
export async function run(world: World, runner: RunnerCommands, context: RunnerContext, inputs: Inputs): Promise<void> {
  refuseSecretNames(inputs, guardFor(world.environment, inputs)([]));
  const { workspace } = requireContext(context, "workspace");
  const step = stepName(inputs, context);
  const paths = inputs.paths ?? [];
  pathPatterns(paths, workspace); // a mistake in them must come to light now, not when they are to be saved
  const fingerprint = commandFingerprint({ fingerprint: inputs.fingerprint });
  const lane = await openActionLane(world, context, inputs);
  rememberLane(runner, lane, inputs);
  await noteStepName(world, runner, lane, step);

  const pending = {
    step,
    lane: { ...(inputs.key !== undefined && { key: inputs.key }), lane: lane.identity.lane, store: inputs.store },
    secretVariables: [...(inputs["secret-variables"] ?? [])],
    fingerprint,
    paths: [...paths],
    begunAt: world.clock.now(),
  };
  const record = lane.journal.state.steps.get(step);
  const done = record && replayOf(record, { name: step, fingerprint, onChange: inputs["on-change"] });
  if (done) {
    const recorded = asCheckpointRecord(done.result);
    if (!recorded)
      throw new LaneError(`what is recorded as "${step}" is no checkpoint: give this one a name of its own`);
    if (recorded.archive) await bringBack(world, recorded.archive, { files: lane.files, workspace });
    // A save that follows without a condition finds it done, and is no mistake.
    await writePending(world.files, context, { ...pending, isSaved: true });
    runner.setOutput("done", "true");
    runner.setOutput("outputs", recorded.outputs);
    const saved = formatDuration(Math.round(done.duration));
    runner.info(`Checkpoint "${step}" was saved by attempt ${done.attempt}: skip the steps it guards, ${saved} saved.`);
    return runner.appendSummary(`⏩ **replayed** ${code(step)} — saved by attempt ${done.attempt}, ${saved} saved\n\n`);
  }

  if (record?.status === "started") {
    runner.warning(
      `Checkpoint "${step}" was begun by attempt ${record.attempt} and never saved: how far its steps came is not known.`,
      { title: "Interrupted before" },
    );
  }
  if (record?.done?.withheld !== undefined) {
    runner.info(`Checkpoint "${step}" was reached before, but ${record.done.withheld}: its steps run again.`);
  }
  await lane.journal.append({ type: "started", step, fingerprint, semantics: "at-least-once" });
  await writePending(world.files, context, { ...pending, isSaved: false });
  runner.saveState("checkpoint", step);
  runner.setOutput("done", "false");
  runner.setOutput("outputs", "");
  runner.info(`Checkpoint "${step}" is not saved yet: the steps it guards are to run.`);
}
