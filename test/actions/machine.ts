/** A machine that runs the steps of one job: its folders, its processes, and what each of them wrote for the runner. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { parseEntries, parsePaths } from "../../src/command/file-commands.ts";
import { systemWorld } from "../../src/world/system.ts";

export type Variables = Readonly<Record<string, string | undefined>>;

export interface Ended {
  /** The exit code; undefined where a signal ended it. */
  readonly code: number | undefined;
  /** Both streams, as they came. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly exported: ReadonlyMap<string, string>;
  /** Folders it put in front of PATH, in order. */
  readonly path: readonly string[];
  readonly state: ReadonlyMap<string, string>;
  readonly summary: string;
  /** Milliseconds. */
  readonly took: number;
}

export interface Running {
  /** Ends the process and all it started with SIGKILL, as a machine that is lost does. */
  lose(): Promise<void>;
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when the log holds the text. Rejects where the process ends without it. */
  logged(text: string): Promise<void>;
}

export interface Machine {
  readonly workspace: string;
  readonly temporaryFolder: string;
  readonly home: string;
  /** Starts a file in Node with these variables and files of its own for the runner. */
  start(file: string, variables: Variables): Running;
  read(path: string): string;
  write(path: string, content: string): void;
  has(path: string): boolean;
  /** Ids of the processes that it started, or that those did, and that live. */
  living(): Promise<number[]>;
}

const commandFiles = ["OUTPUT", "ENV", "PATH", "STATE", "STEP_SUMMARY"] as const;

/** A fresh machine in `root`, whatever was there before. */
export function machineAt(root: string): Machine {
  rmSync(root, { recursive: true, force: true });
  const [workspace, temporaryFolder, home] = ["work", "temp", "home"].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [workspace, temporaryFolder, home]) mkdirSync(folder, { recursive: true });
  let started = 0;

  function start(file: string, variables: Variables): Running {
    const folder = join(root, `step-${started++}`);
    mkdirSync(folder);
    const files = Object.fromEntries(commandFiles.map((name) => [`GITHUB_${name}`, join(folder, name)]));
    for (const path of Object.values(files)) writeFileSync(path, "");
    const startedAt = performance.now();
    const child = spawn(process.execPath, [file], {
      cwd: workspace,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        SYSTEMROOT: process.env["SYSTEMROOT"],
        NODE_COMPILE_CACHE: join(inject("bundle"), "../compiled"),
        HOME: home,
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: temporaryFolder,
        ...files,
        ...variables,
      },
    });
    let log = "";
    const waiting = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (bytes: Buffer) => {
        log += bytes.toString();
        for (const look of waiting) look();
      });
    }
    const ended = new Promise<Ended>((resolve) => {
      child.once("close", (code) => {
        resolve({
          code: code ?? undefined,
          log,
          outputs: Object.fromEntries(parseEntries(written(folder, "OUTPUT")).values),
          exported: parseEntries(written(folder, "ENV")).values,
          path: parsePaths(written(folder, "PATH")),
          state: parseEntries(written(folder, "STATE")).values,
          summary: written(folder, "STEP_SUMMARY").toString(),
          took: performance.now() - startedAt,
        });
      });
    });
    const logged = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!log.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`it ended without "${text}":\n${log}`)));
      });
    const lose = async () => {
      child.kill("SIGKILL");
      for (const pid of await living()) systemWorld().processes.signal(pid, "SIGKILL");
      await ended;
    };
    return { process: child, ended, logged, lose };
  }

  async function living(): Promise<number[]> {
    return (await systemWorld().processes.list(root)).filter(({ marked }) => marked).map(({ pid }) => pid);
  }

  return {
    living,
    workspace,
    temporaryFolder,
    home,
    start,
    read: (path) => readFileSync(join(workspace, path), "utf8"),
    write: (path, content) => writeFileSync(join(workspace, path), content),
    has: (path) => existsSync(join(workspace, path)),
  };
}

function written(folder: string, name: (typeof commandFiles)[number]): Buffer {
  return readFileSync(join(folder, name));
}
