import type { Command } from "commander";
import { exitCodes } from "../exit-codes.ts";
import type { Scene } from "../scene.ts";

interface Flags {
  readonly strict?: boolean;
  readonly json?: boolean;
}

export function addDoctor(program: Command, { world, invocation, exitWith }: Scene): void {
  program
    .command("doctor")
    .description("Find what is fragile in the workflows of a repository: silent failures, no end, no second try.")
    .argument("[paths...]", "workflows, or folders of them", [".github/workflows"])
    .option("--strict", "also fail where there are notes alone")
    .option("--json", "an object, for programs")
    .addHelpText(
      "after",
      "\nIt only reads files. A finding that is none is ignored with a comment at its line, or above it:\n" +
        "  # holdfast: ignore[job-timeout] it waits for a person\n" +
        `\nExit codes: ${exitCodes.ok} nothing is found, or notes alone; ${exitCodes.failed} something is; ${exitCodes.notStarted} there is no workflow to look at.` +
        "\n\nExample: holdfast doctor",
    )
    .action(async (paths: readonly string[], { strict = false, json = false }: Flags) => {
      const { examineRepository } = await import("../doctor/examine-repository.ts");
      if (!(await examineRepository(world, invocation, paths, { strict, json }))) exitWith(exitCodes.failed);
    });
}
