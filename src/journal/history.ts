/** A journal as a list of events, and a list of events as a journal. */
import type { Event, NewEvent } from "./event.ts";
import { readJournal } from "./journal-file.ts";
import { noHash, seal } from "./sealed-line.ts";

/** What an event says, and when and in which attempt of the workflow. */
export type PastEvent = NewEvent & Pick<Event, "at" | "attempt">;

/** The events of a whole journal. Throws Refused where it is not sound. */
export function readHistory(bytes: Uint8Array): Event[] {
  const history: Event[] = [];
  readJournal(bytes, (event) => history.push(event));
  return history;
}

/** A journal of a lane that has these events and no others. Throws Refused where they do not follow from each other. */
export function writeHistory(lane: string, events: readonly PastEvent[]): Buffer {
  let prev = noHash;
  const lines = events.map(({ at, attempt, ...event }, seq) => {
    const { line, hash } = seal({ v: 1, seq, at, lane, attempt, ...event, prev });
    prev = hash;
    return line;
  });
  const bytes = Buffer.from(lines.join(""));
  readJournal(bytes);
  return bytes;
}

/** The same event for another place in a journal. */
export function pastEvent(event: Event): PastEvent {
  const { v: _v, seq: _seq, lane: _lane, prev: _prev, hash: _hash, ...rest } = event;
  return rest;
}

/** The path of the operation that an event is about; undefined where it is about the lane, the run or a value. */
export function operationOf(event: Event): string | undefined {
  if ("step" in event) return event.step;
  return "path" in event && event.type !== "value" ? event.path : undefined;
}
