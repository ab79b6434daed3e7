import { resolve } from "node:path";
import { type CommandDefinition, type CommandResult, type CommandWorld, runCommand } from "../../command/command.ts";
import { childEnvironment } from "../../command/environment.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { World } from "../../world.ts";
import type { Inputs } from "./inputs.ts";

/** The scripts of this step, run where and as a `run:` step would run them. `HOLDFAST_ATTEMPT` tells them the attempt. */
export interface Scripts {
  attempt(number: number, signal: AbortSignal): Promise<CommandResult>;
  /** What is to run before the attempt `number`; undefined where nothing is. */
  beforeRetry(number: number, signal: AbortSignal): Promise<CommandResult | undefined>;
}

/** Throws a ContextError where the runner did not say where the workspace and temporary files are. */
export function scriptsOf(
  world: CommandWorld & Pick<World, "environment">,
  context: RunnerContext,
  inputs: Inputs,
): Scripts {
  const { workspace, temporaryFolder } = requireContext(context, "workspace", "temporaryFolder");
  const { run, new_command_on_retry: ofRetry = run, on_retry_command: beforeRetry } = inputs;
  const workingDirectory = resolve(workspace, inputs["working-directory"] ?? ".");

  function start(
    number: number,
    definition: Pick<CommandDefinition, "script" | "signal"> & Partial<CommandDefinition>,
  ) {
    const environment = { ...childEnvironment(world.environment), HOLDFAST_ATTEMPT: String(number) };
    return runCommand(world, { workingDirectory, temporaryFolder, environment, ...definition });
  }

  return {
    attempt: (number, signal) =>
      start(number, {
        script: number === 1 ? run : ofRetry,
        shell: inputs.shell,
        timeout: inputs.timeout,
        idleTimeout: inputs["idle-timeout"],
        signal,
      }),
    async beforeRetry(number, signal) {
      if (beforeRetry === undefined) return undefined;
      const shell = world.processes.platform === "win32" ? "cmd" : "sh";
      return start(number, { script: beforeRetry, shell, signal });
    },
  };
}
