/** Records the steps that a checkpoint guards as done. */
import { keepFiles } from "../../durable/command/keep-files.ts";
import type { Checkpointed } from "../../durable/lane/lane.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import { code, text } from "../../github/markdown.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { formatDuration } from "../../policy/duration.ts";
import type { World } from "../../world.ts";
import { guardFor } from "../lane/guard.ts";
import { openActionLane } from "../lane/open.ts";
import { sayUnsaved } from "../lane/unsaved.ts";
import { readPending, writePending } from "./pending.ts";

/**
 * Saves the checkpoint begun as `step`; saving it a second time does nothing. Throws a UserError where none was begun,
 * and where the lane has another writer.
 */
export async function saveCheckpoint(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  step: string,
  outputs: string,
): Promise<Checkpointed> {
  const pending = await readPending(world.files, context, step);
  const { workspace } = requireContext(context, "workspace");
  // The token is never noted: each action that saves is given it.
  const token = world.environment["INPUT_TOKEN"] || undefined;
  const lane = await openActionLane(world, context, { ...pending.lane, token });
  if (pending.isSaved) return lane.checkpoint();

  const guard = guardFor(world.environment, { token, "secret-variables": pending.secretVariables })([]);
  const kept = await keepFiles(world, lane, { workspace, paths: pending.paths }, guard);
  const withheld = guard.holds(outputs)
    ? "its outputs hold a secret"
    : kept.kind === "withheld"
      ? kept.reason
      : undefined;
  const archive = kept.kind === "kept" ? kept.archive : undefined;
  const duration = Math.max(0, world.clock.now() - pending.begunAt);
  await lane.journal.append({
    type: "done",
    step,
    fingerprint: pending.fingerprint,
    attempts: 1,
    duration,
    ...(withheld === undefined
      ? { result: { outputs, ...(archive && { archive }) }, ...(archive && { files: [archive] }) }
      : { result: null, withheld }),
  });
  await writePending(world.files, context, { ...pending, isSaved: true });
  const saved = await lane.checkpoint();

  sayUnsaved(runner, step, saved);
  if (withheld !== undefined) {
    runner.warning(`Nothing of checkpoint "${step}" is kept for a replay: ${withheld}. Its steps run again.`, {
      title: "Not replayable",
    });
  }
  if (kept.kind === "kept" && kept.missing.length > 0) {
    const missing = guard.redact(kept.missing.join(", "));
    runner.warning(`Nothing matches ${missing} of the input paths of checkpoint "${step}".`);
  }
  const taken = formatDuration(Math.round(duration));
  if (saved.kind === "saved") runner.info(`Checkpoint "${step}" is saved (${taken}).`);
  await runner.appendSummary(
    saved.kind === "saved"
      ? `✅ **done** ${code(step)} — ${text(taken)}\n\n`
      : `❌ **not saved** ${code(step)} — ${text(saved.reason)}\n\n`,
  );
  return saved;
}

/** Notes that the job failed before the checkpoint was saved, so that the steps do not count as interrupted. */
export async function noteUnsaved(world: World, context: RunnerContext, step: string, status: string): Promise<void> {
  const pending = await readPending(world.files, context, step);
  if (pending.isSaved) return;
  const lane = await openActionLane(world, context, pending.lane);
  const failure = { kind: "error" as const, message: `the job ended as ${status} before it was saved` };
  await lane.journal.append({ type: "failed", step, attempts: 1, duration: 0, failure });
}
