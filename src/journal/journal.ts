/** The append-only record of a lane, on the local disk. Loaded once, folded once, appended to after. */
import type { World } from "../world.ts";
import { asEvent, type NewEvent } from "./event.ts";
import { folder, type LaneState } from "./fold.ts";
import { limits } from "./limits.ts";
import { withLock } from "./lock.ts";
import { Refused } from "./refused.ts";
import { seal, unseal } from "./sealed-line.ts";

export interface Journal {
  /** Everything recorded so far. */
  readonly state: LaneState;
  /** How many bytes of the file the state was folded from. */
  readonly bytes: number;
  /** Takes in what other processes of this job have appended. Throws {@link Refused} where that is not sound. */
  refresh(): Promise<void>;
  /** Adds events; they are on the disk when the promise resolves. */
  append(...events: NewEvent[]): Promise<void>;
}

export interface JournalIdentity {
  readonly lane: string;
  /** The attempt of the workflow, counted from 1. */
  readonly attempt: number;
}

/** Opens the journal at `path`, which need not exist. Throws {@link Refused} where what it holds is not sound. */
export async function openJournal(
  world: Pick<World, "clock" | "files" | "processes" | "random">,
  path: string,
  identity: JournalIdentity,
): Promise<Journal> {
  const { files } = world;
  const fold = folder();
  let bytes = 0;

  /** Reads what was added since; only under the lock, for it cuts off what a dead process left half-written. */
  async function catchUp(): Promise<void> {
    const size = (await files.status(path))?.size ?? 0;
    if (size === bytes) return;
    if (size < bytes) throw new Refused("the journal is shorter than it was");
    if (size > limits.journal) throw new Refused(`the journal has ${size} bytes, more than ${limits.journal}`);
    const added = await files.readRange(path, bytes, size - bytes);
    const whole = added.lastIndexOf(0x0a) + 1;
    takeLines(added.subarray(0, whole), fold);
    bytes += whole;
    // An event is acknowledged when its line is whole and on the disk: what has no line end never happened.
    if (bytes < size) await files.truncate(path, bytes);
  }

  const locked = <T>(act: () => Promise<T>) => withLock(world, `${path}.lock`, act);
  if ((await files.status(path)) !== undefined) await locked(catchUp);

  return {
    get state() {
      return fold.state;
    },
    get bytes() {
      return bytes;
    },
    refresh: () => locked(catchUp),
    append: (...events) =>
      locked(async () => {
        await catchUp();
        const draft = { seq: fold.state.length, prev: fold.state.head };
        const lines = events.map((event) => {
          const { seq, prev } = draft;
          const at = world.clock.now();
          const sealed = seal({ v: 1, seq, at, ...identity, ...event, prev });
          draft.seq += 1;
          draft.prev = sealed.hash;
          return sealed.line;
        });
        const text = Buffer.from(lines.join(""));
        await files.append(path, text);
        takeLines(text, fold);
        bytes += text.length;
      }),
  };
}

/** Reads a whole journal that came from elsewhere. Throws {@link Refused}, also where its last line is cut short. */
export function readJournal(bytes: Uint8Array): LaneState {
  if (bytes.length > limits.journal)
    throw new Refused(`the journal has ${bytes.length} bytes, more than ${limits.journal}`);
  if (bytes.length > 0 && bytes.at(-1) !== 0x0a) throw new Refused("the journal's last line is cut short");
  const fold = folder();
  takeLines(bytes, fold);
  return fold.state;
}

function takeLines(bytes: Uint8Array, fold: ReturnType<typeof folder>): void {
  for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(0x0a, start);
    if (end - start > limits.line) throw new Refused(`a line has ${end - start} bytes, more than ${limits.line}`);
    if (fold.state.length >= limits.events) throw new Refused(`the journal has more than ${limits.events} events`);
    fold.take(eventOf(decode(bytes.subarray(start, end))));
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new Refused("a line is not UTF-8", { cause: error });
  }
}

function eventOf(line: string) {
  const event = asEvent(unseal(line).value);
  if (!event) throw new Refused("a line is no event of this version of the journal");
  return event;
}
