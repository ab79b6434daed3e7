import { Option, type Command } from "commander";
import type { Scene } from "../scene.ts";

interface Flags {
  readonly svg?: boolean;
  readonly run?: string;
  readonly output?: string;
}

export function addGraph(program: Command, { world, invocation }: Scene): void {
  program
    .command("graph")
    .description("Draw an automation, or the way that a run took through it.")
    .argument("<file>", "the automation; one in code needs --run")
    .addOption(new Option("--mermaid", "as Mermaid text, which GitHub draws in Markdown (default)").conflicts("svg"))
    .option("--svg", "as an SVG picture")
    .option("--run <key>", "show what came of each step in this run, and the way it took")
    .option("-o, --output <file>", "write a file instead of standard output")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  holdfast graph deploy.yml --svg -o deploy.svg\n" +
        "  holdfast graph deploy.yml --run release-1.4.0",
    )
    .action(async (file: string, { svg = false, ...options }: Flags) => {
      const { drawGraph } = await import("../show/graph.ts");
      await drawGraph(world, invocation, file, { ...options, format: svg ? "svg" : "mermaid" });
    });
}
