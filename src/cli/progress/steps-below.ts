import { contextOf, rootPath } from "../../durable/engine/path.ts";
import type { LaneState } from "../../journal/fold.ts";

/** How many steps are recorded as done below a context; counted when it is first asked for. */
export function stepsBelowIn({ steps, run }: Pick<LaneState, "steps" | "run">): (context: string) => number {
  let counts: Map<string, number> | undefined;
  return (context) => {
    counts ??= count();
    return counts.get(context) ?? 0;
  };

  function count(): Map<string, number> {
    const found = new Map<string, number>();
    for (const [path, { status }] of steps) {
      // How a callback is handed out is no step that people know of.
      if (status !== "done" || run.callbacks.has(`${contextOf(path)}/callback`)) continue;
      for (let at = contextOf(path); at !== rootPath; at = contextOf(at)) found.set(at, (found.get(at) ?? 0) + 1);
    }
    return found;
  }
}
