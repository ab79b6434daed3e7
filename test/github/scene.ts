/** A job that talks to an emulator of its own, with the official clients' waits made short. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Job } from "../../src/emulator/run-environment.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { memoryState } from "../../src/emulator/state.ts";
import type { World } from "../../src/world.ts";
import { systemWorld } from "../../src/world/system.ts";

/** An emulator that ends with the test. */
export async function emulatorForTest(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await startEmulator(systemWorld(), { state: memoryState(), ...options });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** A folder that ends with the test. */
export async function folderForTest(files: Record<string, string | Uint8Array> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "github-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** The world as a job sees it whose services the emulator is. */
export async function worldOf(emulator: Emulator, job: Partial<Job> = {}, extra: Partial<World> = {}): Promise<World> {
  const environment = {
    ...emulator.environment({ runId: 1, job: "build", ...job }),
    RUNNER_TEMP: await folderForTest(),
  };
  return { ...systemWorld(), environment, ...extra };
}
