import type { Command } from "commander";
import type { Scene } from "../scene.ts";
import { withInputOptions, type InputFlags } from "./input-options.ts";
import { drivingOf, exitCodeHelp, withRunOptions, type RunFlags } from "./run-options.ts";

interface Flags extends RunFlags, InputFlags {
  readonly key?: string;
  readonly fresh?: boolean;
}

export function addRun(program: Command, { world, invocation, exitWith }: Scene): void {
  const command = program
    .command("run")
    .description("Run an automation durably: what is done stays done, and the same command goes on after a crash.")
    .argument("<file>", "the automation: YAML, TypeScript or JavaScript")
    .option("-k, --key <key>", "the run's key; else the one of the definition, else its name and a number")
    .option("--fresh", "begin another run where one without a key of its own has not ended");
  withRunOptions(withInputOptions(command))
    .addHelpText(
      "after",
      "\nA run is known by its key. One that has not ended goes on where it stopped; what failed is tried anew. One that is\n" +
        "completed is not run again: its outputs are shown. State is kept in HOLDFAST_DIR, else in your state folder.\n" +
        "Ctrl-C lets running steps end, and the run can go on later; a second one ends them.\n" +
        exitCodeHelp +
        "\n\nExamples:\n" +
        "  holdfast run nightly.yml --input date=2026-11-21\n" +
        "  holdfast run deploy.ts --key release-1.4.0 --inputs release.json --wait\n" +
        "  holdfast run import.yml --json | jq 'select(.outcome == \"failed\")'",
    )
    .action(async (file: string, flags: Flags) => {
      const [{ startRun }, { exitCodeOf }] = await Promise.all([
        import("../runs/start-run.ts"),
        import("../runs/run-summary.ts"),
      ]);
      const { outcome } = await startRun(world, invocation, file, {
        key: flags.key,
        input: flags.input,
        inputs: flags.inputs,
        fresh: flags.fresh ?? false,
        ...drivingOf(flags),
      });
      exitWith(exitCodeOf(outcome, { tellsSuspended: flags.exitCode ?? false }));
    });
}
