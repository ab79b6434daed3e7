/** The command line in a folder that has an example, as a clone has it. */
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { newShell, type Shell } from "../cli/command.ts";
import { lastLine } from "../cli/automations.ts";

export interface ExampleShell extends Shell {
  /** The last line of `--json`, of a command that has to end with `code`. */
  readonly told: (args: readonly string[], code?: number, environment?: Readonly<Record<string, string>>) => unknown;
  readonly read: (path: string) => string;
}

export async function exampleShell(example: string): Promise<ExampleShell> {
  const shell = await newShell();
  cpSync(join("examples", example), join(shell.folder, "examples", example), { recursive: true });
  return {
    ...shell,
    read: (path) => readFileSync(join(shell.folder, path), "utf8"),
    async told(args, code = 0, environment = {}) {
      const finished = await shell.call([...args, "--json"], environment);
      if (finished.code !== code) {
        throw new Error(
          `holdfast ${args.join(" ")} ended with ${finished.code}:\n${finished.output}${finished.errors}`,
        );
      }
      return lastLine(finished.output);
    },
  };
}
