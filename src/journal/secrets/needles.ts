/**
 * Finds any of a few thousand byte strings in one pass over a text, ignoring ASCII case and line breaks: base64 and
 * hex are wrapped at 64 or 76 columns, a key is copied with other line ends, hex digits come in both cases.
 *
 * A hash of the last four bytes rules out nearly every position at about 2 ns a byte, so the time does not grow with
 * the number of needles as one `indexOf` each would. Matches are told by their end: what comes before has been seen,
 * so a text may come in chunks.
 */
export interface Needles {
  /** Starts reading a text; chunks may be cut anywhere. */
  reader(): NeedleReader;
  /** Where needles stand in `bytes`: sorted, not overlapping or touching, ends exclusive. */
  find(bytes: Uint8Array): Span[];
}

export interface NeedleReader {
  /** Reads on; true as soon as a needle has been completed. */
  push(chunk: Uint8Array): boolean;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The shortest needle, in bytes. */
const shortestNeedle = 4;

/** Longer needles are looked for in pieces of so many bytes, each alone enough. */
const pieceLength = 128;

const dropped = 0xffff;
const folding = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte === 10 || byte === 13 ? dropped : byte >= 65 && byte <= 90 ? byte + 32 : byte,
);

/** Needles shorter than {@link shortestNeedle} bytes once folded are left out. */
export function needlesOf(texts: Iterable<string | Uint8Array>): Needles {
  const pieces = new Set<string>();
  for (const text of texts) for (const piece of split(foldText(text))) pieces.add(piece);
  const buckets = new Map<number, string[]>();
  const filter = new Uint8Array(0x10000);
  let longest = 0;
  for (const piece of pieces) {
    let hash = 0;
    for (let back = shortestNeedle; back > 0; back--) hash = roll(hash, piece.charCodeAt(piece.length - back));
    filter[hash] = 1;
    const bucket = buckets.get(hash);
    if (bucket) bucket.push(piece);
    else buckets.set(hash, [piece]);
    longest = Math.max(longest, piece.length);
  }

  /** Length of the longest needle that ends before `end`; 0 for none. */
  function endingAt(folded: Uint8Array, end: number, hash: number): number {
    let length = 0;
    for (const piece of buckets.get(hash) ?? []) {
      if (piece.length > length && piece.length <= end && endsWith(folded, end, piece)) length = piece.length;
    }
    return length;
  }

  return {
    reader() {
      // One buffer for all chunks: a new one each would leave as much garbage as is read.
      let buffer = new Uint8Array(0);
      let kept = 0;
      let hash = 0;
      return {
        push(chunk) {
          if (buffer.length < kept + chunk.length) buffer = extended(buffer, kept, kept + chunk.length);
          // Locals: the loop is twice as slow on variables it shares.
          const folded = buffer;
          let end = kept;
          let rolling = hash;
          for (let index = 0; index < chunk.length; index++) {
            const byte = folding[chunk[index]!]!;
            if (byte === dropped) continue;
            folded[end++] = byte;
            rolling = roll(rolling, byte);
            if (filter[rolling] === 1 && endingAt(folded, end, rolling) > 0) return true;
          }
          hash = rolling;
          kept = Math.min(end, Math.max(0, longest - 1));
          folded.copyWithin(0, end - kept, end);
          return false;
        },
      };
    },
    find(bytes) {
      const folded = new Uint8Array(bytes.length);
      const positions = new Uint32Array(bytes.length);
      const spans: { start: number; end: number }[] = [];
      let end = 0;
      let hash = 0;
      for (let index = 0; index < bytes.length; index++) {
        const byte = folding[bytes[index]!]!;
        if (byte === dropped) continue;
        positions[end] = index;
        folded[end++] = byte;
        hash = roll(hash, byte);
        if (filter[hash] !== 1) continue;
        const length = endingAt(folded, end, hash);
        if (length === 0) continue;
        let start = positions[end - length]!;
        // Ends only grow, so a match can swallow or touch none but the last ones.
        while (spans.length > 0 && spans.at(-1)!.end >= start) start = Math.min(start, spans.pop()!.start);
        spans.push({ start, end: index + 1 });
      }
      return spans;
    },
  };
}

function extended(bytes: Uint8Array, used: number, length: number): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(length);
  longer.set(bytes.subarray(0, used));
  return longer;
}

/** A hash of the last four bytes: older ones are shifted out. */
function roll(hash: number, byte: number): number {
  return ((hash << 4) ^ byte) & 0xffff;
}

function endsWith(folded: Uint8Array, end: number, piece: string): boolean {
  for (let back = 1; back <= piece.length; back++) {
    if (folded[end - back] !== piece.charCodeAt(piece.length - back)) return false;
  }
  return true;
}

/** A needle folded as the text will be, one byte a character. Made of calls that are quick in a young process. */
function foldText(text: string | Uint8Array): string {
  const buffer = typeof text === "string" ? Buffer.from(text) : Buffer.from(text);
  const bytes = buffer.toString("latin1").replaceAll(/[\r\n]+/g, "");
  // eslint-disable-next-line no-control-regex -- ASCII has no other name
  const isAscii = /^[\0-\x7f]*$/.test(bytes);
  return isAscii ? bytes.toLowerCase() : bytes.replaceAll(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

function split(needle: string): string[] {
  if (needle.length < shortestNeedle) return [];
  const pieces = [];
  for (let start = 0; start < needle.length; start += pieceLength) {
    // The last piece overlaps the one before: a short rest could be the well-known end of a key.
    const from = Math.max(0, Math.min(start, needle.length - pieceLength));
    pieces.push(needle.slice(from, from + pieceLength));
  }
  return pieces;
}
