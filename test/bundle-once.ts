/** Bundles the actions once for all tests: as users run them, and four times as fast to start as the sources. */
import { mkdtemp, rm } from "node:fs/promises";
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
  const dir = await mkdtemp(join(tmpdir(), "holdfast-bundle-"));
  await build({ ...config, logLevel: "silent", output: { ...config.output, dir } });
  provide("bundle", dir);
  return () => rm(dir, { recursive: true, force: true });
}
