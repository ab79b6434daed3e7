/**
 * A run that begins where another had come to: with everything that was recorded before one of its operations was first
 * come to, and nothing of that operation or after it. Contexts that it stands in are open again. What is run from there on
 * is run under the new run's key, so that its idempotency keys are new: services take the effects for new ones.
 */
import type { Event } from "../../journal/event.ts";
import type { Writer } from "../../journal/event-parts.ts";
import { operationOf, pastEvent, type PastEvent } from "../../journal/history.ts";
import { contextOf, pathOf } from "../engine/path.ts";
import { undoSuffix } from "../../journal/run-events.ts";

export interface Fork {
  /** The operation that the new run is to come to first, one of {@link forkableIn}. */
  readonly from: string;
  /** Of the new run. */
  readonly key: string;
  readonly writer: Writer;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The operations that a run can be forked from, and the contexts they stand in. */
export function forkableIn(events: readonly Event[]): string[] {
  const found = new Set<string>();
  for (const event of events) {
    const path = operationOf(event);
    if (path === undefined || path.endsWith(undoSuffix)) continue;
    for (let at = path; at !== ""; at = contextOf(at)) found.add(at);
  }
  return [...found];
}

/** The history that the new run begins with. Events keep the times they had, and values what they were. */
export function forkHistory(events: readonly Event[], { from, key, writer, at }: Fork): PastEvent[] {
  const isFrom = (path: string): boolean => path === from || path.startsWith(`${from}/`);
  const cut = events.findIndex((event) => isFrom(operationOf(event) ?? ""));
  const before = events.slice(0, Math.max(0, cut));
  const open = openIn(before);
  const kept = before.filter((event) => {
    if (event.type === "opened" || event.type === "claimed" || event.type === "released") return false;
    // Nobody has asked for an end of the new run.
    if (event.type === "cancel-requested") return false;
    const path = event.type === "value" ? event.path : operationOf(event);
    return path === undefined || !(isFrom(path) || isOpen(open, event, path));
  });
  return [{ type: "opened", key, writer, at, attempt: 1 }, ...kept.map(pastEvent)];
}

/** What had begun and not ended: in the new run it begins, rather than to be interrupted or late. */
interface Open {
  /** The number of the last event that ended a step. */
  readonly stepEnds: ReadonlyMap<string, number>;
  readonly conditions: ReadonlySet<string>;
  /** Contexts that wait for an answer to a question that they have put themselves. */
  readonly questions: ReadonlySet<string>;
}

function openIn(events: readonly Event[]): Open {
  const stepEnds = new Map<string, number>();
  const conditions = new Set<string>();
  const questions = new Set<string>();
  const submitted = new Set<string>();
  for (const event of events) {
    if (event.type === "started") submitted.add(event.step);
    if (event.type === "done" || event.type === "failed") stepEnds.set(event.step, event.seq);
    if (event.type === "condition-checked" && event.next !== undefined) conditions.add(event.path);
    else if (event.type === "condition-checked" || event.type === "condition-failed") conditions.delete(event.path);
    if (event.type === "callback-created") questions.add(contextOf(event.path));
    if (event.type === "callback-done" || event.type === "callback-failed") questions.delete(contextOf(event.path));
  }
  // An id that the automation has handed out itself stays the one to be answered.
  for (const context of questions) if (!submitted.has(pathOf(context, "submit"))) questions.delete(context);
  return { stepEnds, conditions, questions };
}

function isOpen({ stepEnds, conditions, questions }: Open, event: Event, path: string): boolean {
  if (questions.has(contextOf(path)) || conditions.has(path)) return true;
  const isBegun = event.type === "started" || event.type === "attempt-failed";
  return isBegun && (stepEnds.get(path) ?? -1) < event.seq;
}
