/** Our journal told in the words of the cases: what each of our events is called there, and why some have no word. */
import { contextOf, namesOf, rootPath } from "../../src/durable/engine/path.ts";
import type { Event } from "../../src/journal/event.ts";
import type { Payload, RecordedFailure } from "../../src/journal/event-parts.ts";
import type { ContextKind } from "../../src/journal/run-events.ts";

/** An event of the cases: `EventType` and what else it has. */
export type HistoryEvent = Readonly<Record<string, unknown>>;

/** What a row may ask about the events before: some things that they record follow from ours. */
export interface Before {
  /** Of waits, by path, in seconds. */
  readonly durations: Map<string, number>;
  /** Steps of which an attempt has started and not ended, by path. */
  readonly running: Set<string>;
}

type Row<T extends Event["type"]> = (event: Extract<Event, { type: T }>, before: Before) => readonly HistoryEvent[];

/** They have no word for it. */
const none = () => [];

const table: { readonly [T in Event["type"]]: Row<T> } = {
  // Who may write the journal, and circuits: their service sees to the one and has not the other.
  opened: none,
  claimed: none,
  released: none,
  circuit: none,

  "run-started": () => [{ EventType: "ExecutionStarted", ExecutionStartedDetails: {} }],
  // Theirs fails a step that was interrupted and may not run again; ours pauses the run there for a person to look.
  "run-ended": (event) => [
    ...(event.failure?.kind === "interrupted" ? event.causes : []).map((path) =>
      operation("StepFailed", "Step", path, { Error: event.failure && errorOf(event.failure) }),
    ),
    executionEnd(event),
  ],
  // That an invocation ended is known from its end: see historyOf.
  "run-suspended": none,
  // A person had it go on, or asked it to stop. Theirs cannot go on, and stopping is a call of the service.
  "run-resumed": none,
  "cancel-requested": none,

  // An attempt that was interrupted and goes on is one attempt to them, so its start is told once.
  started: ({ step }, { running }) => {
    if (running.has(step)) return [];
    running.add(step);
    return [operation("StepStarted", "Step", step, {})];
  },
  // The last failure is told by the "failed" that follows.
  "attempt-failed": (event, { running }) => {
    running.delete(event.step);
    if (event.next === undefined) return [];
    const retry = { CurrentAttempt: event.number, NextAttemptDelaySeconds: seconds(event.next - event.at) };
    return [operation("StepFailed", "Step", event.step, { Error: errorOf(event.failure), RetryDetails: retry })];
  },
  failed: (event, { running }) => {
    running.delete(event.step);
    const retry = { CurrentAttempt: event.attempts };
    return [operation("StepFailed", "Step", event.step, { Error: errorOf(event.failure), RetryDetails: retry })];
  },
  done: (event, { running }) => {
    running.delete(event.step);
    const retry = { CurrentAttempt: event.attempts };
    return [operation("StepSucceeded", "Step", event.step, { Result: resultOf(event), RetryDetails: retry })];
  },
  // Undoing is not theirs, and so is knowing the end before it.
  compensated: none,
  "run-ending": none,

  // That a context started follows from the first event in it, or from its end: see historyOf.
  "context-done": ({ path, kind, ...payload }) => [
    operation("ContextSucceeded", contextWords[kind], path, { Result: resultOf(payload) }),
  ],
  "context-failed": ({ path, kind, failure }) => [
    operation("ContextFailed", contextWords[kind], path, { Error: errorOf(failure) }),
  ],
  // Dead letters are kept beside the failure of their item.
  "dead-letter": none,

  // `now`, `random`, `uuid` and `patched`: to them, what is not a step is lost.
  value: none,

  "wait-started": ({ path, until, at }, { durations }) => {
    durations.set(path, seconds(until - at));
    return [operation("WaitStarted", "Wait", path, { Duration: durations.get(path) })];
  },
  "wait-done": ({ path }, { durations }) => [
    operation("WaitSucceeded", "Wait", path, { Duration: durations.get(path) }),
  ],

  "callback-created": ({ path, id, until, heartbeatTimeout, at }) => [
    operation("CallbackStarted", "Callback", path, {
      CallbackId: id,
      ...(until !== undefined && { Timeout: seconds(until - at) }),
      ...(heartbeatTimeout !== undefined && { HeartbeatTimeout: seconds(heartbeatTimeout) }),
    }),
  ],
  // Theirs moves the time limit and leaves no event.
  "callback-heartbeat": none,
  "callback-done": ({ path, ...payload }) => [
    operation("CallbackSucceeded", "Callback", path, { Result: resultOf(payload) }),
  ],
  "callback-failed": ({ path, failure }) => {
    const ErrorType = timeoutWords.get(failure.kind);
    if (ErrorType === undefined) return [operation("CallbackFailed", "Callback", path, { Error: errorOf(failure) })];
    const Error = { Payload: { ErrorType, ErrorMessage: failure.message } };
    return [operation("CallbackTimedOut", "Callback", path, { Error })];
  },

  // Each look is a retried step to them, and its start follows from its end. The state is its result.
  "condition-checked": ({ path, next, at, ...payload }) => [
    operation("StepStarted", "WaitForCondition", path, {}),
    operation("StepSucceeded", "WaitForCondition", path, {
      Result: resultOf(payload),
      RetryDetails: {
        CurrentAttempt: payload.number,
        ...(next !== undefined && { NextAttemptDelaySeconds: seconds(next - at) }),
      },
    }),
  ],
  "condition-failed": ({ path, failure }) => [
    operation("StepStarted", "WaitForCondition", path, {}),
    operation("StepFailed", "WaitForCondition", path, { Error: errorOf(failure) }),
  ],
};

