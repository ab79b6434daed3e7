/** Where checkpoints are kept. A store adds generations and gives back the newest; it changes none. */
import { Refused } from "../journal/refused.ts";
import type { Files, Random } from "../world.ts";
import { readCheckpoint, type Manifest } from "./checkpoint.ts";
import type { LaneIdentity } from "./lane-id.ts";

export interface Store {
  /** Brings the newest checkpoint into the folder `into`, which must not exist. */
  load(lane: LaneIdentity, into: string): Promise<Loaded>;
  /** Adds the checkpoint in `folder` as the generation its manifest names, unless another writer was first. */
  save(lane: LaneIdentity, folder: string, manifest: Manifest): Promise<Saved>;
  /** Keeps the checkpoint with which a job ends its part; by default as any other. */
  close?(lane: LaneIdentity, folder: string, manifest: Manifest): Promise<Saved>;
}

export interface CopyingStore extends Store {
  /** Keeps a checkpoint whose generation another store has given to its writer already. */
  copy(lane: LaneIdentity, folder: string, manifest: Manifest): Promise<Saved>;
}

export type Loaded =
  | { readonly kind: "found"; readonly manifest: Manifest; readonly where: string }
  | { readonly kind: "none" }
  /** This job may not look; what it can see elsewhere is all it has. */
  | { readonly kind: "denied"; readonly reason: string }
  /** Whether there is a checkpoint is not known: never to be taken for none. */
  | { readonly kind: "unavailable"; readonly reason: string }
  /** There is one and it is not sound. `generation` where its name tells. */
  | { readonly kind: "refused"; readonly reason: string; readonly generation?: number };

export type Saved =
  | { readonly kind: "saved"; readonly where: string }
  /** Another writer has this generation. */
  | { readonly kind: "conflict"; readonly winner?: Manifest }
  | { readonly kind: "unavailable"; readonly reason: string };

/**
 * The waits, in milliseconds, for a save that another writer may have under way: until it ends, the service only says
 * that the name is taken.
 */
export const settling = [250, 750, 2000, 4000] as const;

/** Verifies what a service brought into `staged` and moves it to `into`. */
export async function accept(
  files: Files,
  lane: LaneIdentity,
  staged: string,
  into: string,
  where: string,
): Promise<Loaded & { kind: "found" | "refused" }> {
  try {
    const manifest = await readCheckpoint(files, staged, lane);
    await files.publish(staged, into);
    return { kind: "found", manifest, where };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: "refused", reason: `${where}: ${error.message}` };
  }
}

/** Runs `use` with the name of a folder that does not exist yet, beside `path`, and removes it after. */
export async function withStage<T>(
  world: { files: Files; random: Random },
  path: string,
  use: (stage: string) => Promise<T>,
): Promise<T> {
  const stage = `${path}.${world.random.uuid()}`;
  try {
    return await use(stage);
  } finally {
    await world.files.remove(stage);
  }
}
