import { InvalidArgumentError, type Command } from "commander";
import { exitCodes } from "../exit-codes.ts";
import type { Scene } from "../scene.ts";
import { withInputOptions, type InputFlags } from "./input-options.ts";

interface Flags extends InputFlags {
  readonly fakes?: string;
  readonly maxPoints?: number;
  readonly strict?: boolean;
  readonly json?: boolean;
}

export function addVerify(program: Command, { world, invocation, exitWith }: Scene): void {
  const command = program
    .command("verify")
    .description(
      "Kill an automation at every point in turn, with fakes for its steps, and tell what became of each effect.",
    )
    .argument("<file>", "the automation");
  withInputOptions(command)
    .option("--fakes <file>", "what steps give: JSON by path, * for an item's key, or code that exports such an object")
    .option("--max-points <number>", "kill it at so many points at most, spread over the run", count)
    .option("--strict", "also fail where an effect happens twice under one idempotency key, or nobody can know")
    .option("--json", "an object, for programs")
    .addHelpText(
      "after",
      "\nNo step is run and no command is started: it takes seconds, and tells which steps need an idempotency key, a check\n" +
        "(unless), or at-most-once. What an automation in code does outside of its steps is really done, each time.\n" +
        `\nExit codes: ${exitCodes.ok} no crash does harm; ${exitCodes.failed} an effect is lost or repeated under another key, or a crash changes ` +
        `how it ends;\n${exitCodes.notStarted} it could not be run, or nothing was proved: no crash had an effect of a step to harm.` +
        "\n\nExamples:\n" +
        "  holdfast verify deploy.yml --input version=1.4.0\n" +
        "  holdfast verify import.ts --fakes fakes.json --strict",
    )
    .action(async (file: string, { strict = false, json = false, ...flags }: Flags) => {
      const [{ verifyFile }, { isProof, isSound }] = await Promise.all([
        import("../definitions/verify.ts"),
        import("../definitions/verify-verdict.ts"),
      ]);
      const report = await verifyFile(world, invocation, file, { ...flags, json });
      if (!isSound(report, { strict })) exitWith(exitCodes.failed);
      else if (!isProof(report)) exitWith(exitCodes.notStarted);
    });
}

function count(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("write a number from 1 on");
}
