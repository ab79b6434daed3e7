import type { World } from "../world.ts";
import type { Manifest } from "./checkpoint.ts";
import { withStage, type CopyingStore, type Loaded, type Saved, type Store } from "./store.ts";

/**
 * The cache for speed and the artifact for keeps: the cache entry after every step, the artifact once when the job
 * ends, or at once where the cache cannot be written. Reads the newest that verifies, so that the loss of either is
 * survived. It would rather say that it does not know than hand back a record that may not be the newest: while one
 * layer gives no answer, the other's checkpoint counts only where `isLast` knows that nothing came after it.
 */
export function layeredStore(
  world: Pick<World, "files" | "random">,
  cache: Store,
  artifact: CopyingStore,
  isLast: (manifest: Manifest) => boolean,
): Store {
  const { files } = world;

  return {
    load: (lane, into) =>
      withStage(world, into, (first) =>
        withStage(world, into, async (second) => {
          const fast = await cache.load(lane, first);
          const durable = await artifact.load(lane, second);
          const chosen = choose(fast, durable, isLast);
          if (chosen.kind === "found") await files.publish(chosen === fast ? first : second, into);
          return chosen;
        }),
      ),

    async save(lane, folder, manifest) {
      const fast = await cache.save(lane, folder, manifest);
      if (fast.kind !== "unavailable") return fast;
      return both(fast, await artifact.save(lane, folder, manifest));
    },

    close: (lane, folder, manifest) => artifact.copy(lane, folder, manifest),
  };
}

/** Exported for its table test: what two layers' answers amount to. */
export function choose(fast: Loaded, durable: Loaded, isLast: (manifest: Manifest) => boolean): Loaded {
  if (fast.kind === "found" && durable.kind === "found") {
    return durable.manifest.generation > fast.manifest.generation ? durable : fast;
  }
  const [found, other] = fast.kind === "found" ? [fast, durable] : [durable, fast];
  if (found.kind === "found") {
    if (other.kind === "none" || other.kind === "denied") return found;
    if (other.kind === "refused" && other.generation !== undefined) {
      return other.generation <= found.manifest.generation ? found : other;
    }
    return isLast(found.manifest) ? found : other;
  }
  return worst(fast, durable);
}

/** Of two answers without a checkpoint, the one that leaves more open: both have to say that there is none. */
function worst(one: Loaded, other: Loaded): Loaded {
  const order = ["refused", "unavailable", "denied", "none"];
  return order.indexOf(one.kind) <= order.indexOf(other.kind) ? one : other;
}

function both(fast: Saved & { kind: "unavailable" }, durable: Saved): Saved {
  if (durable.kind !== "unavailable") return durable;
  return { kind: "unavailable", reason: `cache: ${fast.reason}; artifact: ${durable.reason}` };
}
