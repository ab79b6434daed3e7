/** The append-only record of a lane, on the local disk. Loaded once, folded once, appended to after. */
import type { World } from "../world.ts";
import { asEvent, type NewEvent } from "./event.ts";
import { folder, type Folder, type LaneState } from "./fold.ts";
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
  /**
   * Adds events; they are on the disk when the promise resolves. Throws {@link Refused}, and writes nothing, where they
   * could not be read back. Where the disk fails, the state is again what the disk has.
   */
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
  let fold = folder();
  let bytes = 0;

  /** Reads what was added since; only under the lock, for it cuts off what a dead process left half-written. */
  async function catchUp(): Promise<void> {
    const size = (await files.status(path))?.size ?? 0;
    if (size === bytes) return;
    if (size < bytes) throw new Refused("the journal is shorter than it was");
    requireSize(size);
    const added = await files.readRange(path, bytes, size - bytes);
    const whole = added.lastIndexOf(0x0a) + 1;
    takeLines(added.subarray(0, whole), fold);
    requireLane(fold.state, identity);
    bytes += whole;
    // An event is acknowledged when its line is whole and on the disk: what has no line end never happened.
    if (bytes < size) await files.truncate(path, bytes);
  }

  async function readAnew(): Promise<void> {
    fold = folder();
    bytes = 0;
    await catchUp();
  }

  async function append(events: readonly NewEvent[]): Promise<void> {
    await catchUp();
    const text = Buffer.from(sealedAfter(fold.state, events, { ...identity, at: world.clock.now() }));
    requireSize(bytes + text.length);
    try {
      takeLines(text, fold);
      await files.append(path, text);
      bytes += text.length;
    } catch (error) {
      await readAnew();
      throw error;
    }
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
    append: (...events) => locked(() => append(events)),
  };
}

/** Reads a whole journal that came from elsewhere. Throws {@link Refused}, also where its last line is cut short. */
export function readJournal(bytes: Uint8Array): LaneState {
  requireSize(bytes.length);
  if (bytes.length > 0 && bytes.at(-1) !== 0x0a) throw new Refused("the journal's last line is cut short");
  const fold = folder();
  takeLines(bytes, fold);
  return fold.state;
}

/** The lines that continue a journal with these events. */
function sealedAfter(
  { length, head }: LaneState,
  events: readonly NewEvent[],
  { at, ...identity }: JournalIdentity & { at: number },
): string {
  let prev = head;
  const lines = events.map((event, index) => {
    const sealed = seal({ v: 1, seq: length + index, at, ...identity, ...event, prev });
    prev = sealed.hash;
    return sealed.line;
  });
  return lines.join("");
}

function takeLines(bytes: Uint8Array, fold: Folder): void {
  const many = bytes.length > 512 * 1024;
  for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(0x0a, start);
    if (fold.length >= limits.events) throw new Refused(`the journal has more than ${limits.events} events`);
    const event = asEvent(unseal(bytes.subarray(start, end)).value, { many });
    if (!event) throw new Refused("a line is no event of this version of the journal");
    fold.take(event);
  }
}

function requireSize(bytes: number): void {
  if (bytes > limits.journal) throw new Refused(`the journal has ${bytes} bytes, more than ${limits.journal}`);
}

function requireLane({ opened }: LaneState, { lane }: JournalIdentity): void {
  if (opened && opened.lane !== lane) throw new Refused(`the journal is of lane "${opened.lane}", not of "${lane}"`);
}
