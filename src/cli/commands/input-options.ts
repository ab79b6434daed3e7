/** Options of the commands that hand inputs to an automation. */
import type { Command } from "commander";

export interface InputFlags {
  readonly input?: readonly string[];
  readonly inputs?: string;
}

export function withInputOptions(command: Command): Command {
  return command
    .option("-i, --input <name=value>", "an input; may be given again", collect)
    .option("--inputs <file>", "inputs, as an object in a JSON file; those of --input come over them");
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}
