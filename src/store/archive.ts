/**
 * Files kept for a replay, as one archive. What packs and unpacks is loaded when first called: most steps keep no
 * files, and a stream library costs more than the rest of a replay.
 */
import type { World } from "../world.ts";
import type { Packed, PackRequest } from "./pack-files.ts";
import type { Unpacked, UnpackRequest } from "./unpack-files.ts";

/** See pack-files.ts. */
export async function packFiles(world: Pick<World, "files">, request: PackRequest): Promise<Packed> {
  return (await import("./pack-files.ts")).packFiles(world, request);
}

/** See unpack-files.ts. */
export async function unpackFiles(world: Pick<World, "files" | "random">, request: UnpackRequest): Promise<Unpacked> {
  return (await import("./unpack-files.ts")).unpackFiles(world, request);
}
