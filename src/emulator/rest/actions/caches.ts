/** Cache entries over REST: list and delete. */
import { z } from "zod";
import { caches } from "../../rows.ts";
import type { CacheRow } from "../../rows.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, RestError } from "../errors.ts";
import { queryOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { timeOf } from "../present.ts";
import { isHome } from "../repositories.ts";

const listQuery = z.object({
  /** The whole key or how it begins. */
  key: z.string().default(""),
  ref: z.string().optional(),
  sort: z.enum(["created_at", "last_accessed_at", "size_in_bytes"]).default("last_accessed_at"),
  direction: z.enum(["asc", "desc"]).default("desc"),
});
const deleteQuery = z.object({ key: z.string(), ref: z.string().optional() });

const fields = { created_at: "createdAt", last_accessed_at: "lastUsedAt", size_in_bytes: "size" } as const;

export function cacheRoutes({ state }: Rest) {
  const app = repositoryRoutes();
  const cachesOf = (view: View): CacheRow[] =>
    isHome(view)
      ? caches(state)
          .all()
          .filter((cache) => cache.finalized)
      : [];
  const remove = async ({ id, blob }: CacheRow) => {
    caches(state).delete(id);
    await state.blobs.delete(blob);
  };

  app.get("/actions/caches", (c) => {
    const { key, ref, sort, direction } = queryOf(c, "ActionsCache", listQuery);
    const all = cachesOf(c.var.view).filter(
      (cache) => cache.key.startsWith(key) && (ref === undefined || cache.ref === ref),
    );
    const sign = direction === "asc" ? 1 : -1;
    all.sort((a, b) => sign * (a[fields[sort]] - b[fields[sort]] || a.id - b.id));
    return c.json({ total_count: all.length, actions_caches: pageOf(c, all).map(presentCache) });
  });

  app.delete("/actions/caches", async (c) => {
    const { key, ref } = queryOf(c, "ActionsCache", deleteQuery);
    const all = cachesOf(c.var.view).filter((cache) => cache.key === key && (ref === undefined || cache.ref === ref));
    if (all.length === 0) throw new RestError(404, "Not Found");
    for (const cache of all) await remove(cache);
    return c.json({ total_count: all.length, actions_caches: all.map(presentCache) });
  });

  app.delete("/actions/caches/:cache_id", async (c) => {
    await remove(found(cachesOf(c.var.view).find(({ id }) => String(id) === c.req.param("cache_id"))));
    return c.body(null, 204);
  });

  app.get("/actions/cache/usage", (c) => {
    const { view } = c.var;
    const all = cachesOf(view);
    return c.json({
      full_name: `${view.repository.owner}/${view.repository.name}`,
      active_caches_count: all.length,
      active_caches_size_in_bytes: all.reduce((sum, { size }) => sum + size, 0),
    });
  });

  return app;
}

function presentCache(cache: CacheRow) {
  return {
    id: cache.id,
    ref: cache.ref,
    key: cache.key,
    version: cache.version,
    size_in_bytes: cache.size,
    created_at: timeOf(cache.createdAt),
    last_accessed_at: timeOf(cache.lastUsedAt),
  };
}
