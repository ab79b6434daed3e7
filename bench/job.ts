/** A job's machine, as far as its steps can tell: folders, variables, and processes that are started cold. */
import { spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEntries } from "../src/command/file-commands.ts";

export interface Ended {
  /** Milliseconds from before the process is started until it has ended and all it wrote is read. */
  readonly took: number;
  readonly log: string;
}

export interface StepEnded extends Ended {
  /** What it left for its post step, as the variables that one finds it in. */
  readonly state: Record<string, string>;
}

export interface Job {
  /** Runs an entry to its end. Throws where it fails, or its log lacks `expected`. */
  run(file: string, variables: Record<string, string>, expected: string): Promise<StepEnded>;
  /** Empties what lasts as long as the job: the next step is the first of another attempt. */
  renew(): Promise<void>;
}

const commandFiles = ["OUTPUT", "ENV", "PATH", "STATE", "STEP_SUMMARY"] as const;

export async function openJob(root: string, variables: Record<string, string> = {}): Promise<Job> {
  const [workspace, temporary] = [join(root, "work"), join(root, "temp")];
  await mkdir(workspace);
  await mkdir(temporary);
  const files = Object.fromEntries(commandFiles.map((name) => [`GITHUB_${name}`, join(root, name)]));
  const environment = {
    PATH: process.env["PATH"],
    SYSTEMROOT: process.env["SYSTEMROOT"],
    HOME: root,
    HOLDFAST_DIR: join(root, "state"),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
    GITHUB_REPOSITORY: "octocat/hello-world",
    GITHUB_RUN_ID: "1",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_JOB: "build",
    INPUT_MATRIX: "null",
    INPUT_TOKEN: "ghs_0123456789abcdefghijklmnopqrstuvwxyz",
    ...files,
    ...variables,
  };

  return {
    async run(file, own, expected) {
      for (const path of Object.values(files)) await writeFile(path, "");
      const ended = await runNode(file, workspace, { ...environment, ...own });
      if (!ended.log.includes(expected)) throw new Error(`"${expected}" is not in the log of ${file}:\n${ended.log}`);
      const { values } = parseEntries(await readFile(join(root, "STATE")));
      return { ...ended, state: Object.fromEntries([...values].map(([name, value]) => [`STATE_${name}`, value])) };
    },
    async renew() {
      await rm(temporary, { recursive: true });
      await mkdir(temporary);
    },
  };
}

/** Rejects where the process fails. */
export function runNode(file: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [file], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (log += bytes.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      const took = performance.now() - start;
      if (code === 0) resolve({ took, log });
      else reject(new Error(`${file} ended with ${code}:\n${log}`));
    });
  });
}
