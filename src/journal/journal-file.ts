/** A journal's file as one process has read it: how far, and what that amounts to. */
import type { Files } from "../world.ts";
import { asEvent, type Event, type NewEvent } from "./event.ts";
import { folder, type Folder, type LaneState } from "./fold.ts";
import { limits } from "./limits.ts";
import { JournalFull, Refused } from "./refused.ts";
import { requireReadable, seal, unseal } from "./sealed-line.ts";

export interface JournalIdentity {
  readonly lane: string;
  /** The attempt of the workflow, counted from 1. */
  readonly attempt: number;
}

/** How far a journal's file goes: what a copy of so many bytes holds. */
export interface Written {
  readonly bytes: number;
  /** Events, and the hash of the last. */
  readonly length: number;
  readonly head: string;
}

/** Lines that were taken in and are yet to be written, and how far the file goes once they are. */
export interface Lines {
  readonly text: string;
  readonly end: Written;
}

export interface JournalFile {
  readonly state: LaneState;
  /** Reads what was added since. Throws {@link Refused} where that is not sound. Only for who has the file's lock. */
  catchUp(): Promise<void>;
  /** Forgets what was taken in and reads the whole file. */
  readAnew(): Promise<void>;
  /**
   * Seals events, checks and folds them, and gives the lines to write. Throws {@link Refused} where they could not be
   * read back; where {@link Lines} are given and not written, the state is ahead of the file.
   */
  take(events: readonly NewEvent[], at: number): Lines;
  /** How far everything taken in goes. */
  readonly end: Written;
}

/** Bytes that are read at once: a journal is not held in memory beside what it amounts to. */
const usualPart = 1024 * 1024;

/** So many events at once are worth the compiling of checks. */
const many = 1_000;

export function journalFile(files: Files, path: string, identity: JournalIdentity): JournalFile {
  let fold = folder();
  let bytes = 0;
  /** Since the file was opened: a process that adds many gets compiled checks after a while. */
  let added = 0;
  const end = (): Written => ({ bytes, length: fold.length, head: fold.head });

  // It cuts off what a dead process left half-written, so nobody else may be at it.
  async function catchUp(): Promise<void> {
    const size = (await files.status(path))?.size ?? 0;
    if (size === bytes) return;
    if (size < bytes) throw new Refused("the journal is shorter than it was");
    requireSize(size);
    const isCompiled = size - bytes > 512 * many;
    for (let part = usualPart; bytes < size;) {
      const read = await files.readRange(path, bytes, Math.min(part, size - bytes));
      const whole = read.lastIndexOf(0x0a) + 1;
      if (whole === 0 && bytes + read.length >= size) break;
      if (whole === 0 && part > limits.line) throw new Refused(`a line has more than ${limits.line} bytes`);
      takeLines(read.subarray(0, whole), fold, isCompiled);
      bytes += whole;
      part = whole === 0 ? limits.line + 1 : usualPart;
    }
    requireLane(fold.state, identity);
    // An event is acknowledged when its line is whole and on the disk: what has no line end never happened.
    if (bytes < size) await files.truncate(path, bytes);
  }

  return {
    get state() {
      return fold.state;
    },
    get end() {
      return end();
    },
    catchUp,
    async readAnew() {
      fold = folder();
      bytes = 0;
      await catchUp();
    },
    take(events, at) {
      added += events.length;
      const { text, checked } = sealed(fold, events, { ...identity, at }, added > many);
      const size = Buffer.byteLength(text);
      requireSize(bytes + size);
      for (const event of checked) fold.take(event);
      bytes += size;
      return { text, end: end() };
    },
  };
}

/**
 * Reads a whole journal that came from elsewhere, and shows each event that was taken in. Throws {@link Refused}, also where
 * its last line is cut short.
 */
export function readJournal(bytes: Uint8Array, show?: (event: Event) => void): LaneState {
  requireSize(bytes.length);
  if (bytes.length > 0 && bytes.at(-1) !== 0x0a) throw new Refused("the journal's last line is cut short");
  const fold = folder();
  takeLines(bytes, fold, bytes.length > 512 * many, show);
  return fold.state;
}

/** The lines that continue a journal with these events, and the events as they would be read back. */
function sealed(
  { length, head }: Folder,
  events: readonly NewEvent[],
  { at, lane, attempt }: JournalIdentity & { at: number },
  isCompiled: boolean,
): { text: string; checked: Event[] } {
  if (length + events.length > limits.events) refuseLength();
  let prev = head;
  let text = "";
  const checked = events.map((event, index) => {
    const { line, hash } = seal({ v: 1, seq: length + index, at, lane, attempt, ...event, prev });
    prev = hash;
    text += line;
    return eventOf(requireReadable(line), isCompiled);
  });
  return { text, checked };
}

function takeLines(bytes: Uint8Array, fold: Folder, isCompiled: boolean, show?: (event: Event) => void): void {
  for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(0x0a, start);
    if (fold.length >= limits.events) refuseLength();
    const event = eventOf(unseal(bytes.subarray(start, end)).value, isCompiled);
    fold.take(event);
    show?.(event);
  }
}

function eventOf(value: object, isCompiled: boolean): Event {
  const event = asEvent(value, { many: isCompiled });
  if (!event) throw new Refused("a line is no event of this version of the journal");
  return event;
}

function refuseLength(): never {
  throw new JournalFull(`the journal has more than ${limits.events} events`);
}

function requireSize(bytes: number): void {
  if (bytes > limits.journal) throw new JournalFull(`the journal has ${bytes} bytes, more than ${limits.journal}`);
}

function requireLane({ opened }: LaneState, { lane }: JournalIdentity): void {
  if (opened && opened.lane !== lane) throw new Refused(`the journal is of lane "${opened.lane}", not of "${lane}"`);
}
