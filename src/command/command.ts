import { join } from "node:path";
import type { World } from "../world.ts";
import { noCommandFiles, createCommandFiles, readCommandFiles, type CommandFiles } from "./command-files.ts";
import { execute, type CommandEnd } from "./execute.ts";
import { NotStarted } from "./not-started.ts";
import { outputRecord } from "./output-record.ts";
import { findProgram } from "./program.ts";
import { scriptExtension, scriptText, shellArguments, shellsFor, type Shell } from "./shells.ts";

export type { CommandFiles } from "./command-files.ts";
export type { CommandEnd } from "./execute.ts";

/** One attempt at a script. */
export interface CommandDefinition {
  readonly script: string;
  /** `bash`, `sh`, `pwsh`, `powershell`, `cmd`, `python` or a template with `{0}`; see {@link shellsFor} for nothing. */
  readonly shell?: string | undefined;
  /** An absolute path. */
  readonly workingDirectory: string;
  /** All that the script sees, chosen before; see `childEnvironment`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** An existing folder of ours, in which a private one is made for the attempt and removed after it. */
  readonly temporaryFolder: string;
  /** Milliseconds the script may take. */
  readonly timeout?: number | undefined;
  /** Milliseconds it may be silent. */
  readonly idleTimeout?: number | undefined;
  /** Cancellation or a deadline; its reason comes back in the result. */
  readonly signal?: AbortSignal | undefined;
  /** How many of the last lines of output to keep; 20 unless told. */
  readonly lastLines?: number | undefined;
}

export interface CommandResult {
  readonly end: CommandEnd;
  /** Milliseconds, by the monotonic clock. */
  readonly duration: number;
  /** Plain text; may hold secrets. */
  readonly lastLines: readonly string[];
  /** Milliseconds, as the last `Retry-After` in the output said. */
  readonly retryAfter?: number;
  readonly files: CommandFiles;
  /** The values that the script had masked. */
  readonly masked: readonly string[];
  /** Ids of processes that could not be ended, such as another user's: a further attempt would overlap with them. */
  readonly survivors: readonly number[];
}

export type CommandWorld = Pick<World, "clock" | "random" | "files" | "processes" | "output">;

/**
 * Runs a script as GitHub's `run:` does: the shell, its flags, the environment and the command files are the same, and
 * output comes out as it is written. What differs is meant to: see {@link shellsFor} for the default shell, and a script
 * that fails or is interrupted leaves no process behind. (If we are killed ourselves with SIGKILL, nobody ends the script.)
 *
 * Rejects only where the machine fails us, as when the disk is full; whatever the script does is a result.
 */
export async function runCommand(world: CommandWorld, definition: CommandDefinition): Promise<CommandResult> {
  const { clock, files, output } = world;
  const started = clock.monotonic();
  const record = outputRecord(clock, definition.lastLines ?? 20);
  const marker = world.random.uuid();
  const folder = join(definition.temporaryFolder, `command-${marker}`);

  function result(end: CommandEnd, survivors: readonly number[], written: CommandFiles): CommandResult {
    const { retryAfter, masked } = record;
    return {
      end,
      duration: clock.monotonic() - started,
      lastLines: record.lastLines(),
      ...(retryAfter !== undefined && { retryAfter }),
      files: written,
      masked: [...masked],
      survivors,
    };
  }

  if (definition.signal?.aborted) {
    return result({ kind: "cancelled", reason: definition.signal.reason }, [], noCommandFiles);
  }
  try {
    await requireFolder(world, definition.workingDirectory);
    const { shell, program } = await findShell(world, definition);
    await files.makeFolder(folder);
    const script = join(folder, `script${scriptExtension(shell)}`);
    await files.scratch(script, scriptText(shell, definition.script, world.processes.platform));
    const commandFiles = await createCommandFiles(world, folder);
    const { end, survivors } = await execute(world, {
      ...definition,
      program,
      arguments: shellArguments(shell, script),
      environment: { ...definition.environment, ...commandFiles },
      marker,
      record,
    });
    // Commands stopped by a `run:` step come back with the next step; ours would stay dead for the rest of this one.
    if (record.stopToken !== undefined) output.write(`::${record.stopToken}::\n`);
    const written = await readCommandFiles(world, folder);
    return result(end, survivors, { ...written, outputs: new Map([...record.outputs, ...written.outputs]) });
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    return result({ kind: "not-started", message: error.message }, [], noCommandFiles);
  } finally {
    await removeQuietly(world, folder);
  }
}

async function findShell(
  world: CommandWorld,
  { shell: option, environment, workingDirectory }: CommandDefinition,
): Promise<{ shell: Shell; program: string }> {
  const shells = shellsFor(option, world.processes.platform);
  for (const shell of shells) {
    const program = await findProgram(world, shell.program, environment, workingDirectory);
    if (program !== undefined) return { shell, program };
  }
  const names = shells.map((shell) => `"${shell.program}"`).join(" or ");
  throw new NotStarted(`there is no shell ${names} on the PATH`);
}

async function requireFolder({ files }: CommandWorld, path: string): Promise<void> {
  // The dot makes the look go through a link to what it names.
  const status = await files.status(`${path}/.`);
  if (status?.kind !== "folder") throw new NotStarted(`the working directory ${path} is not a folder`);
}

/** On Windows a background process that lives on may hold the folder; it is in a temporary place. */
async function removeQuietly({ files }: CommandWorld, folder: string): Promise<void> {
  try {
    await files.remove(folder);
  } catch {
    // Left to whoever clears temporary files.
  }
}
