import { createHash } from "node:crypto";
import type { Files } from "../world.ts";

/** Bytes that are read at once, again and again into the same memory. */
const chunk = 1024 * 1024;

/** SHA-256 of a file of `size` bytes, in hexadecimal. */
export async function digestOf(files: Pick<Files, "readRange">, path: string, size: number): Promise<string> {
  const sum = createHash("sha256");
  const memory = Buffer.allocUnsafe(chunk);
  for (let at = 0; at < size; at += chunk) sum.update(await files.readRange(path, at, chunk, memory));
  return sum.digest("hex");
}
