/** Automations for the command line to run. Each waits for nothing but what its test does to its folder. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Shell } from "./command.ts";

/** Writes a TypeScript automation into the folder where commands run. `body` sees `ctx`, `input` and `has(file)`. */
export async function writeAutomation(shell: Shell, file: string, name: string, body: string): Promise<void> {
  const text = `
    import { appendFileSync, existsSync } from "node:fs";
    import { join } from "node:path";
    import { automation } from "holdfast";
    const has = (file: string) => existsSync(join(import.meta.dirname, file));
    const note = (line: string) => appendFileSync(join(import.meta.dirname, "effects"), line + "\\n");
    export default automation("${name}", async (ctx, input: Record<string, string>) => {
      ${body}
    });
  `;
  await writeFile(join(shell.folder, file), text);
}

/** Lets an automation see a file, by \`has\`. */
export async function put(shell: Shell, file: string, text = ""): Promise<void> {
  await writeFile(join(shell.folder, file), text);
}

/** The last line of \`--json\`. */
export function lastLine(output: string): unknown {
  return JSON.parse(output.trimEnd().split("\n").at(-1) ?? "");
}