/** What they say of an event. */
export function wordsFor(event: Event, before: Before): readonly HistoryEvent[] {
  const row = table[event.type] as Row<Event["type"]>;
  return row(event, before);
}

export function hasWords({ type }: Event): boolean {
  return table[type] !== none;
}

export const contextWords: Readonly<Record<ContextKind, string>> = {
  child: "RunInChildContext",
  map: "Map",
  parallel: "Parallel",
  item: "MapIteration",
  branch: "ParallelBranch",
  callback: "WaitForCallback",
};

const timeoutWords: ReadonlyMap<RecordedFailure["kind"], string> = new Map([
  ["timeout", "Callback.Timeout"],
  ["idle-timeout", "Callback.Heartbeat"],
]);

/** An event of the operation at a path. */
export function operation(EventType: string, SubType: string, path: string, details: object): HistoryEvent {
  const parent = contextOf(path);
  return {
    EventType,
    SubType,
    Id: path,
    ...(parent !== rootPath && { ParentId: parent }),
    Name: namesOf(path).at(-1),
    [`${EventType}Details`]: details,
  };
}

/** Theirs learns how a run ended from what its last invocation returns, so that these come after its end. */
export const executionEnds: readonly unknown[] = ["ExecutionSucceeded", "ExecutionFailed", "ExecutionStopped"];

function executionEnd({ status, failure, ...payload }: Extract<Event, { type: "run-ended" }>): HistoryEvent {
  if (status === "completed") {
    return { EventType: "ExecutionSucceeded", ExecutionSucceededDetails: { Result: resultOf(payload) } };
  }
  // A paused run has failed as far as it came.
  if (status !== "cancelled") {
    return { EventType: "ExecutionFailed", ExecutionFailedDetails: { Error: failure && errorOf(failure) } };
  }
  return { EventType: "ExecutionStopped", ExecutionStoppedDetails: {} };
}

/** Theirs is the JSON as text. */
function resultOf({ result, spilled }: Payload): object {
  if (spilled) return { Truncated: true };
  return { Payload: JSON.stringify(result ?? null), Truncated: false };
}

function errorOf({ kind, name, message }: RecordedFailure): object {
  return { Payload: { ErrorType: name ?? kind, ErrorMessage: message } };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}

/** How a run ended, in their words: one that a person has to look at has failed as far as it came. */
export const statusWords: Readonly<Record<string, string>> = {
  completed: "SUCCEEDED",
  failed: "FAILED",
  paused: "FAILED",
  interrupted: "FAILED",
  cancelled: "STOPPED",
};
