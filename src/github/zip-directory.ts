import type { Files } from "../world.ts";
import { ZipError } from "./zip-error.ts";

export interface ZipEntry {
  /** Relative, with forward slashes, inside the folder whatever it is. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly method: "stored" | "deflated";
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Bytes unpacked. */
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const MAX_ENTRIES = 100_000;
const MAX_DIRECTORY = 64 * 1024 * 1024;
const IN_EXTRA_16 = 0xffff;
const IN_EXTRA_32 = 0xffffffff;

/** What the archive says it holds; throws {@link ZipError} where that makes no sense or is not safe to unpack. */
export async function readZipDirectory(files: Pick<Files, "readRange" | "status">, path: string): Promise<ZipEntry[]> {
  const { count, size, offset } = await findDirectory(files, path);
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY) throw new ZipError(`it holds ${count} files`);
  const directory = await files.readRange(path, offset, size);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  try {
    for (let at = 0; at < directory.length;) {
      if (directory.readUInt32LE(at) !== ENTRY) throw new ZipError("its directory is damaged");
      const end =
        at + 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
      if (end > directory.length) throw new ZipError("its directory is damaged");
      const entry = readEntry(directory.subarray(at, end));
      // Two names that a file system may take for one would let a file replace another.
      const name = entry.name.toLowerCase().normalize("NFC").replace(/\/$/, "");
      if (names.has(name)) throw new ZipError(`it holds ${entry.name} twice`);
      names.add(name);
      entries.push(entry);
      at = end;
    }
  } catch (error) {
    if (error instanceof RangeError) throw new ZipError("its directory is damaged", { cause: error });
    throw error;
  }
  if (entries.length !== count) throw new ZipError(`it should hold ${count} files and holds ${entries.length}`);
  return entries;
}

interface Directory {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

async function findDirectory(files: Pick<Files, "readRange" | "status">, path: string): Promise<Directory> {
  const size = (await files.status(path))?.size ?? 0;
  // The end record is 22 bytes and a comment of at most 65,535; before it may stand the 20 bytes of the locator.
  const tailAt = Math.max(0, size - 22 - 65_535 - 20);
  const tail = await files.readRange(path, tailAt, size - tailAt);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END || at + 22 + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const found = {
      count: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
    const is64 = found.count === IN_EXTRA_16 || found.size === IN_EXTRA_32 || found.offset === IN_EXTRA_32;
    return is64 ? findDirectory64(files, path, tail.subarray(Math.max(0, at - 20), at)) : found;
  }
  throw new ZipError("it is no zip archive, or cut short");
}

async function findDirectory64(
  files: Pick<Files, "readRange" | "status">,
  path: string,
  locator: Buffer,
): Promise<Directory> {
  if (locator.length < 20 || locator.readUInt32LE(0) !== LOCATOR_64) throw new ZipError("its directory is damaged");
  const end = await files.readRange(path, safe(locator.readBigUInt64LE(8)), 56);
  if (end.length < 56 || end.readUInt32LE(0) !== END_64) throw new ZipError("its directory is damaged");
  return {
    count: safe(end.readBigUInt64LE(32)),
    size: safe(end.readBigUInt64LE(40)),
    offset: safe(end.readBigUInt64LE(48)),
  };
}

function readEntry(header: Buffer): ZipEntry {
  const nameEnd = 46 + header.readUInt16LE(28);
  const name = safeName(header.subarray(46, nameEnd).toString("utf8"));
  if ((header.readUInt16LE(8) & 1) !== 0) throw new ZipError(`${name} is encrypted`);
  // Made on Unix (3), the upper half is its mode: only plain files and folders are taken.
  const kind = header.readUInt8(5) === 3 ? (header.readUInt32LE(38) >>> 16) & 0o170000 : 0;
  if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000) throw new ZipError(`${name} is no plain file`);
  const extra = wideSizes(header.subarray(nameEnd, nameEnd + header.readUInt16LE(30)));
  const wide = (value: number) => (value === IN_EXTRA_32 ? extra() : value);
  const size = wide(header.readUInt32LE(24));
  const packedSize = wide(header.readUInt32LE(20));
  const offset = wide(header.readUInt32LE(42));
  const isFolder = name.endsWith("/");
  return {
    name,
    isFolder,
    method: methodOf(header.readUInt16LE(10), name),
    crc: header.readUInt32LE(16),
    packedSize,
    size,
    offset,
  };
}

/** Hands out the 64-bit values of an entry's extra field in their order: size, packed size, offset. */
function wideSizes(extra: Buffer): () => number {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return () => safe(extra.readBigUInt64LE((next += 8) - 8));
  }
  return () => {
    throw new ZipError("its directory is damaged");
  };
}

function methodOf(method: number, name: string): ZipEntry["method"] {
  if (method === 0) return "stored";
  if (method === 8) return "deflated";
  throw new ZipError(`${name} is packed by method ${method}, which is not known`);
}

/** A name that stays inside any folder on any system. The artifact client begins them with a slash. */
function safeName(name: string): string {
  const relative = name.replace(/^\//, "");
  const parts = relative.replace(/\/$/, "").split("/");
  const isUnsafe = parts.some(
    (part) => part === "" || part === "." || part === ".." || /[\\:\p{Cc}\ufffd]/u.test(part),
  );
  if (isUnsafe) throw new ZipError(`the name ${JSON.stringify(name)} is not one inside a folder`);
  return relative;
}

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ZipError("its directory is damaged");
  return Number(value);
}
