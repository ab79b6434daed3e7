#!/usr/bin/env node
/** The `holdfast` command. What a subcommand needs is loaded when it runs. */
import { readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { UserError } from "../policy/user-error.ts";
import { systemWorld } from "../world.ts";
import type { StateOption } from "./state-option.ts";

/** Wrong usage, or something that is needed is missing: nothing was started. */
const NOT_STARTED = 2;

interface ServiceFlags {
  readonly state?: string;
  readonly memory?: true;
  readonly repository?: string;
  readonly advertise?: string;
}

interface EmulateFlags extends ServiceFlags {
  readonly host: string;
  readonly port: number;
  readonly env?: true;
  readonly json?: true;
}

interface ActFlags extends ServiceFlags {
  readonly act?: string;
  readonly hostMode?: true;
  readonly localToken?: true;
  readonly rerun?: string | true;
}

const program = new Command("holdfast")
  .description("Durable automation on GitHub Actions, on your own machine.")
  .version(version())
  .exitOverride()
  .addHelpText(
    "after",
    `\nExit codes: 0 when all went well, ${NOT_STARTED} when nothing was started and a message says what to do.`,
  );

withServiceOptions(program.command("emulate"))
  .description("Serve a local GitHub (caches, artifacts and the REST API) until Ctrl-C.")
  .addHelpText(
    "after",
    "\nIt takes whoever reaches it at their word, so it listens on this machine alone unless you say otherwise.",
  )
  .option("--port <number>", "port to listen on; 0 takes a free one", portNumber, 0)
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--env", "print `export` lines under which the official clients use it")
  .addOption(new Option("--json", "print the same as one line of JSON").conflicts("env"))
  .action(async (flags: EmulateFlags) => {
    const { emulate } = await import("./emulate.ts");
    await emulate(systemWorld(), {
      ...flags,
      state: stateOf(flags),
      say: flags.json ? "json" : flags.env ? "exports" : "text",
    });
  });

withServiceOptions(program.command("act"))
  .description("Run your act with a local GitHub: caches, artifacts and issues work, and a run can be re-run.")
  .usage("[options] [event] [act's options]")
  .argument("[args...]", "handed to act as they are")
  .option("--rerun [run-id]", "run the next attempt of the last run, or of this one, instead of a new run")
  .option("--act <path>", "the act to run; else the one on PATH")
  .option("--host-mode", "run jobs on this machine; else in Docker where there is one, or as -P says")
  .option(
    "--local-token",
    "give workflows a github.token that only the emulator takes; act cannot fetch actions with it",
  )
  .allowUnknownOption()
  .addHelpText(
    "after",
    "\nExit codes: act's own; 2 when act was not started; 128 and the signal's number when one ended act.\n\nExample: holdfast act push -W .github/workflows/ci.yml -j test",
  )
  .action(async (args: readonly string[], flags: ActFlags) => {
    const { runAct } = await import("./act/run.ts");
    // The value of --rerun can be left out, and then the next word is act's.
    const [id, event] =
      typeof flags.rerun !== "string"
        ? []
        : /^\d+$/.test(flags.rerun)
          ? [Number(flags.rerun)]
          : [undefined, flags.rerun];
    process.exitCode = await runAct(
      systemWorld(),
      {
        ...flags,
        state: stateOf(flags),
        hostMode: flags.hostMode ?? false,
        localToken: flags.localToken ?? false,
        rerun: flags.rerun === undefined ? undefined : { id },
        ownNode: process.execPath,
        hasTerminal: process.stdin.isTTY,
      },
      event === undefined ? args : [event, ...args],
    );
  });

function withServiceOptions(command: Command): Command {
  return command
    .option(
      "--state <folder>",
      "where the services keep their state; else the user's state folder, for each repository its own",
    )
    .addOption(new Option("--memory", "keep the state in memory: it ends with the command").conflicts("state"))
    .option("--repository <owner/name>", "the repository that is served; else what the git remote says")
    .option("--advertise <host>", "name under which jobs reach this machine (Docker Desktop: host.docker.internal)");
}

/** That of the package, which is two folders up from here in the sources and in what is built of them. */
function version(): string {
  const { version: text } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return String(text);
}

function stateOf({ state, memory }: ServiceFlags): StateOption {
  if (state !== undefined) return { kind: "folder", folder: state };
  return { kind: memory ? "memory" : "default" };
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("write a number from 0 to 65535");
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : NOT_STARTED;
  else if (error instanceof UserError) {
    process.stderr.write(`holdfast: ${error.message}\n`);
    process.exitCode = NOT_STARTED;
  } else throw error;
}
