/** Content that comes in chunks of any order, each known by its offset. */
import type { Blobs } from "../blobs.ts";

/** Keeps a chunk; one that comes again replaces the first. */
export function putChunk(blobs: Blobs, blob: string, offset: number, bytes: Uint8Array): Promise<void> {
  return blobs.put(`${chunkPrefix(blob)}${String(offset).padStart(16, "0")}`, bytes);
}

/** Makes the blob of its chunks; false where they have a gap or overlap. Again is no error: a client may retry. */
export async function joinChunks(blobs: Blobs, blob: string): Promise<boolean> {
  const prefix = chunkPrefix(blob);
  const chunks = await blobs.list(prefix);
  if (chunks.length === 0 && (await blobs.size(blob)) !== undefined) return true;
  let end = 0;
  for (const chunk of chunks) {
    if (Number(chunk.slice(prefix.length)) !== end) return false;
    end += (await blobs.size(chunk)) ?? 0;
  }
  await blobs.join(blob, chunks);
  return true;
}

function chunkPrefix(blob: string): string {
  return `${blob}.chunk-`;
}
