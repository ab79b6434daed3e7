/** The entries of the actions as users run them: bundled, which starts four times as fast as the sources do. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "rolldown";
import { afterAll } from "vitest";
import config from "../../rolldown.config.ts";

let folder: Promise<string> | undefined;

/** The folder of a bundle of the sources as they are now, made once a test file. */
export function builtActions(): Promise<string> {
  return (folder ??= bundle());
}

async function bundle(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "holdfast-dist-"));
  if (Array.isArray(config) || Array.isArray(config.output)) throw new Error("one bundle is expected");
  await build({ ...config, logLevel: "silent", output: { ...config.output, dir } });
  return dir;
}

afterAll(async () => {
  if (folder) await rm(await folder, { recursive: true, force: true });
});
