/** The official clients, unmodified, as a job of a run would use them against an emulator. */
import { DefaultArtifactClient } from "@actions/artifact";
import * as cache from "@actions/cache";
import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Job } from "../../src/emulator/run-environment.ts";
import { startEmulator } from "../../src/emulator/server.ts";
import type { Emulator, EmulatorOptions } from "../../src/emulator/server.ts";
import { memoryState } from "../../src/emulator/state.ts";
import { systemWorld } from "../../src/world/system.ts";
import type { Clock } from "../../src/world.ts";

const world = systemWorld();

/** An emulator that ends with the test. */
export async function emulatorForTest(options: Partial<EmulatorOptions> & { clock?: Clock } = {}): Promise<Emulator> {
  const emulator = await startEmulator(
    { ...world, clock: options.clock ?? world.clock },
    { state: memoryState(), ...options },
  );
  onTestFinished(() => emulator.close());
  return emulator;
}

/** A folder that ends with the test. */
export async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "emulator-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestJob {
  /** The job's workspace. */
  readonly folder: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  read(path: string): Promise<string>;
  readBytes(path: string): Promise<Buffer>;
  /** Runs `act` with the job's environment and gives what it returned and what it wrote to the log. */
  run<T>(act: () => Promise<T>): Promise<{ result: T; log: string }>;
  /** Id of the entry, or -1. */
  save(key: string, paths?: string[], options?: { uploadChunkSize: number }): Promise<number>;
  /** The key that was found, or undefined. */
  restore(key: string, restoreKeys?: string[], options?: { lookupOnly: boolean }): Promise<string | undefined>;
  upload(name: string, files: readonly string[], options?: { retentionDays?: number }): Promise<number>;
  artifacts(): Promise<{ name: string; id: number; digest?: string | undefined }[]>;
  /** Puts an artifact's files into a folder of the workspace. */
  download(id: number, folder: string, expectedHash?: string): Promise<{ digestMismatch?: boolean | undefined }>;
  remove(name: string): Promise<number>;
}

/** A job of run 1 that writes to the default branch, unless told otherwise. */
export async function jobOf(
  emulator: Emulator,
  job: Partial<Job> = {},
  extra: Record<string, string> = {},
): Promise<TestJob> {
  const folder = await folderForTest();
  const environment = {
    ...emulator.environment({ runId: 1, job: "build", ...job }),
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    ...extra,
  };
  const run = async <T>(act: () => Promise<T>) => {
    const { result, text } = await world.output.capture(() => world.processes.within(folder, environment, act));
    return { result, log: text };
  };
  const resultOf = async <T>(act: () => Promise<T>) => (await run(act)).result;
  const client = new DefaultArtifactClient();
  return {
    folder,
    run,
    async write(path, content) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    },
    read: (path) => readFile(join(folder, path), "utf8"),
    readBytes: (path) => readFile(join(folder, path)),
    save: (key, paths = ["data"], options) => resultOf(() => cache.saveCache(paths, key, options)),
    restore: (key, restoreKeys, options) =>
      resultOf(async () => {
        await rm(join(folder, "data"), { recursive: true, force: true });
        return cache.restoreCache(["data"], key, restoreKeys, options);
      }),
    upload: (name, files, options) =>
      resultOf(async () => {
        const paths = files.map((file) => join(folder, file));
        return (await client.uploadArtifact(name, paths, folder, options)).id ?? -1;
      }),
    artifacts: () => resultOf(async () => (await client.listArtifacts()).artifacts),
    download: (id, to, expectedHash) =>
      resultOf(() =>
        client.downloadArtifact(id, {
          path: join(folder, to),
          ...(expectedHash !== undefined && { expectedHash }),
        }),
      ),
    remove: (name) => resultOf(async () => (await client.deleteArtifact(name)).id),
  };
}
