import type { Command } from "commander";
import type { Scene } from "../scene.ts";

export function addHistory(program: Command, { world, invocation }: Scene): void {
  program
    .command("history")
    .description("Show all that a run has recorded, event by event.")
    .argument("<key>", "the run's key, or as much of it as no other begins with")
    .option("--json", "the events as they are recorded, an object a line")
    .addHelpText("after", "\nExample: holdfast history release-1.4.0 --json > release.history.jsonl")
    .action(async (key: string, { json = false }: { json?: boolean }) => {
      const { showHistory } = await import("../show/history.ts");
      await showHistory(world, invocation, key, { json });
    });
}
