/** The history of a run as the cases tell it. */
import { contextOf, rootPath } from "../../src/durable/path.ts";
import type { Event } from "../../src/journal/event.ts";
import type { ContextKind } from "../../src/journal/run-events.ts";
import { contextWords, hasWords, operation, wordsFor, type Before, type HistoryEvent } from "./events.ts";

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
  const told = (event: Event) => [...contextsStart(event), ...wordsFor(event, before)];
  const history = invocations.flatMap(({ events, wasKilled }) => {
    // Theirs learns how a run ended from what its last invocation returns: the run ends after it.
    const ends = events.filter(({ type }) => type === "run-ended");
    const others = events.filter(({ type }) => type !== "run-ended");
    return [...others.flatMap(told), invocationEnd(wasKilled), ...ends.flatMap(told)];
  });
  return history.map((event, index) => Object.assign(event, { EventId: index + 1, EventTimestamp: "known" }));
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
