/** Small files that hold one sealed line. */
import { basename } from "node:path";
import * as z from "zod/mini";
import type { Files } from "../world.ts";
import { Refused } from "./refused.ts";
import { seal, unseal } from "./sealed-line.ts";

/**
 * Makes a file hold this value, sealed. It survives the process and not a power cut, which takes the job with it: such
 * files lie in folders that last as long as a job, or are copied from there by a store.
 */
export async function writeSealed(files: Pick<Files, "replace">, path: string, value: object): Promise<void> {
  await files.replace(path, seal(value).line, { durable: false });
}

/**
 * Reads what a file holds; undefined where there is none. Throws {@link Refused} where it has more than `limit` bytes
 * or is not exactly what was written, or not what the schema says.
 */
export async function readSealed<S extends z.core.$ZodType>(
  files: Pick<Files, "read" | "status">,
  path: string,
  schema: S,
  limit: number,
): Promise<z.core.output<S> | undefined> {
  const status = await files.status(path);
  if (!status) return undefined;
  const name = basename(path);
  if (status.kind !== "file") throw new Refused(`${name} is no file`);
  if (status.size > limit) throw new Refused(`${name} has ${status.size} bytes, more than ${limit}`);
  const bytes = await files.read(path, limit);
  if (!bytes) return undefined;
  if (bytes.at(-1) !== 0x0a) throw new Refused(`${name} is cut short`);
  const { hash: _, ...value }: { hash?: unknown } = unseal(bytes.subarray(0, -1)).value;
  const parsed = z.safeParse(schema, value);
  if (!parsed.success) throw new Refused(`${name} is not one of this version`);
  return parsed.data;
}
