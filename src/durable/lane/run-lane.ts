/** A lane that one process has for as long as it works on a run, in a folder that may outlive it. */
import { basename, dirname, join } from "node:path";
import { takeLock } from "../../journal/lock.ts";
import { ownJournal, type OwnedJournal } from "../../journal/owned-journal.ts";
import { Refused } from "../../journal/refused.ts";
import { checkpointFiles, type Manifest } from "../../store/checkpoint.ts";
import { withStage } from "../../store/store.ts";
import type { Checkpointed, Lane, LaneOptions, LaneWorld } from "./lane.ts";
import { claim, enter, load } from "./claim.ts";
import { LaneError, StateUnknown } from "./errors.ts";
import { laneOf } from "./save.ts";
import { readPosition, writePosition } from "./position.ts";
import { saveNowAndThen, type SaveEvery } from "./save-now-and-then.ts";

export interface RunLaneOptions extends LaneOptions {
  /**
   * This lane's alone; the folder above it exists. One that is kept, as on a person's machine, still has what a killed
   * process recorded and no checkpoint holds.
   */
  readonly folder: string;
  readonly saveEvery?: SaveEvery;
}

export interface RunLane extends Lane {
  readonly journal: OwnedJournal;
  /**
   * Saves where it is time to, by {@link SaveEvery}, and otherwise says how the last save went. Throws as `checkpoint`.
   */
  settle(): Promise<Checkpointed>;
  /** Sets the lane free, for this machine's other processes also where it throws. */
  close(): ReturnType<Lane["close"]>;
}

/** Milliseconds to wait for a process that is just ending. */
const patience = 500;

/**
 * Opens a lane for this process alone, with all that it recorded in its folder and that the store has. Throws
 * {@link Locked} where another process of this machine has it, {@link StateUnknown}, {@link LaneHeld} and
 * {@link LateWriter} as `openLane` does, and a {@link LaneError} where folder and store have gone different ways.
 */
export async function openRunLane(world: LaneWorld, options: RunLaneOptions): Promise<RunLane> {
  const { files } = world;
  const { folder, identity, attempt } = options;
  const path = join(folder, checkpointFiles.journal);
  const lock = await takeLock(world, `${folder}.lock`, patience);
  let journal: OwnedJournal | undefined;
  try {
    await removeStages(world, folder);
    await files.makeFolder(join(folder, checkpointFiles.files));
    const manifest = options.isFirst ? undefined : await withStage(world, stageOf(folder), (stage) => bring(stage));
    const { generation = 0, length = 0 } = manifest ?? {};
    const id = (await writerIn(world, folder)) ?? world.random.uuid();
    await writePosition(files, folder, { v: 1, writer: id, entered: true, generation, length });

    journal = await openOwn();
    const lane = laneOf(world, options, journal, true);
    await enter(options, journal, { id, ...options.writer });
    if (options.isShared) await claim(lane);
    return runLane(lane, journal);
  } catch (error) {
    await journal?.close();
    await lock.release();
    throw error;
  }

  /** Makes the folder have what the store has, where the store has more. */
  async function bring(stage: string): Promise<Manifest | undefined> {
    const manifest = await load(options, stage);
    if (!manifest) return undefined;
    const local = (await files.read(path)) ?? Buffer.alloc(0);
    const stored = (await files.read(join(stage, checkpointFiles.journal))) ?? Buffer.alloc(0);
    if (isBeginning(stored, local)) return manifest;
    // What has no line end was never acknowledged.
    if (!isBeginning(local.subarray(0, local.lastIndexOf(0x0a) + 1), stored)) throw goneApart(options, manifest);
    for (const { digest } of manifest.files) {
      const kept = join(folder, checkpointFiles.files, digest);
      if (!(await files.status(kept))) await files.copy(join(stage, checkpointFiles.files, digest), kept);
    }
    await files.replace(path, stored);
    return manifest;
  }

  async function openOwn(): Promise<OwnedJournal> {
    try {
      return await ownJournal(world, path, { lane: identity.lane, attempt });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new StateUnknown(
        `what is recorded in ${folder} is not sound (${error.message}). Remove that folder to go on from the newest checkpoint.`,
        { cause: error },
      );
    }
  }

  function runLane(lane: Lane, own: OwnedJournal): RunLane {
    const saving = saveNowAndThen(world.clock, own, () => lane.checkpoint(), options.saveEvery);
    return {
      ...lane,
      journal: own,
      checkpoint: () => saving.now(),
      settle: () => saving.whenDue(),
      async close() {
        try {
          await saving.end();
          return await lane.close();
        } finally {
          await own.close();
          await lock.release();
        }
      },
    };
  }
}

/** Whether bytes of one journal begin with all of another: each line's seal covers all lines before it. */
function isBeginning(part: Uint8Array, whole: Buffer): boolean {
  return part.length <= whole.length && whole.subarray(0, part.length).equals(part);
}

function goneApart({ identity: { key, lane }, folder }: RunLaneOptions, { link, writer }: Manifest): LaneError {
  return new LaneError(
    `lane "${lane}" of run "${key}" was written by ${link ?? `writer ${writer}`}, and ${folder} has records of its own that were ` +
      "never saved: the two cannot be joined. Look at what those did, then remove that folder to go on from the " +
      "newest checkpoint, or use another key.",
  );
}

/** The same writer goes on where its folder is still there, so that it knows its own claim and its own saves. */
async function writerIn(world: LaneWorld, folder: string): Promise<string | undefined> {
  try {
    return (await readPosition(world.files, folder))?.writer;
  } catch (error) {
    if (error instanceof LaneError) return undefined;
    throw error;
  }
}

function stageOf(folder: string): string {
  return `${folder}.stage`;
}

/** What a killed process was about to save or had just loaded. */
async function removeStages({ files }: LaneWorld, folder: string): Promise<void> {
  const stages = (await files.list(dirname(folder))).filter((name) => name.startsWith(`${basename(stageOf(folder))}.`));
  for (const name of stages) await files.remove(join(dirname(folder), name));
}
