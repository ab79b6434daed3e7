import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, type TestContext } from "vitest";
import { parseEntries } from "../../../src/command/file-commands.ts";

export interface Ended {
  /** The exit code; undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly path: string;
  readonly summary: string;
  /** Milliseconds. */
  readonly took: number;
}

export interface Scene {
  /** The workspace, empty at first. */
  readonly folder: string;
  readonly read: (name: string) => string;
  /** Runs the action as the runner does, to its end. */
  readonly retry: (inputs: Readonly<Record<string, string>>, options?: Options) => Promise<Ended>;
}

export interface Options {
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with the log so far whenever there is more of it. */
  readonly onLog?: (log: string, send: (signal: NodeJS.Signals) => void) => unknown;
}

/** The action as a process of its own, in a workspace of the test's own. */
export function openScene({ onTestFinished }: Pick<TestContext, "onTestFinished">): Scene {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-retry-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = ["OUTPUT", "ENV", "PATH", "STEP_SUMMARY"].map(
    (name) => [`GITHUB_${name}`, join(folder, `.${name}`)] as const,
  );
  const read = (name: string) => readFileSync(join(folder, name), "utf8");

  async function retry(inputs: Readonly<Record<string, string>>, options: Options = {}): Promise<Ended> {
    for (const [, file] of files) writeFileSync(file, "");
    const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const started = performance.now();
    const child = spawn(process.execPath, [join(inject("bundle"), "actions/retry/main.js")], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        SYSTEMROOT: process.env["SYSTEMROOT"],
        NODE_COMPILE_CACHE: join(inject("bundle"), "../compiled"),
        GITHUB_WORKSPACE: folder,
        RUNNER_TEMP: folder,
        ...Object.fromEntries([...files, ...given]),
        ...options.environment,
      },
    });
    let log = "";
    const take = (bytes: Buffer) => {
      log += bytes.toString();
      options.onLog?.(log, (signal) => child.kill(signal));
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    const took = performance.now() - started;
    const entriesOf = (name: string) => Object.fromEntries(parseEntries(Buffer.from(read(name))).values);
    return {
      code: code ?? undefined,
      log,
      outputs: entriesOf(".OUTPUT"),
      environment: entriesOf(".ENV"),
      path: read(".PATH"),
      summary: read(".STEP_SUMMARY"),
      took,
    };
  }
  return { folder, read, retry };
}
