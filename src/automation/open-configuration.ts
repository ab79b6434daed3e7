import { join } from "node:path";
import type { World } from "../world.ts";
import { configurationPath, readConfiguration, type Configuration } from "./configuration.ts";
import { textOf } from "./text-file.ts";

/** The configuration of a workspace, with what variables override. Throws a FaultyFile with every fault. */
export async function openConfiguration(
  { environment, files }: Pick<World, "environment" | "files">,
  workspace: string,
): Promise<Configuration> {
  const text = await textOf(files, join(workspace, configurationPath));
  return readConfiguration(text, configurationPath, environment);
}
