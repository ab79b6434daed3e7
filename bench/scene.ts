/** What the rows share: a bundle of the sources as they are, a folder to work in, a local GitHub, and how thorough to be. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "rolldown";
import config from "../rolldown.config.ts";
import { startEmulator, type Emulator } from "../src/emulator/server.ts";
import { memoryState } from "../src/emulator/state.ts";
import { systemWorld, type World } from "../src/world.ts";

export interface Thoroughness {
  readonly isQuick: boolean;
  /** Whether other durable engines are installed and measured. */
  readonly withPeers: boolean;
}

export interface Scene {
  readonly world: World;
  /** The bundle, laid out as `dist/` is. */
  readonly dist: string;
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
    const dist = join(root, "dist");
    if (Array.isArray(config.output)) throw new Error("one bundle is expected");
    await build({ ...config, logLevel: "silent", output: { ...config.output, dir: dist } });
    await writeFile(join(dist, "package.json"), JSON.stringify({ type: "module" }));
    return await use({
      world,
      dist,
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
