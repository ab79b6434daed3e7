/** The append-only record of a lane, on the local disk. Loaded once, folded once, appended to after. */
import type { World } from "../world.ts";
import type { NewEvent } from "./event.ts";
import type { LaneState } from "./fold.ts";
import { journalFile, type JournalIdentity, type Written } from "./journal-file.ts";
import { withLock } from "./lock.ts";

export interface Journal {
  /** Everything recorded so far. */
  readonly state: LaneState;
  /** How far the file goes: what a copy of it made now holds. */
  readonly written: Written;
  /** Takes in what other processes of this job have appended. Throws {@link Refused} where that is not sound. */
  refresh(): Promise<void>;
  /**
   * Adds events; they are on the disk when the promise resolves. Throws {@link Refused}, and writes nothing, where they
   * could not be read back.
   */
  append(...events: NewEvent[]): Promise<void>;
  /** The same, for what need not survive a power cut. */
  note(...events: NewEvent[]): Promise<void>;
}

export type JournalWorld = Pick<World, "clock" | "files" | "processes" | "random">;

/**
 * Opens the journal at `path`, which need not exist, for one of several processes that append to it. Throws
 * {@link Refused} where what it holds is not sound. Where the disk fails an append, the state is again what the disk has.
 */
export async function openJournal(world: JournalWorld, path: string, identity: JournalIdentity): Promise<Journal> {
  const { clock, files } = world;
  const file = journalFile(files, path, identity);

  async function append(events: readonly NewEvent[], durable: boolean): Promise<void> {
    await file.catchUp();
    try {
      await files.append(path, file.take(events, clock.now()).text, { durable });
    } catch (error) {
      await file.readAnew();
      throw error;
    }
  }

  const locked = <T>(act: () => Promise<T>) => withLock(world, `${path}.lock`, act);
  if ((await files.status(path)) !== undefined) await locked(() => file.catchUp());

  return {
    get state() {
      return file.state;
    },
    get written() {
      return file.end;
    },
    refresh: () => locked(() => file.catchUp()),
    append: (...events) => locked(() => append(events, true)),
    note: (...events) => locked(() => append(events, false)),
  };
}
