import type { Command } from "commander";
import type { Scene } from "../scene.ts";

interface Flags {
  readonly json?: boolean;
  readonly all?: boolean;
}

export function addStatus(program: Command, { world, invocation }: Scene): void {
  program
    .command("status")
    .description("Show the runs of this machine, or one: its steps, what it waits for, and how to go on.")
    .argument("[key]", "the run's key, or as much of it as no other begins with")
    .option("-a, --all", "leave nothing out of long lists")
    .option("--json", "an object for each run, for programs")
    .addHelpText(
      "after",
      "\nIt only looks: also while another process is at work on the run.\n\nExample: holdfast status release-1.4.0",
    )
    .action(async (key: string | undefined, { json = false, all = false }: Flags) => {
      const { showStatus } = await import("../show/status.ts");
      await showStatus(world, invocation, key, { json, all });
    });
}
