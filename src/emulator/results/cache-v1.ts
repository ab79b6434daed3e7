/** The cache service as GitHub Enterprise Server and act speak it: REST, the content in chunks with `Content-Range`. */
import { Hono } from "hono";
import * as z from "zod";
import { caches } from "../rows.ts";
import type { CacheRow } from "../rows.ts";
import type { Services } from "../services.ts";
import { authenticated } from "./authentication.ts";
import type { Authenticated } from "./authentication.ts";
import { finalizeReserved, find, reserve, writableRef } from "./cache-entries.ts";
import { CacheKey } from "./cache-key.ts";
import { joinChunks, putChunk } from "./chunks.ts";

const Reserve = z.object({ key: CacheKey, version: z.string() });

const Commit = z.object({ size: z.number().int().nonnegative() });

const Lookup = z.object({
  keys: z
    .string()
    .transform((keys) => keys.split(","))
    .pipe(z.array(CacheKey).max(10)),
  version: z.string(),
});

const FINALIZED = "the cache entry is finalized already";

interface Addressed extends Authenticated {
  Variables: Authenticated["Variables"] & {
    /** Set under `/caches/:id`: the caller's own entry, open for its content. */
    entry: CacheRow;
  };
}

/** To be mounted at `/_apis/artifactcache`. */
export function cacheV1(services: Services): Hono<Addressed> {
  const { state, urls } = services;
  const app = new Hono<Addressed>();
  app.use(authenticated(services));

  app.get("/cache", async (context) => {
    const query = Lookup.safeParse(context.req.query());
    if (!query.success) return context.json({ message: z.prettifyError(query.error) }, 400);
    const found = await find(services, context.get("caller"), query.data.keys, query.data.version);
    if (found.kind === "denied") return context.json({ message: found.message }, 403);
    if (found.kind === "missing") return context.body(null, 204);
    const { origin } = new URL(context.req.url);
    return context.json({
      result: "hit",
      archiveLocation: urls.sign(origin, found.entry.blob, { access: "read" }),
      ...describe(found.entry),
    });
  });

  app.get("/caches", (context) => {
    const readable = new Set(
      context
        .get("caller")
        .scopes.filter(({ read }) => read)
        .map(({ scope }) => scope),
    );
    const key = context.req.query("key") ?? "";
    const entries = caches(state)
      .all()
      .filter((row) => row.finalized && readable.has(row.ref) && row.key.startsWith(key));
    return context.json({ totalCount: entries.length, artifactCaches: entries.map(describe) });
  });

  app.post("/caches", async (context) => {
    const body = Reserve.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success) return context.json({ message: z.prettifyError(body.error) }, 400);
    const reserved = await reserve(services, context.get("caller"), body.data.key, body.data.version);
    if (reserved.kind === "denied") return context.json({ message: reserved.message }, 403);
    if (reserved.kind === "taken") {
      const { ref, key, version } = reserved.entry;
      const text = `Cache already exists. Scope: ${ref}, Key: ${key}, Version: ${version}`;
      return context.json({ message: text, typeName: "ArtifactCacheItemAlreadyExistsException" }, 409);
    }
    return context.json({ cacheId: reserved.entry.id }, 201);
  });

  app.use("/caches/:id", async (context, next) => {
    const entry = caches(state).get(Number(context.req.param("id")));
    if (entry === undefined || entry.ref !== writableRef(context.get("caller"))) {
      return context.json({ message: "there is no such cache entry for this token to write" }, 404);
    }
    if (entry.finalized) return context.json({ message: FINALIZED }, 409);
    context.set("entry", entry);
    return next();
  });

  app.patch("/caches/:id", async (context) => {
    const range = /^bytes (\d+)-(\d+)\//.exec(context.req.header("content-range") ?? "");
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    if (range === null || Number(range[2]) - Number(range[1]) + 1 !== bytes.length) {
      return context.json({ message: "Content-Range does not fit the bytes that came" }, 400);
    }
    await putChunk(state.blobs, context.get("entry").blob, Number(range[1]), bytes);
    return context.body(null, 204);
  });

  app.post("/caches/:id", async (context) => {
    const entry = context.get("entry");
    const body = Commit.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success) return context.json({ message: z.prettifyError(body.error) }, 400);
    if (!(await joinChunks(state.blobs, entry.blob))) {
      return context.json({ message: "the chunks have a gap or overlap" }, 400);
    }
    const finalized = await finalizeReserved(services, entry, body.data.size);
    if (finalized.kind === "finalized") return context.body(null, 204);
    if (finalized.kind !== "wrong-size") return context.json({ message: FINALIZED }, 409);
    return context.json({ message: `${finalized.uploaded} bytes were uploaded, not ${body.data.size}` }, 400);
  });

  return app;
}

function describe(entry: CacheRow) {
  return {
    cacheKey: entry.key,
    cacheVersion: entry.version,
    scope: entry.ref,
    creationTime: new Date(entry.createdAt).toISOString(),
  };
}
