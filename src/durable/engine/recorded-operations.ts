import type { ContextRecord } from "../../journal/fold-run.ts";
import type { LaneState } from "../../journal/fold.ts";
import { undoSuffix } from "../../journal/run-events.ts";
import { contextOf, rootPath } from "./path.ts";

/** The operations a journal has seen in a context, each in the order it was first come to: whether a replay has to. */
export type Recorded = ReadonlyMap<string, { readonly isExpected: boolean }>;

/** By the context they stand in. */
export type RecordedOperations = ReadonlyMap<string, Recorded>;

export function recordedOperations({ steps, run }: LaneState): RecordedOperations {
  const found = new Map<string, Map<string, { readonly isExpected: boolean }>>();
  const add = (path: string): void => {
    // A context is expected where something in it is.
    const isExpected = run.expected.has(path);
    for (let at = path, context; at !== rootPath; at = context) {
      context = contextOf(at);
      if (isOver(run.contexts.get(context))) continue;
      const siblings = found.get(context) ?? new Map<string, { readonly isExpected: boolean }>();
      const before = siblings.get(at);
      if (before && (before.isExpected || !isExpected)) return;
      siblings.set(at, isExpected ? expected : free);
      found.set(context, siblings);
    }
  };
  for (const path of steps.keys()) if (!path.endsWith(undoSuffix)) add(path);
  for (const map of [run.contexts, run.waits, run.callbacks, run.conditions]) for (const path of map.keys()) add(path);
  return found;
}

/** An item that is not come to again; there can be a hundred thousand of them. */
function isOver(context: ContextRecord | undefined): boolean {
  if (context?.kind !== "item" || context.compensable) return false;
  return context.status === "failed" || !context.isWithheld;
}

const expected = { isExpected: true };
const free = { isExpected: false };
