/** A journal that one process has to itself for as long as it works: no lock for each event, and one write for many. */
import type { NewEvent } from "./event.ts";
import type { Journal, JournalWorld } from "./journal.ts";
import { journalFile, type JournalIdentity, type Written } from "./journal-file.ts";
import { takeLock } from "./lock.ts";

export interface OwnedJournal extends Journal {
  /** Resolves when all that was appended so far is in the file, or can no longer come there. */
  refresh(): Promise<void>;
  /**
   * Adds events: `state` has them at once, in the order of the calls, and they are on the disk when the promise
   * resolves. All that is appended in one turn of the event loop is one write. Rejects with {@link Refused}, and records
   * nothing, where they could not be read back. Once a write has failed, every later one fails with the same error.
   */
  append(...events: NewEvent[]): Promise<void>;
  /**
   * The same, without waiting for the disk: it survives this process, and a power cut once a later `append` has
   * resolved. Need not be awaited: where the write fails, everything after it does.
   */
  note(...events: NewEvent[]): Promise<void>;
  /** Writes what is left and gives the journal back to other processes. */
  close(): Promise<void>;
}

/** Milliseconds to wait for a process that only looks; one that works will not be done sooner than anybody can wait. */
const patience = 500;

/**
 * Opens the journal at `path`, which need not exist, and keeps every other process out until it is closed. Throws
 * {@link Refused} where what it holds is not sound, {@link Locked} where another process has it.
 */
export async function ownJournal(world: JournalWorld, path: string, identity: JournalIdentity): Promise<OwnedJournal> {
  const { clock, files } = world;
  const lock = await takeLock(world, `${path}.lock`, patience);
  const journal = journalFile(files, path, identity);
  const file = await open();
  let written = journal.end;
  /** What waits for the next turn. */
  let group: Group | undefined;
  let writing = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;
  let isClosed = false;

  async function open() {
    try {
      await journal.catchUp();
      return await files.openAppend(path);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  function add(events: readonly NewEvent[], isDurable: boolean): Promise<void> {
    if (failure) return Promise.reject(failure.error);
    if (isClosed) return Promise.reject(new Error(`the journal ${path} is closed`));
    const before = journal.end.length;
    try {
      const lines = journal.take(events, clock.now());
      if (!group) {
        group = newGroup();
        writing = writing.then(writeGroup);
      }
      group.text += lines.text;
      group.end = lines.end;
      group.isDurable ||= isDurable;
      return group.done.promise;
    } catch (error) {
      // Of several events a later one did not follow from the earlier, which are folded: the state is no longer the file's.
      if (journal.end.length !== before) failure = { error };
      return Promise.reject(error);
    }
  }

  async function writeGroup(): Promise<void> {
    // Whoever goes on when the last group was written adds to this one.
    await clock.turn();
    const { text, end, isDurable, done } = group ?? newGroup();
    group = undefined;
    try {
      if (failure) throw failure.error;
      await file.append(text, { durable: isDurable });
      written = end;
      done.resolve();
    } catch (error) {
      failure ??= { error };
      // Best effort: a line without its end is cut off by the next process that opens the journal.
      await files.truncate(path, written.bytes).catch(() => {});
      done.reject(failure.error);
    }
  }

  return {
    get state() {
      return journal.state;
    },
    get written() {
      return written;
    },
    refresh: () => writing,
    append: (...events) => add(events, true),
    note: (...events) => add(events, false),
    async close() {
      isClosed = true;
      await writing;
      await file.close();
      await lock.release();
    },
  };

  /** Nobody need wait for it, so its failure counts as seen: what is added after it fails too. */
  function newGroup(): Group {
    const done = Promise.withResolvers<void>();
    done.promise.catch(() => {});
    return { text: "", end: written, isDurable: false, done };
  }
}

interface Group {
  text: string;
  end: Written;
  isDurable: boolean;
  readonly done: PromiseWithResolvers<void>;
}
