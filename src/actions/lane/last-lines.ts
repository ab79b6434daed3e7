/** What a step printed last before it failed. No journal has it: it lies beside the lane, on this job's disk alone. */
import { hash } from "node:crypto";
import { join } from "node:path";
import type { World } from "../../world.ts";

/** Bytes; the lines a command is remembered by are fewer. */
const largest = 256 * 1024;

/** `lane` is the lane's folder, and `step` the name or path that its journal has; `lines` hold no secret. */
export async function keepLastLines(files: World["files"], lane: string, step: string, lines: string): Promise<void> {
  if (lines === "") return;
  await files.makeFolder(folderIn(lane));
  await files.replace(fileIn(lane, step), lines.slice(-largest / 4).toWellFormed(), { durable: false });
}

/** Undefined where it printed nothing, or was never kept. */
export async function lastLinesOf(files: World["files"], lane: string, step: string): Promise<string | undefined> {
  const path = fileIn(lane, step);
  const size = (await files.status(path))?.size ?? 0;
  return size === 0 || size > largest ? undefined : String(await files.read(path, largest));
}

function folderIn(lane: string): string {
  return join(lane, "last-lines");
}

function fileIn(lane: string, step: string): string {
  return join(folderIn(lane), hash("sha256", step, "hex"));
}
