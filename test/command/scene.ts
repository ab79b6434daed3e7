import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { childEnvironment } from "../../src/command/environment.ts";
import { runCommand, type CommandDefinition, type CommandResult } from "../../src/command/command.ts";
import type { World } from "../../src/world.ts";
import { systemWorld } from "../../src/world/system.ts";

/** Shells, signals and process groups as POSIX has them. */
export const onPosix = process.platform !== "win32";
/** Where every process shows its environment, and `setsid` is a program. */
export const onLinux = process.platform === "linux";

export interface Scene {
  /** An empty folder, the working directory of the commands. */
  readonly folder: string;
  /** What came out so far. */
  readonly stdout: () => string;
  readonly stdoutBytes: () => Buffer;
  readonly stderr: () => string;
  readonly run: (script: string, options?: Partial<CommandDefinition>) => Promise<CommandResult>;
}

/** Real processes in a folder of the test's own, their output collected. */
export function openScene({ onTestFinished }: TestContext): Scene {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "holdfast-command-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const real = systemWorld();
  const world: World = {
    ...real,
    output: {
      ...real.output,
      write: (chunk) => void stdout.push(Buffer.from(chunk)),
      writeError: (chunk) => void stderr.push(Buffer.from(chunk)),
    },
  };
  return {
    folder,
    stdout: () => Buffer.concat(stdout).toString(),
    stdoutBytes: () => Buffer.concat(stdout),
    stderr: () => Buffer.concat(stderr).toString(),
    run: (script, options) =>
      runCommand(world, {
        script,
        workingDirectory: folder,
        environment: childEnvironment(real.environment),
        temporaryFolder: folder,
        ...options,
      }),
  };
}

/** Living processes of the machine that carry `text` in their arguments or environment. */
export async function livingWith(text: string): Promise<readonly number[]> {
  const all = await systemWorld().processes.list(text);
  return all.filter(({ marked }) => marked).map(({ pid }) => pid);
}
