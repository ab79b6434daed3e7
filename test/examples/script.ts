/** Runs a script of an example as a step of an automation would. */
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

export interface Ended {
  readonly code: number | null;
  /** What it said, on either stream. */
  readonly said: string;
  /** What it wrote to GITHUB_OUTPUT, line by line. */
  readonly outputs: readonly string[];
}

/** `script` is below `examples/`; it runs in `folder` and knows nothing of this process's environment but PATH. */
export async function runScript(folder: string, script: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const output = join(folder, `output-${Math.random()}`);
  const child = spawn(process.execPath, [resolve("examples", script)], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, GITHUB_OUTPUT: output, ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise<number | null>((closed, failed) => child.on("close", closed).on("error", failed));
  const outputs = readIfThere(output).split("\n").filter(Boolean);
  rmSync(output, { force: true });
  return { code, said, outputs };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
