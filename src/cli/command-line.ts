/** The `holdfast` command. What a subcommand needs is loaded when it runs. */
import { fileURLToPath } from "node:url";
import { Command, CommanderError } from "commander";
import * as z from "zod/mini";
import { FaultyFile } from "../automation/fault.ts";
import { Refused } from "../journal/refused.ts";
import { UserError } from "../policy/user-error.ts";
import type { World } from "../world.ts";
import { addAct } from "./commands/act.ts";
import { addAnswers } from "./commands/answers.ts";
import { addCancel } from "./commands/cancel.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addEmulate } from "./commands/emulate.ts";
import { addFork } from "./commands/fork.ts";
import { addGraph } from "./commands/graph.ts";
import { addHistory } from "./commands/history.ts";
import { addInit } from "./commands/init.ts";
import { addRedrive } from "./commands/redrive.ts";
import { addReplay } from "./commands/replay.ts";
import { addResume } from "./commands/resume.ts";
import { addRun } from "./commands/run.ts";
import { addStatus } from "./commands/status.ts";
import { addTypes } from "./commands/types.ts";
import { addValidate } from "./commands/validate.ts";
import { addVerify } from "./commands/verify.ts";
import { exitCodes } from "./exit-codes.ts";
import type { Invocation } from "./invocation.ts";
import { requireNode } from "./require-node.ts";
import type { Scene } from "./scene.ts";

/** As they are listed in the help. */
const groups = [
  ["Run automations:", [addRun, addResume, addCancel]],
  ["See what came of them:", [addStatus, addHistory]],
  ["Help them on:", [addAnswers, addRedrive, addFork]],
  ["Write them:", [addValidate, addVerify, addGraph, addReplay, addTypes]],
  ["Begin and mend workflows:", [addInit, addDoctor]],
  ["Have GitHub on your machine:", [addEmulate, addAct]],
] as const;

/** Does what the arguments say, and gives the exit code. What a person can mend is said; anything else throws. */
export async function holdfast(world: World, args: readonly string[], invocation: Invocation): Promise<number> {
  const { output } = world;
  let exitCode: number = exitCodes.ok;
  const scene: Scene = { world, invocation, exitWith: (code) => void (exitCode = code) };
  const program = new Command("holdfast")
    .description("Durable automation on GitHub Actions, and on your own machine.")
    .version(await packageVersion(world))
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeOut: (text) => output.write(text), writeErr: (text) => output.writeError(text) })
    .addHelpText(
      "after",
      `\nExit codes: ${exitCodes.ok} when all went well, ${exitCodes.notStarted} when nothing was started and a message says what to do;\n` +
        "`holdfast help run` has those of a run." +
        "\n\nExample: holdfast run nightly.yml --input date=2026-11-21",
    );
  for (const [heading, commands] of groups) {
    program.commandsGroup(heading);
    for (const add of commands) add(program, scene);
  }
  program.commandsGroup("Know more:").helpCommand("help [command]", "Say how a command is used, with examples.");

  program.hook("preAction", () => requireNode(world.processes.nodeVersion));

  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.notStarted;
    if (!(error instanceof UserError || error instanceof Refused)) throw error;
    const many = error instanceof FaultyFile && error.faults.length > 1;
    output.writeError(
      `holdfast: ${many ? `${error.faults.length} faults, and nothing was started:\n` : ""}${error.message}\n`,
    );
    return exitCodes.notStarted;
  }
}

/** That of the package, which is two folders up from here in the sources and in what is built of them. */
async function packageVersion({ files }: World): Promise<string> {
  const manifest = await files.read(fileURLToPath(new URL("../../package.json", import.meta.url)));
  return z.object({ version: z.string() }).parse(JSON.parse(String(manifest))).version;
}
