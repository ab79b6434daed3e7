/** Gives the job what a command left: its outputs, variables, PATH entries, summary and files. */
import { isReplayablePath, isReplayableVariable, type CommandRecord } from "../../durable/command/record.ts";
import type { RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { handOn } from "../hand-on.ts";
import { bringBack } from "../../durable/command/bring-back.ts";
import type { World } from "../../world.ts";

/** Names of outputs that are the action's own. */
export const ownOutputs = ["outcome", "attempts", "exit-code", "checkpointed"] as const;

/**
 * Hands back what a journal recorded. What decides how later steps execute is left out, and said: a checkpoint must
 * not be a way into them. Returns the variables that are to be set.
 */
export async function handBack(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  record: CommandRecord,
  from: { readonly files: string; readonly workspace: string },
): Promise<Pick<CommandRecord, "environment">> {
  if (record.archive) await bringBack(world, record.archive, from);
  const roots = [
    from.workspace,
    context.temporaryFolder,
    context.toolCache,
    world.environment["HOME"],
    world.environment["USERPROFILE"],
  ];
  const environment = record.environment.filter(([name]) => isReplayableVariable(name));
  const path = record.path.filter((entry) => isReplayablePath(entry, roots));
  await handOn(runner, { ...record, environment, path }, ownOutputs);

  const left = [
    ...record.environment.filter((pair) => !environment.includes(pair)).map(([name]) => `variable ${name}`),
    ...record.path.filter((entry) => !path.includes(entry)).map((entry) => `PATH entry ${entry}`),
  ];
  if (left.length > 0) {
    runner.warning(
      `Not set again from the record, because it decides how later steps execute: ${left.join(", ")}. ` +
        "Set it in a step of its own that always runs.",
    );
  }
  return { environment };
}
