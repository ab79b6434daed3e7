/** What the rows share: a bundle of the sources as they are, a folder to work in, a local GitHub, and how thorough to be. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "rolldown";
import config from "../rolldown.config.ts";
import { startEmulator, type Emulator } from "../src/emulator/server.ts";
import { memoryState } from "../src/emulator/state.ts";
import type { World } from "../src/world.ts";
import { systemWorld } from "../src/world/system.ts";

export interface Thoroughness {
  readonly isQuick: boolean;
  /** Whether other durable engines are installed and measured. */
  readonly withPeers: boolean;
}

export interface Scene {
  readonly world: World;
  /** The bundle, laid out as `dist/` is. */
  readonly dist: string;
  /** Programs of the benchmark itself, bundled as what is shipped: stripping types takes 20 MB of a process. */
  readonly programs: string;
  /** An empty folder that ends with the run. */
  readonly folder: () => Promise<string>;
  readonly emulator: Emulator;
  readonly withPeers: boolean;
  /** How often to measure what is measured `usual` times in a full run. */
  readonly times: (usual: number) => number;
}

/** Makes a scene for `use` and takes it away after. */
export async function withScene<T>(
  { isQuick, withPeers }: Thoroughness,
  use: (scene: Scene) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
  const world = systemWorld();
  const emulator = await startEmulator(world, { state: memoryState() });
  try {
    const [dist, programs] = [join(root, "dist"), join(root, "programs")];
    if (Array.isArray(config.output)) throw new Error("one bundle is expected");
    await build({ ...config, logLevel: "silent", output: { ...config.output, dir: dist } });
    const sources = ["holdfast", "map-process"].map((name) => join(import.meta.dirname, `${name}.ts`));
    await build({ platform: "node", input: sources, logLevel: "silent", output: { dir: programs } });
    for (const folder of [dist, programs]) await writeFile(join(folder, "package.json"), `{"type":"module"}`);
    return await use({
      world,
      dist,
      programs,
      emulator,
      withPeers,
      folder: () => mkdtemp(join(root, "row-")),
      times: (usual) => (isQuick ? Math.min(usual, 3) : usual),
    });
  } finally {
    await emulator.close();
    await rm(root, { recursive: true, force: true });
  }
}

/** The machine as a job of its own has it, with the local GitHub's services in its environment. */
export function worldInJob({ world, emulator }: Scene, runId: number): World {
  return {
    ...world,
    output: { ...world.output, write: () => undefined }, // masks, which are for a log
    environment: { ...process.env, ...emulator.environment({ runId, job: "build" }) },
  };
}
