/** Bundles the actions once for all tests: as users run them, and four times as fast to start as the sources. */
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "rolldown";
import type { TestProject } from "vitest/node";
import config from "../rolldown.config.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of a bundle of the sources as they are now. */
    bundle: string;
  }
}

export default async function bundleOnce({ provide }: TestProject): Promise<() => Promise<void>> {
  if (Array.isArray(config) || Array.isArray(config.output)) throw new Error("one bundle is expected");
  const root = await mkdtemp(join(tmpdir(), "holdfast-bundle-"));
  const dir = join(root, "dist");
  // It says that these are ES modules: without it, Node parses each file twice to find out, 7 ms a start.
  await copyFile("package.json", join(root, "package.json"));
  await build({ ...config, logLevel: "silent", output: { ...config.output, dir } });
  provide("bundle", dir);
  return () => rm(root, { recursive: true, force: true });
}
