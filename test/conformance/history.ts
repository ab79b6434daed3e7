/** The history of a run as the cases tell it. */
import { contextOf, rootPath } from "../../src/durable/engine/path.ts";
import type { Event } from "../../src/journal/event.ts";
import type { ContextKind } from "../../src/journal/run-events.ts";
import {
  contextWords,
  executionEnds,
  hasWords,
  operation,
  wordsFor,
  type Before,
  type HistoryEvent,
} from "./events.ts";

/** One call of `runAutomation`. */
export interface Invocation {
  readonly events: readonly Event[];
  /** The process was killed before it returned. */
  readonly wasKilled: boolean;
}

/** All events of a run in their words, numbered as theirs are. */
export function historyOf(invocations: readonly Invocation[]): HistoryEvent[] {
  const before: Before = { durations: new Map(), running: new Set() };
  const contextsStart = contextStarts(invocations.flatMap(({ events }) => events));
  const told = (event: Event) =>
    [...contextsStart(event), ...wordsFor(event, before)].map((said) => ({ ...said, EventTimestamp: event.at }));
  const history = invocations.filter(isToldOf).flatMap(({ events, wasKilled }) => {
    const all = events.flatMap(told);
    const end = { ...invocationEnd(wasKilled), EventTimestamp: events.at(-1)?.at ?? 0 };
    return [...all.filter((event) => !isRunEnd(event)), end, ...all.filter(isRunEnd)];
  });
  return history.map((event, index) => Object.assign(event, { EventId: index + 1 }));
}

function isRunEnd({ EventType }: HistoryEvent): boolean {
  return executionEnds.includes(EventType);
}

/** Theirs hears a heartbeat without an invocation. */
function isToldOf({ events }: Invocation): boolean {
  const types = new Set(events.map(({ type }) => type));
  return !types.delete("callback-heartbeat") || [...types].some((type) => type !== "run-suspended");
}

function invocationEnd(wasKilled: boolean): HistoryEvent {
  const error = { Payload: { ErrorType: "Runtime.ExitError", ErrorMessage: "the process was killed" } };
  return { EventType: "InvocationCompleted", InvocationCompletedDetails: wasKilled ? { Error: error } : {} };
}

/**
 * Gives for each event in turn the starts of the contexts that are first heard of with it, from the outermost. Our
 * contexts say only how they end, and with that what they are.
 */
function contextStarts(events: readonly Event[]): (event: Event) => HistoryEvent[] {
  const kinds = new Map(events.flatMap((event) => ("kind" in event ? [[event.path, event.kind]] : [])));
  const started = new Set([rootPath]);

  function start(path: string): HistoryEvent[] {
    if (started.has(path)) return [];
    const outer = start(contextOf(path));
    started.add(path);
    return [...outer, operation("ContextStarted", contextWords[kindOf(path)], path, {})];
  }

  /** One that never ends is known by the one it stands in. */
  function kindOf(path: string): ContextKind {
    const outer = kinds.get(contextOf(path));
    return kinds.get(path) ?? (outer === "map" ? "item" : outer === "parallel" ? "branch" : "child");
  }

  return (event) => {
    if (!hasWords(event)) return [];
    if ("step" in event) return start(contextOf(event.step));
    if ("path" in event) return start("kind" in event ? event.path : contextOf(event.path));
    return [];
  };
}
