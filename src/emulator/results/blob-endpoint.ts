/**
 * Content as Azure Blob Storage serves it, as far as the clients of caches and artifacts use it: put a blob, put
 * blocks and the list that makes them one, read it all or a range. Errors are JSON, which the clients retry less.
 */
import { Hono } from "hono";
import type { Context } from "hono";
import { artifacts, caches } from "../rows.ts";
import type { Services } from "../services.ts";
import type { Grant } from "../signed-url.ts";
import type { State } from "../state.ts";
import { contentBody, parseRange } from "./content.ts";

type ErrorCode =
  | "AuthenticationFailed"
  | "BlobImmutableDueToPolicy"
  | "BlobNotFound"
  | "InvalidRange"
  | "InvalidBlockList";

const STATUS = {
  AuthenticationFailed: 403,
  BlobImmutableDueToPolicy: 409,
  BlobNotFound: 404,
  InvalidRange: 416,
  InvalidBlockList: 400,
} as const satisfies Record<ErrorCode, number>;

interface Granted {
  Variables: { grant: Grant };
}

/** To be mounted at {@link BLOB_PATH}. */
export function blobEndpoint({ state, urls, clock }: Services): Hono<Granted> {
  const { blobs } = state;
  const app = new Hono<Granted>();

  app.use("/:blob", async (context, next) => {
    const blob = context.req.param("blob");
    const grant = urls.read(new URL(context.req.url), blob);
    const isRead = context.req.method === "GET" || context.req.method === "HEAD";
    if (grant === undefined || (grant.access === "read") !== isRead) {
      return refuse(context, "AuthenticationFailed", "the signature of the URL does not allow this");
    }
    if (!isRead && !isOpen(state, blob)) {
      return refuse(context, "BlobImmutableDueToPolicy", "the upload was finalized or its entry is gone");
    }
    context.set("grant", grant);
    return next();
  });

  app.put("/:blob", async (context) => {
    const blob = context.req.param("blob");
    const operation = context.req.query("comp");
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    if (operation === "blocklist") {
      const parts = blockIds(Buffer.from(bytes).toString("utf8")).map((id) => blockName(blob, id));
      const known = new Set(await blobs.list(`${blob}.`));
      if (!parts.every((part) => known.has(part))) return refuse(context, "InvalidBlockList", "a block is missing");
      await blobs.join(blob, parts);
    } else if (operation === "block") {
      await blobs.put(blockName(blob, context.req.query("blockid") ?? ""), bytes);
    } else {
      await blobs.put(blob, bytes);
    }
    return context.body(null, 201, stamps(clock.now()));
  });

  app.get("/:blob", async (context) => {
    const blob = context.req.param("blob");
    const size = await blobs.size(blob);
    if (size === undefined) return refuse(context, "BlobNotFound", "there is no such blob");
    const wanted = context.req.header("x-ms-range") ?? context.req.header("range");
    const range = wanted === undefined ? { offset: 0, length: size } : parseRange(wanted, size);
    if (range === undefined) return refuse(context, "InvalidRange", `the blob has ${size} bytes`);
    const { contentType, fileName } = context.get("grant");
    const headers = {
      ...stamps(clock.now()),
      "accept-ranges": "bytes",
      "content-length": String(range.length),
      "content-type": contentType ?? "application/octet-stream",
      "x-ms-blob-type": "BlockBlob",
      ...(fileName !== undefined && {
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      }),
      ...(wanted !== undefined && {
        "content-range": `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`,
      }),
    };
    const body = context.req.method === "HEAD" ? null : await contentBody(blobs, blob, range);
    return new Response(body, { status: wanted === undefined ? 200 : 206, headers });
  });

  return app;
}

/** Whether content may still be uploaded: its cache entry or artifact is there and not finalized. */
function isOpen(state: State, blob: string): boolean {
  const rows = [...caches(state).all(), ...artifacts(state).all()];
  return rows.some((row) => row.blob === blob && !row.finalized);
}

function blockIds(blockList: string): string[] {
  return [...blockList.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(([, id]) => id ?? "");
}

/** Block ids are base64: of them only letters and digits are fit for a name, and a query turns `+` into a blank. */
function blockName(blob: string, id: string): string {
  return `${blob}.block-${Buffer.from(id.replaceAll(" ", "+"), "base64").toString("hex")}`;
}

function stamps(now: number): Record<string, string> {
  return { etag: `"0x${now.toString(16).toUpperCase()}"`, "last-modified": new Date(now).toUTCString() };
}

function refuse(context: Context, code: ErrorCode, text: string): Response {
  return context.json({ error: { code, message: text } }, STATUS[code], { "x-ms-error-code": code });
}
