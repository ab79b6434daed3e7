/** `holdfast validate`: every fault of definitions and of the configuration, before anything is run. */
import { join, resolve } from "node:path";
import { configurationPath, readConfiguration, type Configuration } from "../../automation/configuration.ts";
import { describeFault, FaultyFile } from "../../automation/fault.ts";
import { readDefinition } from "../../automation/read-definition.ts";
import { isModule } from "../../automation/typescript/load.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { localRepository, shownPath, type LocalRepository } from "../repository.ts";
import { painter } from "../terminal.ts";
import { loadDefinition } from "./load.ts";

interface Sound {
  readonly what: string;
  readonly warnings: readonly string[];
}

/** Says of each file what it is, or all that is wrong with it. Whether all are sound. */
export async function validateFiles(world: World, invocation: Invocation, files: readonly string[]): Promise<boolean> {
  const { folder: here, terminal } = invocation;
  const paint = painter(world, terminal);
  const local = await localRepository(world, here, {});
  const ownPath = join(local.root, configurationPath);
  // Declarations lie beside automations, where `*.ts` finds them too.
  const paths = files.filter((file) => !/\.d\.m?ts$/.test(file)).map((file) => resolve(here, file));
  let areSound = true;

  // Definitions name what it has, so its faults come first, and once.
  const configuration = (await world.files.status(ownPath))
    ? await check(ownPath, paths.includes(ownPath), () => readConfigurationAt(world, ownPath, local))
    : readConfiguration(undefined, configurationPath, world.environment);
  for (const path of paths) {
    if (path !== ownPath) await check(path, true, () => validated(world, path, local, configuration));
  }
  return areSound;

  async function check<T extends Sound>(
    path: string,
    isNamed: boolean,
    read: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      const sound = await read();
      if (isNamed) world.output.write(`${paint("good", "sound")}   ${shownPath(path, local)}: ${sound.what}\n`);
      for (const warning of sound.warnings) world.output.write(`${paint("warn", "warning")} ${warning}\n`);
      return sound;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      areSound = false;
      const faults = error instanceof FaultyFile ? error.faults.map(describeFault) : [error.message];
      for (const fault of faults) {
        world.output.write(`${paint("bad", "fault")}   ${fault.replaceAll("\n", `\n${" ".repeat(8)}`)}\n`);
      }
      return undefined;
    }
  }
}

async function validated(
  world: World,
  path: string,
  local: LocalRepository,
  configuration: Configuration | undefined,
): Promise<Sound> {
  if (/[\\/]\.github[\\/]holdfast\.yml$/.test(path)) return readConfigurationAt(world, path, local);
  if (isModule(path)) {
    const { name, warnings } = await loadDefinition(world, path, local);
    return { what: `automation "${name}"`, warnings: warnings.map(describeFault) };
  }
  const { definition, warnings } = readDefinition(
    await textOf(world, path, local),
    shownPath(path, local),
    configuration,
  );
  return { what: `automation "${definition.name}"`, warnings: warnings.map(describeFault) };
}

async function readConfigurationAt(world: World, path: string, local: LocalRepository): Promise<Configuration & Sound> {
  const text = await textOf(world, path, local);
  const configuration = readConfiguration(text, shownPath(path, local), world.environment);
  return { ...configuration, what: "the configuration", warnings: [] };
}

async function textOf({ files }: World, path: string, local: LocalRepository): Promise<string> {
  const text = await files.read(path);
  if (!text) throw new UserError(`${shownPath(path, local)} does not exist`);
  return String(text);
}
