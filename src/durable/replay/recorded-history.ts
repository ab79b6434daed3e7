/** What a history says of its operations: when each was come to, and how it ended. */
import type { Event } from "../../journal/event.ts";
import type { Attachment } from "../../journal/event-parts.ts";
import type { LaneState } from "../../journal/fold.ts";
import { operationOf } from "../../journal/history.ts";
import { contextOf, rootPath } from "../engine/path.ts";
import { undoSuffix } from "../../journal/run-events.ts";

/** The numbers of the first and the last event about an operation or anything below it. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** All operations but those that undo others, with the contexts they stand in, in the order they were come to. */
export function spansOf(events: readonly Event[]): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (const event of events) {
    const path = operationOf(event);
    if (path === undefined || path.endsWith(undoSuffix)) continue;
    for (let at = path; at !== rootPath; at = contextOf(at)) {
      spans.set(at, { first: spans.get(at)?.first ?? event.seq, last: event.seq });
    }
  }
  return spans;
}

/** Contexts whose operations come in no order of their own: maps and parallels. */
export function batchesIn(events: readonly Event[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const event of events) {
    if (event.type !== "context-done" && event.type !== "context-failed") continue;
    if (event.kind === "map" || event.kind === "parallel") found.add(event.path);
    if (event.kind === "item" || event.kind === "branch") found.add(contextOf(event.path));
  }
  return found;
}

/**
 * The history without the ends of contexts, so that a replay comes to all that stands in them and to their ends by itself.
 * Those that are all that is recorded of their context stay, and those of a batch that did not wait for all its items:
 * which of them were in time is known by nothing else. So does what was recorded before a run was resumed, which says what
 * was then run anew.
 */
export function withoutEnds(events: readonly Event[]): Event[] {
  const resumed = events.findLastIndex(({ type }) => type === "run-resumed");
  const spans = spansOf(events);
  const early = events.flatMap((event) => (event.type === "context-done" && endedEarly(event) ? [event.path] : []));
  return events.filter((event, index) => {
    if (event.type !== "context-done" && event.type !== "context-failed") return true;
    const { path } = event;
    const isAll = spans.get(path)?.first === index;
    return isAll || index < resumed || early.some((batch) => path === batch || path.startsWith(`${batch}/`));
  });
}

function endedEarly({ kind, result, spilled }: Extract<Event, { type: "context-done" }>): boolean {
  if (kind !== "map" && kind !== "parallel") return false;
  const isWhole =
    typeof result === "object" && result !== null && "reason" in result && result.reason === "all-completed";
  return spilled !== undefined || !isWhole;
}

/** Whether an operation came to an end that still stands: what is reopened has none until it ends anew. */
export function isEnded({ steps, run }: LaneState, path: string): boolean {
  const step = steps.get(path)?.status;
  const condition = run.conditions.get(path);
  return (
    step === "done" ||
    step === "failed" ||
    run.contexts.has(path) ||
    run.waits.get(path)?.isDone === true ||
    run.callbacks.get(path)?.answer !== undefined ||
    (condition !== undefined && !("next" in condition))
  );
}

/** The files that go with the journal, each once. */
export function attachmentsIn(events: readonly Event[]): Attachment[] {
  const found = new Map<string, Attachment>();
  for (const event of events) {
    const spilled = "spilled" in event && event.spilled ? [event.spilled] : [];
    const files = event.type === "done" && event.files ? event.files : [];
    for (const attachment of [...spilled, ...files]) found.set(attachment.digest, attachment);
  }
  return [...found.values()];
}
