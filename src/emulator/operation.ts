/** The name of what a request asks for, by which tests count requests and order faults. */
import { BLOB_PATH } from "./signed-url.ts";

const CACHE_V1 = "/_apis/artifactcache";

/**
 * A Twirp method's name (`CreateCacheEntry`), Azure's for blobs (`PutBlob`, `PutBlock`, `PutBlockList`, `GetBlob`),
 * `ReserveCache`, `UploadChunk`, `CommitCache`, `GetCacheEntry` and `ListCaches` for the cache's first version, and
 * method and path (`GET /repos/owner/name/issues`) for the rest.
 */
export function operationOf(method: string, url: URL): string {
  const { pathname } = url;
  if (pathname.startsWith("/twirp/")) return pathname.slice(pathname.lastIndexOf("/") + 1);
  if (pathname.startsWith(`${BLOB_PATH}/`)) return blobOperation(method, url.searchParams.get("comp"));
  if (pathname.startsWith(`${CACHE_V1}/`)) return cacheOperation(method, pathname.slice(CACHE_V1.length));
  return `${method} ${pathname}`;
}

function blobOperation(method: string, part: string | null): string {
  if (method !== "PUT") return method === "HEAD" ? "GetBlobProperties" : "GetBlob";
  if (part === "block") return "PutBlock";
  return part === "blocklist" ? "PutBlockList" : "PutBlob";
}

function cacheOperation(method: string, path: string): string {
  if (method === "PATCH") return "UploadChunk";
  if (method === "POST") return path === "/caches" ? "ReserveCache" : "CommitCache";
  return path === "/cache" ? "GetCacheEntry" : "ListCaches";
}
