/** A lane as one job has it open: a local journal that the job's steps share, and the store it is checkpointed to. */
import { join } from "node:path";
import type { Writer } from "../journal/event-parts.ts";
import { openJournal, type Journal } from "../journal/journal.ts";
import { withLock } from "../journal/lock.ts";
import { checkpointFiles, writeCheckpoint, type Manifest } from "../store/checkpoint.ts";
import type { LaneIdentity } from "../store/lane-id.ts";
import { withStage, type Saved, type Store } from "../store/store.ts";
import type { World } from "../world.ts";
import { LaneHeld, LateWriter, StateUnknown } from "./lane-errors.ts";
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
  /** Saves what was recorded since the last save. Throws {@link LateWriter} where another writer was first. */
  checkpoint(): Promise<Checkpointed>;
  /** Ends the job's part: sets the lane free and makes the durable copy. Throws as `checkpoint` does. */
  close(): Promise<Closed>;
}

/** Loading and claiming can take minutes on a bad day; the steps of a job that run beside the first wait for it. */
const openingPatience = 15 * 60_000;

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
      const manifest = options.isFirst ? undefined : await load(options);
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
    openingPatience,
  );
}

async function load({ store, identity, folder }: LaneOptions): Promise<Manifest | undefined> {
  const loaded = await store.load(identity, folder);
  switch (loaded.kind) {
    case "found":
      return loaded.manifest;
    case "none":
      return undefined;
    case "refused":
      throw new StateUnknown(
        `the newest checkpoint of lane "${identity.lane}" is not sound and is not used (${loaded.reason}). ` +
          "Delete it to fall back to an older one, or use another key to begin anew.",
      );
    case "denied":
    case "unavailable":
      throw new StateUnknown(
        `what lane "${identity.lane}" of run "${identity.key}" has done already cannot be told (${loaded.reason}), ` +
          "and nothing is run twice unasked. " +
          (loaded.kind === "denied" ? "Grant what is missing, or keep to another store." : "Re-run the job later."),
      );
  }
}

async function enter(options: LaneOptions, journal: Journal, writer: Writer): Promise<void> {
  const { identity, isShared, stateOf } = options;
  const { opened, holder } = journal.state;
  if (!opened) {
    options.beforeFirst?.();
    return journal.append({ type: "opened", key: identity.key, writer });
  }
  if (!isShared || holder?.id === writer.id) return;
  const state = holder ? await stateOf(holder) : undefined;
  if (holder && state?.kind === "running") throw new LaneHeld(identity, holder, "which is still running");
  if (holder && state?.kind === "unknown") throw new LaneHeld(identity, holder, `and ${state.reason}`);
  await journal.append({ type: "claimed", writer });
}

async function claim(lane: Lane): Promise<void> {
  const claimed = await lane.checkpoint();
  if (claimed.kind === "saved") return;
  throw new StateUnknown(
    `lane "${lane.identity.lane}" of run "${lane.identity.key}" could not be claimed (${claimed.reason}), ` +
      "so another run under this key might do the same at the same time. Re-run the job later.",
  );
}

function laneOf(world: LaneWorld, options: LaneOptions, journal: Journal, isOpener: boolean): Lane {
  const { files, clock, random } = world;
  const { identity, folder, store, attempt } = options;

  /** Saves the next generation and notes it. `closing` also makes the durable copy where the store keeps one. */
  async function save(closing: boolean): Promise<Checkpointed> {
    await journal.refresh();
    const position = (await readPosition(files, folder)) ?? raise("the lane's folder was removed during the job");
    if (position.refused !== undefined) throw new LateWriter(identity, position.refused);
    const keep = closing && store.close ? store.close.bind(store) : undefined;
    const isDirty = journal.written.length > position.length;
    if (!isDirty && !keep) return alreadySaved;

    const generation = Math.max(1, position.generation + (isDirty ? 1 : 0));
    const start = {
      generation,
      writer: position.writer,
      runId: options.writer.runId ?? 0,
      attempt,
      at: clock.now(),
      closed: closing,
      ...(options.writer.link === undefined ? {} : { link: options.writer.link }),
    };
    const { written } = journal;
    const saved = await withStage({ files, random }, `${folder}.stage`, async (stage) => {
      const from = { folder, state: journal.state, written };
      const manifest = await writeCheckpoint(files, identity, from, stage, start);
      return keep ? keep(identity, stage, manifest) : store.save(identity, stage, manifest);
    });
    if (saved.kind === "saved") await writePosition(files, folder, { ...position, generation, length: written.length });
    if (saved.kind !== "conflict") return saved;

    const { winner } = saved;
    if (winner?.writer === position.writer) {
      // Our own save, whose answer was lost: a process of this job died, or the service did not tell.
      await writePosition(files, folder, { ...position, generation: winner.generation, length: winner.length });
      return winner.length >= written.length ? alreadySaved : save(closing);
    }
    const who = winner?.link ?? (winner ? `writer ${winner.writer}` : "another writer");
    await writePosition(files, folder, { ...position, refused: who });
    throw new LateWriter(identity, who);
  }

  const locked = <T>(act: () => Promise<T>) => withLock(world, join(folder, "checkpoint.lock"), act, openingPatience);
  return {
    identity,
    journal,
    files: join(folder, checkpointFiles.files),
    isOpener,
    checkpoint: () => locked(() => save(false)),
    close: () =>
      locked(async () => {
        const { holder } = journal.state;
        const position = await readPosition(files, folder);
        if (options.isShared && holder?.id === position?.writer && position?.refused === undefined && holder) {
          await journal.append({ type: "released", writer: holder.id });
        }
        // First where each generation is given once: a job that was overtaken must not make the durable copy.
        const saved = await save(false);
        if (saved.kind !== "saved") return saved;
        const copied = await save(true);
        return copied.kind === "saved" ? copied : { kind: "not-copied", reason: copied.reason };
      }),
  };
}

const alreadySaved = { kind: "saved", where: "local" } as const;

function raise(message: string): never {
  throw new Error(message);
}
