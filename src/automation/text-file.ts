import type { World } from "../world.ts";

/** Bytes; what is larger is no file that people write. */
const largest = 4 * 1024 * 1024;

/** What a person wrote in a file; undefined where there is none. */
export async function textOf(files: Pick<World["files"], "read">, path: string): Promise<string | undefined> {
  const bytes = await files.read(path, largest);
  return bytes && String(bytes);
}
