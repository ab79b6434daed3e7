import type { Command } from "commander";
import { exitCodes } from "../exit-codes.ts";
import type { Scene } from "../scene.ts";

export function addReplay(program: Command, { world, invocation, exitWith }: Scene): void {
  program
    .command("replay")
    .description(
      "Tell whether a definition, as it is today, takes the decisions that a run has recorded. Nothing is run.",
    )
    .argument("<history>", "a run's key, or a file that holdfast history --json wrote")
    .argument("<file>", "the automation")
    .option("--json", "an object, for programs")
    .addHelpText(
      "after",
      "\nKeep histories beside your tests: a change that running automations would stumble over shows before it is merged.\n" +
        `\nExit codes: ${exitCodes.ok} the same decisions; ${exitCodes.failed} a difference; ${exitCodes.notStarted} they could not be compared.` +
        "\n\nExamples:\n" +
        "  holdfast replay release-1.4.0 deploy.yml\n" +
        "  holdfast replay test/histories/release.jsonl deploy.ts",
    )
    .action(async (history: string, file: string, { json = false }: { json?: boolean }) => {
      const { replayRun } = await import("../definitions/replay.ts");
      if (!(await replayRun(world, invocation, { history, file, json }))) exitWith(exitCodes.failed);
    });
}
