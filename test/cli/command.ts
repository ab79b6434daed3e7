/** The `holdfast` command, in a folder and a home of its own: as a process, and called, which is faster. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { inject, onTestFinished } from "vitest";
import { holdfast } from "../../src/cli/command-line.ts";
import type { World } from "../../src/world.ts";
import { systemWorld } from "../../src/world/system.ts";

/** As it is shipped. */
const entry = join(inject("bundle"), "cli/holdfast.js");

export interface Shell {
  readonly root: string;
  readonly home: string;
  /** Where commands run. */
  readonly folder: string;
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Finished>;
  /** The same within this process. What it starts must print nothing. */
  call(
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
    changed?: Partial<World>,
  ): Promise<Finished>;
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): Running;
}

export interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface Running {
  readonly process: ChildProcess;
  /** Resolves with the first line it prints. */
  readonly firstLine: Promise<string>;
  readonly finished: Promise<Finished>;
}

export async function newShell(): Promise<Shell> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-cli-"));
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  const home = join(root, "home");
  const folder = join(root, "work");
  await mkdir(home);
  await mkdir(folder);
  const variables = (more: Readonly<Record<string, string>>) => ({
    ...system,
    HOME: home,
    USERPROFILE: home,
    LOCALAPPDATA: home,
    PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    ...more,
  });
  const start: Shell["start"] = (args, environment = {}) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: folder,
      env: variables(environment),
      stdio: ["ignore", "pipe", "pipe"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const firstLine = new Promise<string>((found, fail) => {
      let printed = "";
      child.stdout.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes("\n")) found(printed.slice(0, printed.indexOf("\n")));
      });
      child.once("close", () => fail(new Error("it ended without a line")));
    });
    firstLine.catch(() => {}); // not everybody asks for it
    const code = new Promise<number | null>((done, fail) => {
      child.once("error", fail);
      child.once("close", done);
    });
    const finished = Promise.all([code, text(child.stdout), text(child.stderr)]);
    return {
      process: child,
      firstLine,
      finished: finished.then(([c, output, errors]) => ({ code: c, output, errors })),
    };
  };
  const call: Shell["call"] = async (args, environment = {}, changed = {}) => {
    let [output, errors] = ["", ""];
    const world: World = {
      ...systemWorld(),
      ...changed,
      environment: variables(environment),
      output: {
        ...systemWorld().output,
        write: (written) => void (output += String(written)),
        writeError: (written) => void (errors += String(written)),
      },
    };
    const code = await holdfast(world, args, { folder, node: process.execPath, hasTerminal: false });
    return { code, output, errors };
  };
  return { root, home, folder, start, call, run: (args, environment) => start(args, environment).finished };
}

/** What Windows needs to start anything; nothing of the user's or of a CI job's leaks in. */
const system = Object.fromEntries(
  ["SystemRoot", "windir", "PATHEXT", "TEMP", "TMP", "ComSpec"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
