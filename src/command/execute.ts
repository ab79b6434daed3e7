import type { ChildProcess } from "node:child_process";
import type { Clock, World } from "../world.ts";
import { watchLimits, type Interruption, type LimitOptions } from "./limits.ts";
import { NotStarted } from "./not-started.ts";
import type { OutputRecord } from "./output-record.ts";
import { streamOutput } from "./output-stream.ts";
import { endTree } from "./process-tree.ts";
import type { ShellArguments } from "./shells.ts";

/** How an attempt ended. Only `exited` with code 0 is a success. */
export type CommandEnd =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "signalled"; readonly signal: NodeJS.Signals }
  | Interruption
  | { readonly kind: "not-started"; readonly message: string };

export interface Execution extends LimitOptions {
  /** A path. */
  readonly program: string;
  readonly arguments: ShellArguments;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Unique to the attempt; what carries it in its environment is ended with it. */
  readonly marker: string;
  readonly record: OutputRecord;
}

/** Milliseconds to wait for output that a background process may still write; the runner's figure. */
const drainAfterSuccess = 5000;
/** Milliseconds in which the rest of the output must come once nobody is left to write any. */
const drainAfterEnd = 250;

/**
 * Runs a program until it and, unless it succeeded, all that came from it have ended.
 *
 * @throws NotStarted where the system refuses to start it.
 */
export async function execute(
  world: Pick<World, "clock" | "processes" | "output">,
  execution: Execution,
): Promise<{ end: CommandEnd; survivors: readonly number[] }> {
  const { clock, output } = world;
  const { record, signal } = execution;
  const startedAt = clock.now();
  const child = spawn(world, execution);
  const exit = exitOf(child);
  const closed = new Promise<void>((resolve) => void child.once("close", resolve));
  const limits = watchLimits(clock, execution);
  const stream = streamOutput(child, { output, take: (line) => record.take(line), touch: () => limits.touch() });

  const end = await Promise.race([exit, limits.reached]);
  limits.dispose();
  let survivors: readonly number[] = [];
  if (end.kind === "exited" && end.code === 0) {
    await settled(clock, closed, drainAfterSuccess, signal);
  } else if (child.pid !== undefined) {
    survivors = await endTree(world, { root: child.pid, marker: execution.marker, startedAt });
    await settled(clock, closed, drainAfterEnd);
  }
  stream.end();
  child.unref();
  if (end.kind === "not-started") throw new NotStarted(end.message);
  return { end, survivors };
}

function spawn({ processes }: Pick<World, "processes">, execution: Execution): ChildProcess {
  const { program, workingDirectory, environment, marker } = execution;
  try {
    return processes.spawn(program, execution.arguments.list, {
      cwd: workingDirectory,
      env: { ...environment, [markerVariable]: [environment[markerVariable], marker].filter(Boolean).join(":") },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own on POSIX. On Windows it would mean a console window.
      detached: processes.platform !== "win32",
      windowsHide: true,
      windowsVerbatimArguments: execution.arguments.verbatim,
    });
  } catch (error) {
    throw new NotStarted(refusal(program, error), { cause: error });
  }
}

/** Holds the markers of all attempts that a process is part of, the innermost last: commands may nest. */
const markerVariable = "HOLDFAST_PROCESS";

function exitOf(child: ChildProcess): Promise<CommandEnd> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) =>
      resolve(signal === null ? { kind: "exited", code: code ?? 1 } : { kind: "signalled", signal }),
    );
    child.once("error", (error) => resolve({ kind: "not-started", message: refusal(child.spawnfile, error) }));
  });
}

function refusal(program: string, error: unknown): string {
  return `${program} could not be started: ${error instanceof Error ? error.message : String(error)}`;
}

/** Waits for `promise`, but no longer than `ms` milliseconds and not after `signal`. */
async function settled(clock: Clock, promise: Promise<void>, ms: number, signal?: AbortSignal): Promise<void> {
  const over = new AbortController();
  const pause = clock.sleep(ms, AbortSignal.any([over.signal, ...(signal ? [signal] : [])]));
  await Promise.race([promise, pause.catch(() => undefined)]);
  over.abort();
}
