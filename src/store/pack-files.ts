import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import { Header, Pax } from "tar";
import type { SecretGuard } from "../journal/secrets/guard.ts";
import type { World } from "../world.ts";
import { isCode } from "../world/error-code.ts";
import { type ArchiveLimits, archiveLimits, faultOfLink, faultOfPath } from "./archive-rules.ts";
import { pathPatterns } from "./path-patterns.ts";
import { isUnreadable, walk, type WalkedPath } from "./walk.ts";

export type Packed =
  | {
      readonly kind: "packed";
      /** SHA-256 of the archive's bytes, in hex. */
      readonly digest: string;
      /** Size of the archive. */
      readonly bytes: number;
      readonly entries: number;
      /** The patterns that matched nothing. */
      readonly missing: readonly string[];
    }
  /** A secret is in the file or in its name: there is no archive. The path is only good for showing redacted. */
  | { readonly kind: "secret"; readonly path: string }
  /** Something that could not be brought back as it is: there is no archive. */
  | { readonly kind: "unkeepable"; readonly path: string; readonly reason: string };

export interface PackRequest {
  /** The workspace. */
  readonly root: string;
  /** The `paths` input, a line each. */
  readonly patterns: readonly string[];
  /** The archive to make. */
  readonly to: string;
  readonly guard: SecretGuard;
  readonly limits?: ArchiveLimits;
}

/** Bytes read, and written, at once. */
const chunkSize = 1 << 20;

/**
 * Packs what the patterns keep into a gzipped tar file: files, folders and links with their permissions, files with
 * the time of their last change (make asks for it). Equal files give equal bytes.
 * Throws a UserError for a pattern that leads out of the workspace.
 */
export async function packFiles(world: Pick<World, "files">, request: PackRequest): Promise<Packed> {
  const { files } = world;
  await files.remove(request.to);
  const digest = createHash("sha256");
  let bytes = 0;
  try {
    const { found, missing } = await findKept(world, request);
    await pipeline(
      Readable.from(inChunks(tarOf(world, request, found))),
      // The services compress once more; here speed counts.
      createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 1 << 16 }),
      async (archive: AsyncIterable<Uint8Array>) => {
        for await (const chunk of inChunks(archive)) {
          digest.update(chunk);
          bytes += chunk.length;
          await files.append(request.to, chunk);
        }
      },
    );
    return { kind: "packed", digest: digest.digest("hex"), bytes, entries: found.length, missing };
  } catch (error) {
    await files.remove(request.to);
    if (error instanceof NotPacked) return error.result;
    throw error;
  }
}

/** Headers and small files gathered: each piece costs a trip to the compressor, and each append one to the disk. */
async function* inChunks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < chunkSize) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held);
}

/** Ends the stream from within; never leaves this file. */
class NotPacked extends Error {
  readonly result: Packed;
  constructor(result: Packed) {
    super(result.kind);
    this.result = result;
  }
}

function unkeepable(path: string, reason: string): NotPacked {
  return new NotPacked({ kind: "unkeepable", path, reason });
}

/** What follows from an error of reading what is to be packed: the command may have left anything, and go on changing it. */
function notRead(path: string, error: unknown): unknown {
  if (isUnreadable(error)) return unkeepable(path, "may not be read");
  if (isCode(error, "EBUSY")) return unkeepable(path, "is in use by another program");
  const isGone = isCode(error, "ENOENT", "ENOTDIR", "EISDIR", "EINVAL"); // or something else by now: EINVAL says no link
  return isGone ? unkeepable(path, "changed while it was packed") : error;
}

async function findKept({ files }: Pick<World, "files">, { root, patterns: lines, to }: PackRequest) {
  const patterns = pathPatterns(lines, root);
  const unmatched = new Set(patterns.included);
  const found: WalkedPath[] = [];
  const mayKeepBelow = (folder: string) => patterns.mayKeepBelow(folder);
  const onUnreadable = (path: string, error: unknown) => {
    if (path === "." || patterns.keeps(path) || mayKeepBelow(path)) throw notRead(path, error);
  };
  for await (const walked of walk(files, root, mayKeepBelow, onUnreadable)) {
    for (const pattern of unmatched) if (pattern.matches(walked.path)) unmatched.delete(pattern);
    if (patterns.keeps(walked.path) && resolve(root, walked.path) !== resolve(to)) found.push(walked);
  }
  return { found, missing: Array.from(unmatched, (pattern) => pattern.text) };
}

async function* tarOf(
  { files }: Pick<World, "files">,
  { root, guard, limits = archiveLimits }: PackRequest,
  found: readonly WalkedPath[],
): AsyncGenerator<Uint8Array> {
  if (found.length > limits.entries) throw unkeepable(".", `has more than ${limits.entries} files in its paths`);
  let total = 0;
  for (const { path, status } of found) {
    const fault = faultOfPath(path) ?? (status.kind === "other" ? "is neither a file, a folder nor a link" : undefined);
    if (guard.holds(path)) throw new NotPacked({ kind: "secret", path });
    if (fault !== undefined) throw unkeepable(path, fault);
    const size = status.kind === "file" ? status.size : 0;
    total += size + 3 * 512;
    if (total > limits.bytes) throw unkeepable(path, `brings the paths above ${limits.bytes} bytes`);
    yield await headerOf(path, status, size);
    if (status.kind === "file") yield* contentOf(path, size);
  }
  // A tar file ends with two empty blocks.
  yield Buffer.alloc(1024);

  async function headerOf(path: string, { kind, mode, modifiedAt }: WalkedPath["status"], size: number) {
    const target = kind === "link" ? await reading(path, (file) => files.readLink(file)) : undefined;
    const fault = target === undefined ? undefined : faultOfLink(path, target);
    if (fault !== undefined) throw unkeepable(path, fault);
    if (target !== undefined && guard.holds(target)) throw new NotPacked({ kind: "secret", path });
    const header = new Header({
      path: kind === "folder" ? `${path}/` : path,
      type: kind === "folder" ? "Directory" : kind === "link" ? "SymbolicLink" : "File",
      // Never setuid; and a folder its owner cannot enter could not be filled.
      mode: (mode & 0o777) | (kind === "folder" ? 0o700 : 0),
      size,
      // To the next second: what was built must not become older than what it was built from.
      mtime: new Date(Math.ceil(modifiedAt / 1000) * 1000),
      ...(target === undefined ? {} : { linkpath: target }),
    });
    const needsExtension = header.encode();
    return Buffer.concat([
      needsExtension ? new Pax(header).encode() : Buffer.alloc(0),
      header.block ?? Buffer.alloc(0),
    ]);
  }

  async function* contentOf(path: string, size: number) {
    const scanner = guard.scanner();
    for (let offset = 0; offset < size;) {
      const length = Math.min(chunkSize, size - offset);
      const chunk = await reading(path, (file) => files.readRange(file, offset, length));
      if (chunk.length === 0) throw unkeepable(path, "changed while it was packed");
      if (scanner.push(chunk)) throw new NotPacked({ kind: "secret", path });
      offset += chunk.length;
      yield chunk;
    }
    const padding = -size & 511;
    if (padding > 0) yield Buffer.alloc(padding);
  }
  async function reading<T>(path: string, read: (file: string) => Promise<T>): Promise<T> {
    try {
      return await read(`${root}/${path}`);
    } catch (error) {
      throw notRead(path, error);
    }
  }
}
