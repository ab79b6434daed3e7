import type { Command } from "commander";
import { exitCodes } from "../exit-codes.ts";
import type { Scene } from "../scene.ts";

export function addValidate(program: Command, { world, invocation, exitWith }: Scene): void {
  program
    .command("validate")
    .description(
      "Find every fault of automations and of .github/holdfast.yml, with its line and what to write instead.",
    )
    .argument("<files...>", "automations in YAML, TypeScript or JavaScript (which are loaded), or .github/holdfast.yml")
    .addHelpText(
      "after",
      `\nExit codes: ${exitCodes.ok} all are sound; ${exitCodes.notStarted} one has a fault.` +
        "\n\nExample: holdfast validate automations/*.yml .github/holdfast.yml",
    )
    .action(async (files: readonly string[]) => {
      const { validateFiles } = await import("../definitions/validate.ts");
      if (!(await validateFiles(world, invocation, files))) exitWith(exitCodes.notStarted);
    });
}
