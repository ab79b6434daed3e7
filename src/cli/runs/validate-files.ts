/** `holdfast validate`: every fault of definitions and of the configuration, before anything is run. */
import { resolve } from "node:path";
import { configurationPath, readConfiguration } from "../../automation/configuration.ts";
import { describeFault, FaultyFile } from "../../automation/fault.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { localRepository, type LocalRepository } from "../repository.ts";
import { painter } from "../terminal.ts";
import { loadDefinition } from "./definition.ts";
import { shownPath } from "./shown-path.ts";

/** Says of each file what it is, or all that is wrong with it. Whether all are sound. */
export async function validateFiles(world: World, invocation: Invocation, files: readonly string[]): Promise<boolean> {
  const { folder: here, terminal } = invocation;
  const paint = painter(world, terminal);
  const local = await localRepository(world, here, {});
  let areSound = true;
  for (const file of files) {
    const path = resolve(here, file);
    const shown = shownPath(path, local);
    try {
      const { what, warnings } = await validated(world, path, local);
      world.output.write(`${paint("good", "sound")}   ${shown}: ${what}\n`);
      for (const warning of warnings) world.output.write(`${paint("warn", "warning")} ${warning}\n`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      areSound = false;
      for (const fault of faultsOf(error))
        world.output.write(`${paint("bad", "fault")}   ${fault.replaceAll("\n", indent)}\n`);
    }
  }
  return areSound;
}

/** Under a fault, where it has several lines. */
const indent = `\n${" ".repeat(8)}`;

function faultsOf(error: UserError): readonly string[] {
  return error instanceof FaultyFile ? error.faults.map(describeFault) : [error.message];
}

async function validated(
  world: World,
  path: string,
  local: LocalRepository,
): Promise<{ what: string; warnings: readonly string[] }> {
  if (path === resolve(local.root, configurationPath) || /[\\/]\.github[\\/]holdfast\.ya?ml$/.test(path)) {
    const text = await world.files.read(path);
    if (!text) throw new UserError(`${shownPath(path, local)} does not exist`);
    readConfiguration(String(text), shownPath(path, local), world.environment);
    return { what: "the configuration", warnings: [] };
  }
  const { name, warnings } = await loadDefinition(world, path, local);
  return { what: `automation "${name}"`, warnings };
}
