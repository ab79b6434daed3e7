/** The cache service as GitHub's clients speak it today: Twirp for the entries, signed URLs for their content. */
import { Hono } from "hono";
import * as z from "zod";
import type { Services } from "../services.ts";
import { authenticated } from "./authentication.ts";
import type { Authenticated } from "./authentication.ts";
import { finalize, find, reserve } from "./cache-entries.ts";
import { CacheKey } from "./cache-key.ts";
import { failure, message, twirpMethod } from "./twirp.ts";

const TAKEN = "cache entry with the same key, version, and scope already exists";

const CreateCacheEntry = z.object({ key: CacheKey, version: z.string() });

const FinalizeCacheEntryUpload = z.object({
  key: CacheKey,
  version: z.string(),
  size_bytes: z.coerce.number().int().nonnegative().default(0),
});

const GetCacheEntryDownloadURL = z.object({
  key: CacheKey,
  restore_keys: z.array(CacheKey).max(9).default([]),
  version: z.string(),
});

/** To be mounted at `/twirp/github.actions.results.api.v1.CacheService`. */
export function cacheV2(services: Services): Hono<Authenticated> {
  const app = new Hono<Authenticated>();
  app.use(authenticated(services));

  twirpMethod(app, "CreateCacheEntry", CreateCacheEntry, async ({ key, version }, { caller, origin }) => {
    const reserved = await reserve(services, caller, key, version);
    if (reserved.kind === "taken") return failure("already_exists", TAKEN);
    // The client looks for a denial in an answer of status 200, and nowhere else.
    if (reserved.kind === "denied") return message({ ok: false, signed_upload_url: "", message: reserved.message });
    return message({
      ok: true,
      signed_upload_url: services.urls.sign(origin, reserved.entry.blob, { access: "write" }),
    });
  });

  twirpMethod(app, "FinalizeCacheEntryUpload", FinalizeCacheEntryUpload, async (request, { caller }) => {
    const finalized = await finalize(services, caller, request.key, request.version, request.size_bytes);
    switch (finalized.kind) {
      case "finalized":
        return message({ ok: true, entry_id: String(finalized.entry.id) });
      case "taken":
        return failure("already_exists", TAKEN);
      case "missing":
        return failure("not_found", `no cache entry was reserved with key ${request.key}`);
      case "wrong-size":
        return failure("invalid_argument", `${finalized.uploaded} bytes were uploaded, not ${request.size_bytes}`);
      default:
        return message({ ok: false, entry_id: "0", message: finalized.message });
    }
  });

  twirpMethod(app, "GetCacheEntryDownloadURL", GetCacheEntryDownloadURL, async (request, { caller, origin }) => {
    const found = await find(services, caller, [request.key, ...request.restore_keys], request.version);
    if (found.kind === "denied") return failure("permission_denied", found.message);
    if (found.kind === "missing") return message({ ok: false, signed_download_url: "", matched_key: "" });
    const url = services.urls.sign(origin, found.entry.blob, { access: "read" });
    return message({ ok: true, signed_download_url: url, matched_key: found.entry.key });
  });

  return app;
}
