import { dirname, join } from "node:path";
import type { Files } from "../world.ts";

/** The nearest file or folder of that name in a folder or one above it; undefined where there is none. */
export async function nearestAbove(files: Files, folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name);
  if ((await files.status(path)) !== undefined) return path;
  return dirname(folder) === folder ? undefined : nearestAbove(files, dirname(folder), name);
}
