import { resolve } from "node:path";
import type { Command } from "commander";
import type { Scene } from "../scene.ts";

export function addTypes(program: Command, { world, invocation }: Scene): void {
  program
    .command("types")
    .description('Write what editors need to know of `import … from "holdfast"` where the package is not installed.')
    .argument("[folder]", "where the automations are", ".")
    .addHelpText("after", "\nExample: holdfast types automations")
    .action(async (folder: string) => {
      const { writeTypes } = await import("../types.ts");
      await writeTypes(world, resolve(invocation.folder, folder));
    });
}
