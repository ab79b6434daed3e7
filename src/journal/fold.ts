/** What a journal amounts to: everything that is known about a lane is a fold over its events. */
import type { Event } from "./event.ts";
import type { RecordedFailure, Writer } from "./event-parts.ts";
import type { CircuitState } from "../policy/circuit-state.ts";
import { runFold, type RunEvent, type RunState } from "./fold-run.ts";
import { Refused } from "./refused.ts";
import { noHash } from "./sealed-line.ts";

type DoneEvent = Extract<Event, { type: "done" }>;

/** What is recorded of a step that is done: of its event, all but its name and how it stands in the journal. */
export type Done = Omit<DoneEvent, "v" | "lane" | "type" | "step" | "prev" | "hash">;

export interface StepRecord {
  /**
   * `started` is what a reader that did not start it itself calls interrupted: nobody knows about its effect. A failed
   * step is `reopened` where its run goes on, a done one `compensated` where its effect was undone: both run anew.
   */
  readonly status: "started" | "failed" | "done" | "reopened" | "compensated";
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
  /** Milliseconds that its attempts took, where it failed last. */
  readonly duration?: number;
  /** Attempts that have ended in failure since it was last done or given up. */
  readonly failedAttempts: number;
  /** The last attempt failed and none was to follow, of which the end of the step was not recorded any more. */
  readonly isGivenUp?: boolean;
  /** When the next attempt is due, in milliseconds since the epoch, while one is to follow. */
  readonly next?: number;
  /** When the first of these attempts started, in milliseconds since the epoch. */
  readonly firstStartedAt: number;
}

export interface LaneState {
  /** Absent while nothing is recorded. */
  readonly opened?: { readonly key: string; readonly lane: string };
  /** Who holds the lane; undefined when it was released or never opened. */
  readonly holder: Writer | undefined;
  /** Of a lane that is a circuit's memory. */
  readonly circuit?: CircuitState;
  readonly steps: ReadonlyMap<string, StepRecord>;
  /** Of a lane that an automation runs in. */
  readonly run: RunState;
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
  const run = runFold(steps);
  let lane: LaneFacts = { holder: undefined };
  let length = 0;
  let head = noHash;
  return {
    get state() {
      return { ...lane, steps, run: run.state, length, head };
    },
    get length() {
      return length;
    },
    get head() {
      return head;
    },
    take(event) {
      if (event.seq !== length) throw new Refused(`event ${event.seq} stands where ${length} belongs`);
      if (event.prev !== head) throw new Refused(`event ${event.seq} does not follow the one before it`);
      if ((event.seq === 0) !== (event.type === "opened")) throw new Refused("a journal begins with one opened event");
      if (lane.opened && event.lane !== lane.opened.lane) throw new Refused("an event belongs to another lane");
      if ("step" in event) {
        steps.set(event.step, stepChange(steps.get(event.step), event));
        if (event.type === "started") run.stepStarted(event.step, event.seq);
        if (event.type === "failed") run.stepFailed(event.step);
      } else if (isRunEvent(event)) run.take(event);
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
  /** Hash of the newest. */
  readonly head: string;
  take(event: Event): void;
}

type LaneFacts = Pick<LaneState, "opened" | "holder" | "circuit">;
type StepEvent = Extract<Event, { step: string }>;

function isRunEvent(event: Exclude<Event, StepEvent>): event is RunEvent {
  return "path" in event || event.type.startsWith("run-") || event.type === "cancel-requested";
}

function laneChange(event: Exclude<Event, StepEvent | RunEvent>): Partial<LaneFacts> {
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
    const { fingerprint } = event;
    // Not the event's own text: there can be a hundred thousand of these.
    const semantics = event.semantics === "at-most-once" ? "at-most-once" : "at-least-once";
    const { next: _, isGivenUp: __, ...rest } = before ?? { timesDone: 0, failedAttempts: 0, firstStartedAt: event.at };
    const goesOn = rest.failedAttempts > 0 || before?.status === "started";
    const firstStartedAt = goesOn ? rest.firstStartedAt : event.at;
    return { ...rest, status: "started", fingerprint, semantics, attempt, firstStartedAt };
  }
  if (!before) throw new Refused(`${event.type} of step ${event.step} comes before it started`);
  switch (event.type) {
    case "attempt-failed": {
      const next = event.next === undefined ? { isGivenUp: true } : { next: event.next };
      return { ...before, failure: event.failure, attempt, failedAttempts: event.number, ...next };
    }
    case "failed": {
      const { next: _, isGivenUp: __, ...rest } = before;
      const { failure, attempts, duration } = event;
      return { ...rest, status: "failed", failure, attempt, failedAttempts: attempts, duration };
    }
    case "done":
      // Written out: there can be a hundred thousand of these.
      return {
        status: "done",
        fingerprint: event.fingerprint,
        semantics: before.semantics,
        attempt,
        ...(before.failure && { failure: before.failure }),
        done: doneOf(event),
        timesDone: before.timesDone + 1,
        failedAttempts: 0,
        firstStartedAt: before.firstStartedAt,
      };
  }
}

function doneOf(event: DoneEvent): Done {
  const { seq, at, attempt, fingerprint, attempts, duration, result, spilled, files, withheld } = event;
  return {
    seq,
    at,
    attempt,
    fingerprint,
    attempts,
    duration,
    result,
    ...(spilled && { spilled }),
    ...(files && { files }),
    ...(withheld !== undefined && { withheld }),
  };
}
