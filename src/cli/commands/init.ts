import { InvalidArgumentError, type Command } from "commander";
import { exitCodes } from "../exit-codes.ts";
import type { Scene } from "../scene.ts";

interface Flags {
  readonly actions: string;
  readonly commit?: string;
  readonly organisation?: boolean;
  readonly force?: boolean;
}

export function addInit(program: Command, { world, invocation }: Scene): void {
  program
    .command("init")
    .description("List workflow templates, or copy some into .github/workflows, pinned, and say what they need.")
    .argument("[templates...]", "their names; a list of them without any")
    .option(
      "--actions <owner/name>",
      "the repository that Holdfast's actions are taken from",
      repository,
      "holdfast/holdfast",
    )
    .option("--commit <sha>", "the commit they are pinned to; else that of the tag of this version", commit)
    .option("--organisation", "into workflow-templates, as an organisation's .github repository has them")
    .option("--force", "write over workflows that are there and different")
    .addHelpText(
      "after",
      "\nAutomations are never written over: they are yours." +
        `\nExit codes: ${exitCodes.ok} all is there; ${exitCodes.notStarted} nothing was written.` +
        "\n\nExample: holdfast init durable-automation deploy",
    )
    .action(async (names: readonly string[], { organisation = false, force = false, ...flags }: Flags) => {
      const { copyTemplates, listTemplates } = await import("../init/init.ts");
      if (names.length === 0) return listTemplates(world, invocation);
      const version = program.version() ?? "";
      await copyTemplates(world, invocation, names, { ...flags, version, organisation, force });
    });
}

function repository(text: string): string {
  if (/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(text)) return text;
  throw new InvalidArgumentError("write owner/name");
}

function commit(text: string): string {
  if (/^[0-9a-f]{40}$/.test(text)) return text;
  throw new InvalidArgumentError("write the whole commit, 40 hexadecimal digits");
}
