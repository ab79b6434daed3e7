import { join } from "node:path";
import type { World } from "../world.ts";
import { checkpointFiles, readManifest } from "./checkpoint.ts";
import { laneId, type LaneIdentity } from "./lane-id.ts";
import { accept, withStage, type Loaded, type Store } from "./store.ts";

/** Old generations that keep their content, for a reader that is just looking at one. */
const kept = 2;

/**
 * Checkpoints in a folder of one machine: `ROOT/LANE/GENERATION/`. Safe between processes: a generation appears whole
 * or not at all, and only one writer can make it. An old one loses its content but keeps its manifest, so that its
 * number is never given twice.
 */
export function directoryStore(world: Pick<World, "files" | "random">, root: string): Store {
  const { files } = world;

  async function newest(folder: string): Promise<number> {
    return (await files.list(folder))
      .filter((name) => /^\d{8}$/.test(name))
      .reduce((most, name) => Math.max(most, Number(name)), 0);
  }

  async function load(lane: LaneIdentity, into: string): Promise<Loaded> {
    const folder = join(root, laneId(lane));
    const generation = await newest(folder);
    if (generation === 0) return { kind: "none" };
    const loaded = await withStage(world, into, async (stage) => {
      await files.copy(join(folder, nameOf(generation)), stage);
      return accept(files, lane, stage, into, `folder ${folder}`);
    });
    if (loaded.kind === "found") return loaded;
    // A writer that went on meanwhile may have emptied what was being copied.
    return (await newest(folder)) > generation ? load(lane, into) : { ...loaded, generation };
  }

  return {
    load,

    async save(lane, from, manifest) {
      const folder = join(root, laneId(lane));
      const target = join(folder, nameOf(manifest.generation));
      await files.makeFolder(folder);
      return withStage(world, join(folder, "incoming"), async (stage) => {
        await files.copy(from, stage);
        if ((await newest(folder)) >= manifest.generation || !(await files.publish(stage, target))) {
          const winner = await readManifest(files, join(folder, nameOf(await newest(folder))), lane);
          return { kind: "conflict", winner };
        }
        await empty(join(folder, nameOf(manifest.generation - kept)));
        return { kind: "saved", where: "directory" };
      });
    },
  };

  async function empty(generation: string): Promise<void> {
    await files.remove(join(generation, checkpointFiles.files));
    await files.remove(join(generation, checkpointFiles.journal));
  }
}

function nameOf(generation: number): string {
  return String(generation).padStart(8, "0");
}
