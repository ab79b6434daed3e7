/** The body of an answer that carries a blob or a range of one. */
import type { Blobs, Range } from "../blobs.ts";

/** Bytes read at once: a blob may be larger than memory should hold. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** The bytes of a `Range` header in content of `size` bytes; undefined where none of them are there. */
export function parseRange(header: string, size: number): Range | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header) ?? [];
  const offset = Number(first ?? Number.NaN);
  const end = last === undefined || last === "" ? size : Math.min(Number(last) + 1, size);
  return offset < end ? { offset, length: end - offset } : undefined;
}

/** What is small comes at once, what is large piece by piece. */
export async function contentBody(
  blobs: Blobs,
  blob: string,
  range: Range,
): Promise<Uint8Array<ArrayBuffer> | ReadableStream> {
  if (range.length <= PIECE_BYTES) return new Uint8Array((await blobs.get(blob, range)) ?? []);
  let { offset } = range;
  const end = range.offset + range.length;
  return new ReadableStream({
    async pull(controller) {
      const piece = await blobs.get(blob, { offset, length: Math.min(PIECE_BYTES, end - offset) });
      // An entry evicted while it is read ends early, and its reader sees too few bytes.
      if (piece === undefined || piece.length === 0) return controller.error(new Error(`${blob} is gone`));
      controller.enqueue(new Uint8Array(piece));
      offset += piece.length;
      if (offset >= end) controller.close();
    },
  });
}
