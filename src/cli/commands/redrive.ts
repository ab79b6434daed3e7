import type { Command } from "commander";
import type { Scene } from "../scene.ts";
import { drivingOf, exitCodeHelp, withRunOptions, type RunFlags } from "./run-options.ts";

interface Flags extends RunFlags {
  readonly definition?: string;
}

export function addRedrive(program: Command, { world, invocation, exitWith }: Scene): void {
  const command = program
    .command("redrive")
    .description("Try dead letters anew: items that used up their attempts.")
    .argument("<key>", "the run's key, or as much of it as no other begins with")
    .argument("[items...]", "keys of items, or their paths; all without any")
    .option("--definition <file>", "a mended definition, for these and for all that follows");
  withRunOptions(command)
    .addHelpText(
      "after",
      "\nThe run goes on as if the items had never been tried; what came after them is run again only where it was not done.\n" +
        exitCodeHelp +
        "\n\nExamples:\n" +
        "  holdfast redrive orders-2026-11-21\n" +
        "  holdfast redrive orders-2026-11-21 4711 4712 --definition import-orders-mended.yml",
    )
    .action(async (key: string, items: readonly string[], flags: Flags) => {
      const [{ redriveRun }, { exitCodeOf }] = await Promise.all([
        import("../runs/go-on.ts"),
        import("../runs/run-summary.ts"),
      ]);
      const { outcome } = await redriveRun(world, invocation, key, {
        items,
        definition: flags.definition,
        ...drivingOf(flags),
      });
      exitWith(exitCodeOf(outcome, { tellsSuspended: flags.exitCode ?? false }));
    });
}
