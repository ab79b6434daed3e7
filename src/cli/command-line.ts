/** The options of the `holdfast` command. What a subcommand needs is loaded when it runs. */
import { fileURLToPath } from "node:url";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import * as z from "zod/mini";
import { UserError } from "../policy/user-error.ts";
import type { World } from "../world.ts";
import type { Invocation } from "./invocation.ts";
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

/** Does what the arguments say, and gives the exit code. What a person can mend is said; anything else throws. */
export async function holdfast(world: World, args: readonly string[], invocation: Invocation): Promise<number> {
  const { output } = world;
  let exitCode = 0;
  const program = new Command("holdfast")
    .description("Durable automation on GitHub Actions, on your own machine.")
    .version(await packageVersion(world))
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.write(text), writeErr: (text) => output.writeError(text) })
    .addHelpText(
      "after",
      `\nExit codes: 0 when all went well, ${NOT_STARTED} when nothing was started and a message says what to do.`,
    );

  withServiceOptions(program.command("emulate"))
    .description("Serve a local GitHub (caches, artifacts and the REST API) until Ctrl-C.")
    .option("--port <number>", "port to listen on; 0 takes a free one", portNumber, 0)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--env", "print `export` lines under which the official clients use it")
    .addOption(new Option("--json", "print the same as one line of JSON").conflicts("env"))
    .addHelpText(
      "after",
      "\nIt listens on this machine alone unless told otherwise: whoever reaches it can write caches that jobs unpack.",
    )
    .action(async (flags: EmulateFlags) => {
      const { emulate } = await import("./emulate.ts");
      const say = flags.json ? "json" : flags.env ? "exports" : "text";
      await emulate(world, invocation, { ...flags, state: stateOf(flags), say });
    });

  withServiceOptions(program.command("act"))
    .description("Run your act with a local GitHub: caches, artifacts and issues work, and a run can be re-run.")
    .usage("[options] [event] [act's options]")
    .argument("[args...]", "handed to act as they are")
    .option("--rerun [run-id]", "run the next attempt of the last run, or of this one, instead of a new run")
    .option("--act <path>", "the act to run; else the one on PATH")
    .option("--host-mode", "run jobs on this machine; else in Docker where there is one, or as -P says")
    .option("--local-token", "make up a github.token that only the emulator takes; act cannot fetch actions with it")
    .allowUnknownOption()
    .addHelpText(
      "after",
      `\nExit codes: act's own; ${NOT_STARTED} when act was not started; 128 and a signal's number when one ended act.` +
        "\n\nExample: holdfast act push -W .github/workflows/ci.yml -j test",
    )
    .action(async (given: readonly string[], flags: ActFlags) => {
      const { runAct } = await import("./act/run.ts");
      const { rerun, event } = readRerun(flags.rerun);
      exitCode = await runAct(
        world,
        invocation,
        { ...flags, state: stateOf(flags), rerun },
        event === undefined ? given : [event, ...given],
      );
    });

  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : NOT_STARTED;
    if (!(error instanceof UserError)) throw error;
    output.writeError(`holdfast: ${error.message}\n`);
    return NOT_STARTED;
  }
}

function withServiceOptions(command: Command): Command {
  return command
    .option(
      "--state <folder>",
      "where the services keep their state; else the user's state folder, apart for each repository",
    )
    .addOption(new Option("--memory", "keep the state in memory: it ends with the command").conflicts("state"))
    .option("--repository <owner/name>", "the repository that is served; else what the git remote says")
    .option("--advertise <host>", "name under which jobs reach this machine (Docker Desktop: host.docker.internal)");
}

function stateOf({ state, memory }: ServiceFlags): StateOption {
  if (state !== undefined) return { kind: "folder", folder: state };
  return { kind: memory ? "memory" : "default" };
}

/** The id can be left out, and then the word that follows is act's: the event. */
function readRerun(given: string | true | undefined): { rerun?: { id: number | undefined }; event?: string } {
  if (given === undefined) return {};
  if (given === true) return { rerun: { id: undefined } };
  return /^\d+$/.test(given) ? { rerun: { id: Number(given) } } : { rerun: { id: undefined }, event: given };
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("write a number from 0 to 65535");
}

/** That of the package, which is two folders up from here in the sources and in what is built of them. */
async function packageVersion({ files }: World): Promise<string> {
  const manifest = await files.read(fileURLToPath(new URL("../../package.json", import.meta.url)));
  return z.object({ version: z.string() }).parse(JSON.parse(String(manifest))).version;
}
