import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Parser, type ReadEntry, UnpackSync } from "tar";
import type { World } from "../world.ts";
import { type ArchiveLimits, archiveLimits, faultOfLink, faultOfPath } from "./archive-rules.ts";
import { digestOf } from "./file-digest.ts";

export type Unpacked =
  | { readonly kind: "unpacked"; readonly entries: number }
  /** Nothing in the workspace was touched. */
  | { readonly kind: "refused"; readonly reason: string };

export interface UnpackRequest {
  readonly archive: string;
  /** SHA-256 of the archive, in hex, from a record that has been verified. */
  readonly digest: string;
  /** The workspace. */
  readonly root: string;
  readonly limits?: ArchiveLimits;
}

const chunkSize = 1 << 20;

/**
 * Brings back what {@link packFiles} packed, over what is there. The archive is not trusted: it is read through
 * once for its digest and once for the rules before anything is written, then unpacked beside the workspace's files
 * and moved to its place, each file at once. Only a disk that fails during the moves can leave a part.
 */
export async function unpackFiles(world: Pick<World, "files" | "random">, request: UnpackRequest): Promise<Unpacked> {
  const { files, random } = world;
  // Below the workspace: a move does not cross file systems.
  const staging = `${request.root}/.holdfast-${random.uuid()}`;
  try {
    await verifyDigest(world, request);
    const entries = await verifyEntries(world, request);
    if (entries === 0) return { kind: "unpacked", entries };
    await files.makeFolder(staging);
    await extract(world, request, staging);
    for (const { from, to } of await movesOf(world, staging, request.root)) await files.move(from, to);
    return { kind: "unpacked", entries };
  } catch (error) {
    if (error instanceof NotUnpacked) return { kind: "refused", reason: error.message };
    throw error;
  } finally {
    await files.remove(staging);
  }
}

/** Never leaves this file. */
class NotUnpacked extends Error {}

async function verifyDigest(world: Pick<World, "files">, { archive, digest }: UnpackRequest): Promise<void> {
  const status = await world.files.status(archive);
  if (status?.kind !== "file") throw new NotUnpacked("there is no archive");
  const found = await digestOf(world.files, archive, status.size);
  if (found !== digest) throw new NotUnpacked(`the archive's SHA-256 is ${found}, recorded was ${digest}`);
}

/** Reads the list of entries and holds each to the rules; returns how many there are. */
async function verifyEntries(world: Pick<World, "files">, { archive, limits }: UnpackRequest): Promise<number> {
  const kinds = new Map<string, string>();
  let fault: string | undefined;
  let ended = false;
  const check = (entry: ReadEntry) => {
    const path = entry.path.replace(/\/$/, "");
    fault ??= faultOfEntry(path, entry) ?? (kinds.has(path) ? `${path} is in it twice` : undefined);
    kinds.set(path, entry.type);
    if (kinds.size > (limits ?? archiveLimits).entries) fault ??= `it has more than ${kinds.size - 1} entries`;
    entry.resume();
  };
  const parser = new Parser({ strict: true, onReadEntry: check });
  parser.on("ignoredEntry", (entry: ReadEntry) => (fault ??= `${entry.path} is of a kind that is not kept`));
  parser.on("error", (error: Error) => (fault ??= error.message));
  parser.on("eof", () => (ended = true));
  await decompress(world, archive, limits, (chunk) => {
    parser.write(Buffer.from(chunk));
    if (fault !== undefined) throw new NotUnpacked(fault);
  });
  // The parser takes an archive without entries for none at all.
  if (kinds.size > 0) parser.end();
  if (!ended) fault ??= "it ends too early";
  for (const path of kinds.keys()) {
    const above = ancestorsOf(path).find((folder) => (kinds.get(folder) ?? "Directory") !== "Directory");
    if (above !== undefined) fault ??= `${path} is below ${above}, which is no folder`;
  }
  if (fault !== undefined) throw new NotUnpacked(fault);
  return kinds.size;
}

function faultOfEntry(path: string, entry: ReadEntry): string | undefined {
  const { type, mode = 0, linkpath = "" } = entry;
  const allowed = type === "File" || type === "Directory" || type === "SymbolicLink";
  const fault =
    faultOfPath(path) ??
    (allowed ? undefined : `is a ${type}`) ??
    (mode > 0o777 ? "has setuid, setgid or sticky bits" : undefined) ??
    (type === "SymbolicLink" ? faultOfLink(path, linkpath) : undefined);
  return fault === undefined ? undefined : `${path} ${fault}`;
}

function ancestorsOf(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}

async function extract(world: Pick<World, "files">, { archive, limits }: UnpackRequest, into: string): Promise<void> {
  // In step with the reading: the asynchronous one takes twice as long over many small files.
  const unpack = new UnpackSync({ cwd: into, strict: true, chmod: true, preserveOwner: false });
  let failure: Error | undefined;
  unpack.on("error", (error: Error) => (failure ??= error));
  await decompress(world, archive, limits, (chunk) => {
    unpack.write(Buffer.from(chunk));
    if (failure) throw new NotUnpacked(`it cannot be unpacked: ${failure.message}`, { cause: failure });
  });
  unpack.end();
}

async function decompress(
  world: Pick<World, "files">,
  archive: string,
  limits: ArchiveLimits = archiveLimits,
  use: (chunk: Uint8Array) => void,
): Promise<void> {
  let total = 0;
  try {
    await pipeline(
      Readable.from(chunksOf(world, archive)),
      createGunzip({ chunkSize: 1 << 16 }),
      async (content: AsyncIterable<Uint8Array>) => {
        for await (const chunk of content) {
          // The parser would unpack a second layer by itself, beyond our bounds.
          if (total === 0 && chunk[0] === 0x1f) throw new NotUnpacked("it is compressed twice");
          total += chunk.length;
          if (total > limits.bytes) throw new NotUnpacked(`it unpacks to more than ${limits.bytes} bytes`);
          use(chunk);
        }
      },
    );
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
      throw new NotUnpacked(error.message);
    throw error;
  }
}

async function* chunksOf({ files }: Pick<World, "files">, path: string): AsyncGenerator<Uint8Array> {
  for (let offset = 0; ;) {
    const chunk = await files.readRange(path, offset, chunkSize);
    if (chunk.length === 0) return;
    offset += chunk.length;
    yield chunk;
  }
}

interface Move {
  readonly from: string;
  readonly to: string;
}

/** What to move so that `to` has all of `from`; a folder that is not there yet moves as one. */
async function movesOf(world: Pick<World, "files">, from: string, to: string): Promise<Move[]> {
  const moves: Move[] = [];
  for (const name of await world.files.list(from)) {
    const move = { from: `${from}/${name}`, to: `${to}/${name}` };
    const ours = await world.files.status(move.from);
    const theirs = await world.files.status(move.to);
    if (theirs === undefined) moves.push(move);
    else if (ours?.kind === "folder" && theirs.kind === "folder")
      moves.push(...(await movesOf(world, move.from, move.to)));
    else if (ours?.kind === "folder") throw new NotUnpacked(`${move.to} is to be a folder and is a ${theirs.kind}`);
    else if (theirs.kind === "folder" || theirs.kind === "other")
      throw new NotUnpacked(`${move.to} is not a file that can be replaced`);
    else moves.push(move);
  }
  return moves;
}
