/** When what a run records is saved to its store: often enough to lose little, seldom enough to cost little. */
import type { Journal } from "../../journal/journal.ts";
import { isDiskError } from "../../store/disk-error.ts";
import type { Clock } from "../../world.ts";
import type { Checkpointed } from "./lane.ts";
import { alreadySaved } from "./save.ts";

export interface SaveEvery {
  /** So many events after the last save, unless saving would then take more than a tenth of the time. */
  readonly events: number;
  /** So many milliseconds after the last save at the latest, whatever it costs. */
  readonly ms: number;
}

const usual: SaveEvery = { events: 200, ms: 30_000 };
/** How much longer than a save the work between two is, at least: a save copies the whole journal, which grows. */
const workPerSave = 9;

export interface Saving {
  /** Saves, after a save that is under way. */
  now(): Promise<Checkpointed>;
  /** Saves where it is due and no save is under way; otherwise says how the last one went. */
  whenDue(): Promise<Checkpointed>;
  /** Waits for what is under way and starts nothing by itself any more. */
  end(): Promise<void>;
}

/** What `save` throws ends it: everything asked for after throws the same. */
export function saveNowAndThen(
  clock: Clock,
  journal: Pick<Journal, "state">,
  save: () => Promise<Checkpointed>,
  { events, ms }: SaveEvery = usual,
): Saving {
  let last: Checkpointed = alreadySaved;
  let thrown: { readonly error: unknown } | undefined;
  let length = journal.state.length;
  let endedAt = clock.monotonic();
  let took = 0;
  let underWay: Promise<Checkpointed> | undefined;
  let cancelTimer: (() => void) | undefined;

  function isDue(): boolean {
    const added = journal.state.length - length;
    const since = clock.monotonic() - endedAt;
    return added > 0 && (since >= ms || (added >= events && since >= took * workPerSave));
  }

  async function run(): Promise<Checkpointed> {
    if (thrown) throw thrown.error;
    cancelTimer?.();
    cancelTimer = undefined;
    const startedAt = clock.monotonic();
    const asked = journal.state.length;
    try {
      last = await save();
    } catch (error) {
      if (!isDiskError(error)) {
        thrown = { error };
        throw error;
      }
      // Tried again when it is next due.
      last = { kind: "unavailable", reason: error.message };
    } finally {
      length = asked;
      endedAt = clock.monotonic();
      took = endedAt - startedAt;
      underWay = undefined;
    }
    return last;
  }

  function start(): Promise<Checkpointed> {
    underWay = run();
    return underWay;
  }

  async function whenDue(): Promise<Checkpointed> {
    if (thrown) throw thrown.error;
    if (underWay || !isDue()) {
      // A step can take hours, in which nobody asks.
      cancelTimer ??= clock.after(ms, () => {
        cancelTimer = undefined;
        // What goes wrong is said to whoever asks next.
        whenDue().catch(() => {});
      });
      return last;
    }
    return start();
  }

  return {
    async now() {
      await underWay?.catch(() => {});
      return underWay ?? start();
    },
    whenDue,
    async end() {
      cancelTimer?.();
      // It stays taken, so that no other is set.
      cancelTimer = () => {};
      await underWay?.catch(() => {});
    },
  };
}
