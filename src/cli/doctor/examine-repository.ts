/** `holdfast doctor`: reads the workflows of a repository and says what is fragile in them. */
import { isAbsolute, join, resolve } from "node:path";
import { UserError } from "../../policy/user-error.ts";
import { examine, type WorkflowFile } from "../../workflows/examine.ts";
import type { Files, World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { localRepository, shownPath, type LocalRepository } from "../repository.ts";
import { painter } from "../terminal.ts";
import { examinationObject, examinationText } from "./examination-text.ts";

export interface DoctorOptions {
  /** Notes count, too. */
  readonly strict: boolean;
  readonly json: boolean;
}

/**
 * Whether nothing is found that counts. Paths are relative to where the command was started, or else to the root of its
 * repository. Throws a {@link UserError} where one is missing, or none leads to a workflow.
 */
export async function examineRepository(
  world: World,
  { folder, terminal }: Invocation,
  paths: readonly string[],
  { strict, json }: DoctorOptions,
): Promise<boolean> {
  const local = await localRepository(world, folder, {});
  const found = await Promise.all(paths.map((path) => workflowsAt(world.files, path, folder, local)));
  const files = await Promise.all([...new Set(found.flat())].map((path) => readFile(world.files, path, local)));
  if (files.length === 0)
    throw new UserError(`there is no workflow in ${paths.join(", ")}: name a file, or a folder of them`);

  const examination = examine(files);
  const shown = json
    ? [JSON.stringify(examinationObject(examination, files), undefined, 2)]
    : examinationText(examination, files, painter(world, terminal));
  world.output.write(`${shown.join("\n")}\n`);
  return examination.findings.every(({ severity }) => severity === "note" && !strict);
}

async function workflowsAt(files: Files, path: string, here: string, { root }: LocalRepository): Promise<string[]> {
  const candidates = isAbsolute(path) ? [path] : [resolve(here, path), join(root, path)];
  for (const candidate of candidates) {
    const status = await files.status(candidate);
    if (status?.kind === "file") return [candidate];
    if (status?.kind !== "folder") continue;
    const names = await files.list(candidate);
    return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(candidate, name));
  }
  throw new UserError(`${path} does not exist: name a workflow, or a folder of them`);
}

async function readFile(files: Files, path: string, local: LocalRepository): Promise<WorkflowFile> {
  return { file: shownPath(path, local).replaceAll("\\", "/"), text: String((await files.read(path)) ?? "") };
}
