import { join } from "node:path";
import { Refused } from "../journal/refused.ts";
import type { World } from "../world.ts";
import { checkpointFiles, readManifest, type Manifest } from "./checkpoint.ts";
import { isDiskError } from "./disk-error.ts";
import { laneId, type LaneIdentity } from "./lane-id.ts";
import { accept, withStage, type Loaded, type Saved, type Store } from "./store.ts";

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
    const loaded = await unlessDiskFails(() =>
      withStage(world, into, async (stage) => {
        await files.copy(join(folder, nameOf(generation)), stage);
        return accept(files, lane, stage, into, `folder ${folder}`);
      }),
    );
    if (loaded.kind === "found") return loaded;
    // A writer that went on meanwhile may have emptied what was being copied.
    if ((await newest(folder)) > generation) return load(lane, into);
    return loaded.kind === "refused" ? { ...loaded, generation } : loaded;
  }

  async function save(lane: LaneIdentity, from: string, { generation }: Manifest): Promise<Saved> {
    const folder = join(root, laneId(lane));
    await files.makeFolder(folder);
    return withStage(world, join(folder, "incoming"), async (stage) => {
      await files.copy(from, stage);
      if ((await newest(folder)) >= generation || !(await files.publish(stage, join(folder, nameOf(generation))))) {
        return { kind: "conflict", ...(await winnerIn(folder, lane)) };
      }
      await empty(join(folder, nameOf(generation - kept)));
      return { kind: "saved", where: "directory" };
    });
  }

  async function winnerIn(folder: string, lane: LaneIdentity): Promise<{ winner?: Manifest }> {
    try {
      return { winner: await readManifest(files, join(folder, nameOf(await newest(folder))), lane) };
    } catch (error) {
      if (error instanceof Refused) return {};
      throw error;
    }
  }

  async function empty(generation: string): Promise<void> {
    await files.remove(join(generation, checkpointFiles.files));
    await files.remove(join(generation, checkpointFiles.journal));
  }

  return {
    load: (lane, into) => unlessDiskFails(() => load(lane, into)),
    save: (lane, from, manifest) => unlessDiskFails(() => save(lane, from, manifest)),
  };
}

/** A disk that refuses is a store that cannot be reached. */
async function unlessDiskFails<T>(act: () => Promise<T>): Promise<T | { kind: "unavailable"; reason: string }> {
  try {
    return await act();
  } catch (error) {
    if (!isDiskError(error)) throw error;
    return { kind: "unavailable", reason: error.message };
  }
}

function nameOf(generation: number): string {
  return String(generation).padStart(8, "0");
}
