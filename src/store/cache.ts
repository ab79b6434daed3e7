import { Refused } from "../journal/refused.ts";
import type { World } from "../world.ts";
import { readManifest, type Manifest } from "./checkpoint.ts";
import { laneId, type LaneIdentity } from "./lane-id.ts";
import type { CacheService } from "./services.ts";
import { accept, settling, withStage, type Loaded, type Saved, type Store } from "./store.ts";

/**
 * Checkpoints as cache entries `holdfast-1-LANE-GENERATION`. Entries are immutable and a key is given once, so adding
 * a generation is a compare-and-swap: of two writers that both follow generation N, one gets N+1.
 *
 * A look-up by prefix gives the entry made last. act's server knows that only to the second, so that of two generations
 * saved within one it gives either: where `isNewestCertain` is false, the next generation is asked for until there is none.
 */
export function cacheStore(
  world: Pick<World, "clock" | "files" | "random">,
  service: CacheService,
  scratch: string,
  isNewestCertain = true,
): Store {
  const { clock, files } = world;

  /** The service's answer to a save can be lost, or stand for another's entry: what is there now decides. */
  async function settle(lane: LaneIdentity, manifest: Manifest, reason: string): Promise<Saved> {
    for (const wait of [0, ...settling]) {
      await clock.sleep(wait);
      const standing = await look(lane, manifest.generation);
      if (standing.kind === "found") {
        return standing.winner.head === manifest.head ? saved : { kind: "conflict", winner: standing.winner };
      }
      if (standing.kind !== "none") return { kind: "unavailable", reason: standing.reason };
    }
    return { kind: "unavailable", reason };
  }

  async function look(lane: LaneIdentity, generation: number) {
    return withStage(world, scratch, async (stage) => {
      await files.makeFolder(stage);
      const restored = await service.restore(entryKey(lane, generation), stage);
      if (restored.kind !== "found") return restored;
      try {
        return { kind: "found", winner: await readManifest(files, stage, lane) } as const;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { kind: "unavailable", reason: `cache entry ${restored.key}: ${error.message}` } as const;
      }
    });
  }

  /** Brings the newest entry whose key starts with `prefix`. */
  async function bring(lane: LaneIdentity, prefix: string, into: string): Promise<Loaded> {
    return withStage(world, into, async (stage) => {
      await files.makeFolder(stage);
      const restored = await service.restore(prefix, stage);
      if (restored.kind !== "found") return restored;
      const generation = Number(restored.key.slice(keyPrefix(lane).length));
      const loaded = await accept(files, lane, stage, into, `cache entry ${restored.key}`);
      if (loaded.kind === "refused") return { ...loaded, generation };
      if (loaded.manifest.generation === generation) return loaded;
      await files.remove(into);
      return { kind: "refused", generation, reason: `cache entry ${restored.key} holds another generation` };
    });
  }

  return {
    async load(lane, into) {
      let newest = await bring(lane, keyPrefix(lane), into);
      if (isNewestCertain) return newest;
      while (newest.kind === "found") {
        const later = `${into}.later`;
        const next = await bring(lane, entryKey(lane, newest.manifest.generation + 1), later);
        if (next.kind === "none") return newest;
        await files.remove(into);
        if (next.kind === "found") await files.publish(later, into);
        newest = next;
      }
      return newest;
    },

    async save(lane, folder, manifest) {
      const answer = await service.save(entryKey(lane, manifest.generation), folder);
      if (answer.kind === "saved") return saved;
      return answer.kind === "denied"
        ? { kind: "unavailable", reason: answer.reason }
        : settle(lane, manifest, answer.reason);
    },
  };
}

const saved = { kind: "saved", where: "cache" } as const;

function keyPrefix(lane: LaneIdentity): string {
  return `holdfast-1-${laneId(lane)}-`;
}

/** Of one length for all generations: a look-up by prefix of one must not find another. */
function entryKey(lane: LaneIdentity, generation: number): string {
  return keyPrefix(lane) + String(generation).padStart(8, "0");
}
