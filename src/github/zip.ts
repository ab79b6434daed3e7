/**
 * Unpacks zip archives as artifacts are: by their central directory, streaming, into a folder and nowhere else.
 * After APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
 */
import { join } from "node:path";
import { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import type { Files } from "../world.ts";
import { readZipDirectory, type ZipEntry } from "./zip-directory.ts";
import { ZipError } from "./zip-error.ts";

const CHUNK = 4 * 1024 * 1024;
const LOCAL_HEADER = 0x04034b50;

type UnpackingFiles = Pick<Files, "append" | "create" | "makeFolder" | "readRange" | "status">;

/**
 * Unpacks the archive at `path` into the folder `into`. Throws {@link ZipError} where the archive is damaged, names a
 * place outside the folder, names one twice, holds links, or unpacks to more than `limit` bytes; what was unpacked
 * until then is left.
 */
export async function unzip(files: UnpackingFiles, path: string, into: string, limit: number): Promise<void> {
  const entries = await readZipDirectory(files, path);
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > limit) throw new ZipError(`it unpacks to ${size} bytes; at most ${limit} are taken`);
  for (const entry of entries) {
    const target = join(into, entry.name);
    if (entry.isFolder) await files.makeFolder(target);
    else await unpack(files, path, entry, target);
  }
}

async function unpack(files: UnpackingFiles, path: string, entry: ZipEntry, target: string): Promise<void> {
  await files.makeFolder(join(target, ".."));
  if (!(await files.create(target, ""))) throw new ZipError(`${entry.name} is there already`);
  let size = 0;
  let sum = 0;
  for await (const bytes of inGreaterParts(content(files, path, entry))) {
    size += bytes.length;
    if (size > entry.size) throw new ZipError(`${entry.name} is larger than it says`);
    sum = crc32(bytes, sum);
    await files.append(target, bytes);
  }
  if (size !== entry.size || sum !== entry.crc) throw new ZipError(`${entry.name} is damaged`);
}

function content(files: UnpackingFiles, path: string, entry: ZipEntry): AsyncIterable<Buffer> {
  const packed = readPacked(files, path, entry);
  return entry.method === "stored" ? packed : inflated(packed, entry);
}

async function* inflated(packed: AsyncIterable<Buffer>, entry: ZipEntry): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  Readable.from(packed)
    .on("error", (error) => inflate.destroy(error))
    .pipe(inflate);
  try {
    for await (const bytes of inflate) yield bytes;
  } catch (error) {
    if (error instanceof ZipError) throw error;
    throw new ZipError(`${entry.name} is damaged`, { cause: error });
  }
}

async function* readPacked(files: UnpackingFiles, path: string, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = await files.readRange(path, entry.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER)
    throw new ZipError(`${entry.name} is not where it should be`);
  // The name and the extra field stand here again, and may be of another length than in the directory.
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  for (let done = 0; done < entry.packedSize;) {
    const bytes = await files.readRange(path, start + done, Math.min(CHUNK, entry.packedSize - done));
    if (bytes.length === 0) throw new ZipError("it ends too early");
    done += bytes.length;
    yield bytes;
  }
}

/** Joins small parts: each write is made safe on the disk, which costs the same for one byte as for many. */
async function* inGreaterParts(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const part of parts) {
    held.push(part);
    size += part.length;
    if (size < CHUNK) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}
