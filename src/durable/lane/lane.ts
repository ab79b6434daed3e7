/** A lane as one job has it open: a local journal that the job's steps share, and the store it is checkpointed to. */
import { join } from "node:path";
import type { Attachment, Writer } from "../../journal/event-parts.ts";
import { openJournal, type Journal } from "../../journal/journal.ts";
import { withLock } from "../../journal/lock.ts";
import { checkpointFiles } from "../../store/checkpoint.ts";
import type { LaneIdentity } from "../../store/lane-id.ts";
import type { Saved, Store } from "../../store/store.ts";
import type { World } from "../../world.ts";
import { claim, enter, load } from "./claim.ts";
import { LateWriter } from "./errors.ts";
import { laneOf, patience } from "./save.ts";
import { readPosition, writePosition, type Position } from "./position.ts";

export type LaneWorld = Pick<World, "clock" | "files" | "processes" | "random">;

export interface LaneOptions {
  readonly identity: LaneIdentity;
  /** This job, or this process: everything of a writer but its id. */
  readonly writer: Omit<Writer, "id">;
  /** The attempt of the workflow, counted from 1. */
  readonly attempt: number;
  /** The job's own place for this lane; the folder above it exists and lasts as long as the job. */
  readonly folder: string;
  readonly store: Store;
  /** Nothing can have been recorded before this job, so nothing is asked for. */
  readonly isFirst: boolean;
  /** Others can meet us under this key, so the lane is claimed before the first effect. */
  readonly isShared: boolean;
  /** Called before anything is recorded under these names for the first time; what it throws keeps the lane unopened. */
  readonly beforeFirst?: (() => void) | undefined;
  /** Whether a writer that holds the lane can still write. */
  readonly stateOf: (writer: Writer) => Promise<WriterState>;
}

export type WriterState =
  | { readonly kind: "ended" }
  | { readonly kind: "running" }
  | { readonly kind: "unknown"; readonly reason: string };

export type Checkpointed = Exclude<Saved, { kind: "conflict" }>;

/** Where a lane is saved and its durable copy could not be made, it says so. */
export type Closed = Checkpointed | { readonly kind: "not-copied"; readonly reason: string };

export interface Lane {
  readonly identity: LaneIdentity;
  readonly journal: Journal;
  /** Where files that go with the journal lie, named by their digest. */
  readonly files: string;
  /** The first process of its job to open the lane, whose post step closes it. */
  readonly isOpener: boolean;
  /** Keeps content as a file that goes with the journal; it is on the disk when the promise resolves. */
  attach(content: Uint8Array): Promise<Attachment>;
  /** What such a file holds. Throws {@link Refused} where it is not exactly what was kept. */
  attached(attachment: Attachment): Promise<Buffer>;
  /** Saves what was recorded since the last save. Throws {@link LateWriter} where another writer was first. */
  checkpoint(): Promise<Checkpointed>;
  /** Saves where it is time to: a step action's lane after every step. Throws as `checkpoint` does. */
  settle(): Promise<Checkpointed>;
  /** Ends the job's part: sets the lane free and makes the durable copy. Throws as `checkpoint` does. */
  close(): Promise<Closed>;
}

/**
 * Opens a lane: the first process of a job loads what the store has and claims the lane where it is shared, every
 * later one joins. Throws {@link StateUnknown} where it cannot be told what is recorded, {@link LaneHeld} where another
 * writer has the lane, {@link LateWriter} where the store has refused this job before.
 */
export function openLane(world: LaneWorld, options: LaneOptions): Promise<Lane> {
  const { files } = world;
  const { folder, identity, attempt } = options;
  const openLocal = () => openJournal(world, join(folder, checkpointFiles.journal), { lane: identity.lane, attempt });

  return withLock(
    world,
    `${folder}.lock`,
    async () => {
      const position = await readPosition(files, folder);
      if (position?.entered) {
        if (position.refused !== undefined) throw new LateWriter(identity, position.refused);
        return laneOf(world, options, await openLocal(), false);
      }
      // What a process left that died in here is thrown away: it had no effect yet. Only its id is kept, for a claim of
      // that id may stand in the store.
      await files.remove(folder);
      const manifest = options.isFirst ? undefined : await load(options, folder);
      await files.makeFolder(join(folder, checkpointFiles.files));
      const { generation = 0, length = 0 } = manifest ?? {};
      const id = position?.writer ?? world.random.uuid();
      const begun: Position = { v: 1, writer: id, entered: false, generation, length };
      await writePosition(files, folder, begun);

      const journal = await openLocal();
      const lane = laneOf(world, options, journal, true);
      await enter(options, journal, { id, ...options.writer });
      if (options.isShared) await claim(lane);
      await writePosition(files, folder, { ...((await readPosition(files, folder)) ?? begun), entered: true });
      return lane;
    },
    patience,
  );
}
