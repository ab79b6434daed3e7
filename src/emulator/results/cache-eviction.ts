/** What makes cache entries go: age, the repository's limit, and a test that wants them gone. */
import { caches } from "../rows.ts";
import type { CacheRow } from "../rows.ts";
import type { Services } from "../services.ts";

const HOUR_MS = 60 * 60 * 1000;
/** An entry nobody has used for this long is removed. */
const IDLE_MS = 7 * 24 * HOUR_MS;
/** A reservation never finalized keeps its key for this long. */
const RESERVATION_MS = 24 * HOUR_MS;
/** Bytes of all of a repository's entries. */
const LIMIT_BYTES = 10 * 1024 ** 3;

/** Entries to remove: those of a key in any scope and version, the least recently used, or all. */
export type Eviction = { readonly key: string } | { readonly oldest: number } | { readonly all: true };

/** Removes entries, finalized or not, and gives them. */
export async function evict(services: Services, which: Eviction): Promise<CacheRow[]> {
  const all = [...caches(services.state).all()];
  const chosen =
    "all" in which
      ? all
      : "key" in which
        ? all.filter((row) => row.key === which.key)
        : leastRecentlyUsed(all).slice(0, which.oldest);
  for (const row of chosen) await remove(services, row);
  return chosen;
}

/** Entries and bytes in the cache, without those never finalized. */
export function usage({ state }: Pick<Services, "state">): { readonly count: number; readonly bytes: number } {
  const finalized = caches(state)
    .all()
    .filter((row) => row.finalized);
  return { count: finalized.length, bytes: finalized.reduce((sum, row) => sum + row.size, 0) };
}

/** Removes what has been idle, or reserved and not finalized, for too long. */
export async function removeExpired(services: Services): Promise<void> {
  const now = services.clock.now();
  const expired = caches(services.state)
    .all()
    .filter((row) => (row.finalized ? now - row.lastUsedAt >= IDLE_MS : now - row.createdAt >= RESERVATION_MS));
  for (const row of expired) await remove(services, row);
}

/** Removes the least recently used entries, but for `kept`, until all fit the limit. */
export async function evictOldest(services: Services, kept: CacheRow): Promise<void> {
  const others = caches(services.state)
    .all()
    .filter((row) => row.finalized && row.id !== kept.id);
  for (const row of leastRecentlyUsed(others)) {
    if (usage(services).bytes <= LIMIT_BYTES) return;
    await remove(services, row);
  }
}

async function remove({ state }: Services, row: CacheRow): Promise<void> {
  caches(state).delete(row.id);
  for (const part of await state.blobs.list(`${row.blob}.`)) await state.blobs.delete(part);
  await state.blobs.delete(row.blob);
}

function leastRecentlyUsed(rows: readonly CacheRow[]): CacheRow[] {
  return rows.toSorted((one, other) => one.lastUsedAt - other.lastUsedAt);
}
