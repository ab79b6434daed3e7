/** How every action runs: read the inputs, do the work, and turn what went wrong into one red line that helps. */
import type * as z from "zod/mini";
import { AutomationChanged } from "../durable/engine/automation-changed.ts";
import { LaneError } from "../durable/lane/errors.ts";
import { DefinitionChanged } from "../durable/step/definition-changed.ts";
import { ContextError, readContext, type RunnerContext } from "../github/context.ts";
import { runnerCommands, type RunnerCommands } from "../github/runner.ts";
import { Locked } from "../journal/lock.ts";
import { Refused } from "../journal/refused.ts";
import { UserError } from "../policy/user-error.ts";
import type { World } from "../world.ts";
import type { InputSchema } from "./inputs/input.ts";
import { parseInputs, readInputs, type InputRule } from "./inputs/parse.ts";
import { withoutSecrets } from "./lane/guard.ts";

export type Run<Inputs> = (
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  inputs: Inputs,
  signal: AbortSignal,
) => Promise<void>;

/** Milliseconds. The runner ends us 7.5 s after a cancellation, and the tree of a command may take more than 5. */
const longestStop = 6_500;

/** Runs an action to its end; it never throws. The signal of `run` aborts when the job is cancelled. */
export async function runAction<S extends InputSchema>(
  world: World,
  schema: S,
  run: Run<Readonly<z.infer<S>>>,
  ...rules: readonly InputRule[]
): Promise<void> {
  const runner = runnerCommands(world);
  const cancelled = new AbortController();
  let stopTimer: (() => void) | undefined;
  const stopListening = world.processes.onStopRequest((signal) => {
    cancelled.abort(signal);
    stopTimer ??= world.clock.after(longestStop, () => {
      runner.setFailed("Cancelled while a service or a lock was waited for. A re-run goes on from what is recorded.");
      world.processes.exit(1);
    });
  });
  try {
    requireNode(world);
    const inputs = parseInputs(schema, readInputs(world.environment, schema), ...rules);
    await run(world, runner, readContext(world.environment), inputs, cancelled.signal);
  } catch (error) {
    runner.setFailed(withoutSecrets(world.environment, explain(error)));
  } finally {
    stopListening();
    stopTimer?.();
  }
}

/** The runner starts the Node that `action.yml` names, but act the first on its PATH. Throws a {@link UserError}. */
function requireNode({ processes: { nodeVersion } }: World): void {
  if (Number.parseInt(nodeVersion, 10) >= 24) return;
  throw new UserError(
    `Holdfast needs Node 24 or later and was started with ${nodeVersion}. Put a newer one first on act's PATH.`,
  );
}

/** A person's mistake and a refused lane explain themselves; anything else is ours, and its stack helps to mend it. */
function explain(error: unknown): string {
  const known = [UserError, ContextError, LaneError, DefinitionChanged, AutomationChanged, Refused, Locked].some(
    (kind) => error instanceof kind,
  );
  if (error instanceof Error) return known ? error.message : (error.stack ?? error.message);
  return String(error);
}
