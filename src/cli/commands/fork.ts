import type { Command } from "commander";
import type { Scene } from "../scene.ts";

export function addFork(program: Command, { world, invocation }: Scene): void {
  program
    .command("fork")
    .description("Make a new run that has what another had recorded before it came to a step.")
    .argument("<key>", "the run's key, or as much of it as no other begins with")
    .requiredOption("--from <step>", "the first step that the new run runs itself")
    .requiredOption("-k, --key <key>", "the key of the new run")
    .addHelpText(
      "after",
      "\nThe run that is forked stays as it is. Steps that were at work beside the one you name run anew too.\n" +
        "\nExample: holdfast fork release-1.4.0 --from smoke-test --key release-1.4.0-again",
    )
    .action(async (key: string, flags: { from: string; key: string }) => {
      const { forkRun } = await import("../runs/fork-run.ts");
      await forkRun(world, invocation, key, { from: flags.from, newKey: flags.key });
    });
}
