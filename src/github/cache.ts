import type { CacheService } from "../store/services.ts";
import { NO_SERVICE, restoreOutcome, saveOutcome } from "./cache-outcome.ts";
import { callClient, type ClientWorld } from "./official-client.ts";

/**
 * The literal paths go into an entry's version and are resolved against the folder the client runs in. A dot is the
 * same on every machine, so an entry saved in one folder is found from any other.
 */
const PATHS = ["."];

/** Gives Windows the same version as the rest: a re-run may land on another system, and reads what it can. */
const CROSS_OS = true;

/** The cache of GitHub Actions (v2), of act and of GitHub Enterprise Server (v1) through `@actions/cache`. */
export function cacheService(world: ClientWorld): CacheService {
  return {
    async restore(prefix, into) {
      requireKey(prefix);
      const answer = await callClient(world, into, async () => {
        const cache = await import("@actions/cache");
        if (!cache.isFeatureAvailable()) return NO_SERVICE;
        return cache.restoreCache(PATHS, prefix, [prefix], undefined, CROSS_OS);
      });
      return restoreOutcome(answer, prefix);
    },
    async save(key, from) {
      requireKey(key);
      const answer = await callClient(world, from, async () => {
        const cache = await import("@actions/cache");
        if (!cache.isFeatureAvailable()) return NO_SERVICE;
        return cache.saveCache(PATHS, key, undefined, CROSS_OS);
      });
      return saveOutcome(answer);
    },
  };
}

/** Ours are in lower case because act makes them so: a key that came back changed would not be known again. */
function requireKey(key: string): void {
  if (key.length > 0 && key.length <= 512 && !key.includes(",") && key === key.toLowerCase()) return;
  throw new Error(`cache key ${JSON.stringify(key)}: 1 to 512 characters in lower case without commas are allowed`);
}
