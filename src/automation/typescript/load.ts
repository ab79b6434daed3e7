/** Automations in TypeScript or JavaScript. Node runs them as they are: there is no build and nothing is written. */
import { extname, isAbsolute, relative, resolve } from "node:path";
import type { Automation } from "../../durable/automation.ts";
import * as holdfast from "../../index.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import { FaultyFile } from "../fault.ts";
import { exportedAutomation } from "./exported-automation.ts";
import { importFault } from "./import-fault.ts";

/** What the name of such a file ends with. */
const extensions: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

/** Whether a file is loaded with {@link loadAutomation}, by its name. */
export function isModule(path: string): boolean {
  return extensions.includes(extname(path));
}

/**
 * Imports the file, which runs it, and gives the automation that it exports by default. In it and all that it imports,
 * `holdfast` is what runs here, whatever is installed. Throws a {@link FaultyFile} that says where and what to mend, with
 * what was thrown as its cause, or a {@link UserError} where this Node cannot do it.
 */
export async function loadAutomation(
  { files, modules, processes }: Pick<World, "files" | "modules" | "processes">,
  path: string,
): Promise<Automation> {
  requireNode(processes.nodeVersion);
  if (!isModule(path)) throw new UserError(`${path}: write an automation as ${extensions.join(", ")}, .yml or .yaml`);
  const file = resolve(path);
  const text = await files.read(file);
  if (text === undefined) throw new UserError(`${path} does not exist`);
  // Files are named as this one was.
  const shown = (other: string) => (isAbsolute(path) ? other : relative("", other));
  try {
    return exportedAutomation(await modules.import(file, { holdfast }), shown(file), String(text));
  } catch (error) {
    if (error instanceof FaultyFile) throw error;
    const { at, message } = await importFault(files, error, file);
    const faulty = new FaultyFile([{ at: { ...at, file: shown(at.file) }, message }]);
    faulty.cause = error;
    throw faulty;
  }
}

/** Node 22.18 is the first that leaves out types by itself and has hooks for imports. */
function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) return;
  throw new UserError(
    `an automation in TypeScript or JavaScript needs Node 24 (or 22.18 at the least), and this is Node ${version}`,
  );
}
