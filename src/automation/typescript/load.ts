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
 * what was thrown as its cause, or a {@link UserError} where the file is of another kind or missing.
 */
export async function loadAutomation(
  { files, modules }: Pick<World, "files" | "modules">,
  path: string,
): Promise<Automation> {
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
