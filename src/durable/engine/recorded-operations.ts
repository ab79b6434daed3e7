import type { LaneState } from "../../journal/fold.ts";
import { undoSuffix } from "../../journal/run-events.ts";
import { contextOf, rootPath } from "./path.ts";

/** The operations a journal has seen, by the context they stand in; each in the order it was first come to. */
export type RecordedOperations = ReadonlyMap<string, ReadonlySet<string>>;

export function recordedOperations({ steps, run }: LaneState): RecordedOperations {
  const found = new Map<string, Set<string>>();
  const add = (path: string): void => {
    for (let at = path; at !== rootPath;) {
      const context = contextOf(at);
      const siblings = found.get(context);
      if (siblings?.has(at)) return;
      if (siblings) siblings.add(at);
      else found.set(context, new Set([at]));
      at = context;
    }
  };
  for (const path of steps.keys()) if (!path.endsWith(undoSuffix)) add(path);
  for (const map of [run.contexts, run.waits, run.callbacks, run.conditions]) for (const path of map.keys()) add(path);
  return found;
}
