import type { Command } from "commander";
import type { Scene } from "../scene.ts";
import { drivingOf, exitCodeHelp, withRunOptions, type RunFlags } from "./run-options.ts";

interface Flags extends RunFlags {
  readonly again?: readonly string[];
  readonly definition?: string;
}

export function addResume(program: Command, { world, invocation, exitWith }: Scene): void {
  const command = program
    .command("resume")
    .description("Go on with a run that was suspended, paused, interrupted, or failed.")
    .argument("<key>", "the run's key, or as much of it as no other begins with")
    .option("--again <step...>", "also run these again, of which nobody knows whether their effect happened")
    .option("--definition <file>", "the definition, where it is now another file");
  withRunOptions(command)
    .addHelpText(
      "after",
      "\nThe definition and the inputs are those the run was started with. What failed is tried anew, with all its attempts.\n" +
        "A step that must not run twice and was interrupted stays as it is until --again names it: look first.\n" +
        exitCodeHelp +
        "\n\nExamples:\n" +
        "  holdfast resume release-1.4.0\n" +
        "  holdfast resume release-1.4.0 --again charge-customer",
    )
    .action(async (key: string, flags: Flags) => {
      const [{ resumeRun }, { exitCodeOf }] = await Promise.all([
        import("../runs/go-on.ts"),
        import("../runs/run-summary.ts"),
      ]);
      const { outcome } = await resumeRun(world, invocation, key, {
        again: flags.again ?? [],
        definition: flags.definition,
        ...drivingOf(flags),
      });
      exitWith(exitCodeOf(outcome, { tellsSuspended: flags.exitCode ?? false }));
    });
}
