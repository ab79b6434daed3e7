import { InvalidArgumentError, Option, type Command } from "commander";
import type { Scene } from "../scene.ts";
import { stateOf, withServiceOptions, type ServiceFlags } from "./service-options.ts";

interface Flags extends ServiceFlags {
  readonly host: string;
  readonly port: number;
  readonly env?: true;
  readonly json?: boolean;
}

export function addEmulate(program: Command, { world, invocation }: Scene): void {
  withServiceOptions(program.command("emulate"))
    .description("Serve a local GitHub (caches, artifacts and the REST API) until Ctrl-C.")
    .option("--port <number>", "port to listen on; 0 takes a free one", portNumber, 0)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--env", "print `export` lines under which the official clients use it")
    .addOption(new Option("--json", "print the same as one line of JSON").conflicts("env"))
    .addHelpText(
      "after",
      "\nIt listens on this machine alone unless told otherwise: whoever reaches it can write caches that jobs unpack." +
        "\n\nExample: holdfast emulate --env > github.env",
    )
    .action(async (flags: Flags) => {
      const { emulate } = await import("../emulate.ts");
      const say = flags.json ? "json" : flags.env ? "exports" : "text";
      await emulate(world, invocation, { ...flags, state: stateOf(flags), say });
    });
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("write a number from 0 to 65535");
}
