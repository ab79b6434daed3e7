import type { Command } from "commander";
import type { Scene } from "../scene.ts";
import { exitCodes } from "../exit-codes.ts";
import { drivingOf, withRunOptions, type RunFlags } from "./run-options.ts";

interface Flags extends RunFlags {
  readonly compensate?: boolean;
}

export function addCancel(program: Command, { world, invocation, exitWith }: Scene): void {
  const command = program
    .command("cancel")
    .description("Stop a run for good: running steps may end, nothing else starts.")
    .argument("<key>", "the run's key, or as much of it as no other begins with")
    .option("--compensate", "undo what is done, in reverse order");
  withRunOptions(command)
    .addHelpText(
      "after",
      "\nA process that is at work on the run is told and does it; where there is none, this one does.\n" +
        `\nExit codes: ${exitCodes.ok} cancelled, or the process that works on it was told; ${exitCodes.failed} it could not be; ` +
        `${exitCodes.notStarted} nothing was done.` +
        "\n\nExample: holdfast cancel release-1.4.0 --compensate",
    )
    .action(async (key: string, flags: Flags) => {
      const { cancelRun } = await import("../runs/go-on.ts");
      const summary = await cancelRun(world, invocation, key, {
        compensate: flags.compensate ?? false,
        ...drivingOf(flags),
      });
      if (summary === undefined) return world.output.write("The process at work on it was told, and stops.\n");
      exitWith(summary.outcome.status === "cancelled" ? exitCodes.ok : exitCodes.failed);
    });
}
