/** What a journal amounts to: everything that is known about a lane is a fold over its events. */
import type { Event, RecordedFailure, Writer } from "./event.ts";
import type { CircuitState } from "../policy/circuit-state.ts";
import { Refused } from "./refused.ts";
import { noHash } from "./sealed-line.ts";

export type Done = Extract<Event, { type: "done" }>;

export interface StepRecord {
  /** `started` is what a reader that did not start it itself calls interrupted: nobody knows about its effect. */
  readonly status: "started" | "failed" | "done";
  readonly fingerprint: string;
  readonly semantics: "at-least-once" | "at-most-once";
  /** The workflow attempt that wrote the last event. */
  readonly attempt: number;
  /** Why it failed last, where it did. */
  readonly failure?: RecordedFailure;
  /** The newest record, kept also while a changed definition runs again. */
  readonly done?: Done;
  /** How often it was recorded as done. */
  readonly timesDone: number;
}

export interface LaneState {
  /** Absent while nothing is recorded. */
  readonly opened?: { readonly key: string; readonly lane: string };
  /** Who holds the lane; undefined when it was released or never opened. */
  readonly holder: Writer | undefined;
  /** Of a lane that is a circuit's memory. */
  readonly circuit?: CircuitState;
  readonly steps: ReadonlyMap<string, StepRecord>;
  /** How many events there are; the next one's sequence number. */
  readonly length: number;
  /** Hash of the newest event. */
  readonly head: string;
}

/**
 * Takes in events one by one. The map of steps grows in place, so that the cost of an event does not grow with the
 * history. Throws {@link Refused} on an event that does not follow from those before it.
 */
export function folder(): Folder {
  const steps = new Map<string, StepRecord>();
  let lane: LaneFacts = { holder: undefined };
  let length = 0;
  let head = noHash;
  return {
    get state() {
      return { ...lane, steps, length, head };
    },
    get length() {
      return length;
    },
    take(event) {
      if (event.seq !== length) throw new Refused(`event ${event.seq} stands where ${length} belongs`);
      if (event.prev !== head) throw new Refused(`event ${event.seq} does not follow the one before it`);
      if ((event.seq === 0) !== (event.type === "opened")) throw new Refused("a journal begins with one opened event");
      if (lane.opened && event.lane !== lane.opened.lane) throw new Refused("an event belongs to another lane");
      if ("step" in event) steps.set(event.step, stepChange(steps.get(event.step), event));
      else lane = { ...lane, ...laneChange(event) };
      length += 1;
      head = event.hash;
    },
  };
}

export interface Folder {
  readonly state: LaneState;
  /** How many events were taken in. */
  readonly length: number;
  take(event: Event): void;
}

type LaneFacts = Pick<LaneState, "opened" | "holder" | "circuit">;
type StepEvent = Extract<Event, { step: string }>;

function laneChange(event: Exclude<Event, StepEvent>): Partial<LaneFacts> {
  switch (event.type) {
    case "opened":
      return { opened: { key: event.key, lane: event.lane }, holder: event.writer };
    case "claimed":
      return { holder: event.writer };
    case "released":
      return { holder: undefined };
    case "circuit":
      return { circuit: event.state };
  }
}

function stepChange(before: StepRecord | undefined, event: StepEvent): StepRecord {
  const { attempt } = event;
  if (event.type === "started") {
    const { fingerprint, semantics } = event;
    return { timesDone: 0, ...before, status: "started", fingerprint, semantics, attempt };
  }
  if (!before) throw new Refused(`${event.type} of step ${event.step} comes before it started`);
  switch (event.type) {
    case "attempt-failed":
      return { ...before, failure: event.failure, attempt };
    case "failed":
      return { ...before, status: "failed", failure: event.failure, attempt };
    case "done":
      return {
        ...before,
        status: "done",
        fingerprint: event.fingerprint,
        done: event,
        timesDone: before.timesDone + 1,
        attempt,
      };
  }
}
