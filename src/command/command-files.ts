import { join } from "node:path";
import type { World } from "../world.ts";
import { decode, parseEntries, parsePaths } from "./file-commands.ts";

/** What a script wrote to its command files. */
export interface CommandFiles {
  readonly outputs: ReadonlyMap<string, string>;
  readonly environment: ReadonlyMap<string, string>;
  /** Folders in the order they are to be put in front of PATH: the last one ends up first. */
  readonly path: readonly string[];
  readonly state: ReadonlyMap<string, string>;
  /** Markdown; empty where it was too large. */
  readonly summary: string;
  /** Malformed files, each in a sentence without any value. Under `run:` such a step fails, whatever its exit code. */
  readonly problems: readonly string[];
  /** What was left out, each in a sentence, without failing the step: `NODE_OPTIONS`, a summary that is too large. */
  readonly refusals: readonly string[];
}

export const noCommandFiles: CommandFiles = {
  outputs: new Map(),
  environment: new Map(),
  path: [],
  state: new Map(),
  summary: "",
  problems: [],
  refusals: [],
};

type Variable = "GITHUB_OUTPUT" | "GITHUB_ENV" | "GITHUB_PATH" | "GITHUB_STATE" | "GITHUB_STEP_SUMMARY";

/** Bytes. GitHub keeps 1 MB of outputs a job; what is larger is a mistake, not a value. */
const largestFile = 4 * 1024 * 1024;
/** Bytes; GitHub drops a larger summary. */
const largestSummary = 1024 * 1024;

/** Makes the files of one attempt, empty: a script may read before it writes. Gives the variables that name them. */
export async function createCommandFiles(
  { files }: Pick<World, "files">,
  folder: string,
): Promise<Record<Variable, string>> {
  const named = {
    GITHUB_OUTPUT: fileOf(folder, "GITHUB_OUTPUT"),
    GITHUB_ENV: fileOf(folder, "GITHUB_ENV"),
    GITHUB_PATH: fileOf(folder, "GITHUB_PATH"),
    GITHUB_STATE: fileOf(folder, "GITHUB_STATE"),
    GITHUB_STEP_SUMMARY: fileOf(folder, "GITHUB_STEP_SUMMARY"),
  };
  for (const path of Object.values(named)) await files.scratch(path, "");
  return named;
}

/** Reads what the attempt wrote. Never throws over the content. */
export async function readCommandFiles({ files }: Pick<World, "files">, folder: string): Promise<CommandFiles> {
  const problems: string[] = [];
  const refusals: string[] = [];

  async function read(variable: Variable, limit: number, complaints = problems): Promise<Uint8Array> {
    const path = fileOf(folder, variable);
    const status = await files.status(path);
    if (status === undefined) return new Uint8Array();
    // A pipe in its place would hang the reader, a link would read another's file.
    if (status.kind !== "file") complaints.push(`${variable} is no longer a plain file`);
    else if (status.size > limit) complaints.push(`${variable} has ${status.size} bytes; at most ${limit} are taken`);
    else return files.readRange(path, 0, status.size);
    return new Uint8Array();
  }

  async function entries(variable: Variable): Promise<Map<string, string>> {
    const parsed = parseEntries(await read(variable, largestFile));
    problems.push(...parsed.problems.map((problem) => `${variable} ${problem}`));
    return new Map(parsed.values);
  }

  const outputs = await entries("GITHUB_OUTPUT");
  const environment = await entries("GITHUB_ENV");
  for (const name of environment.keys()) {
    if (name.toUpperCase() !== "NODE_OPTIONS") continue;
    environment.delete(name);
    refusals.push(`GITHUB_ENV may not set ${name}, which would change how every later action runs; it was left out`);
  }
  return {
    outputs,
    environment,
    path: parsePaths(await read("GITHUB_PATH", largestFile)),
    state: await entries("GITHUB_STATE"),
    summary: decode(await read("GITHUB_STEP_SUMMARY", largestSummary, refusals)),
    problems,
    refusals,
  };
}

function fileOf(folder: string, variable: Variable): string {
  return join(folder, variable.toLowerCase());
}
