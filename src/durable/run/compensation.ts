import type { Engine } from "../engine/engine.ts";

/**
 * Undoes the steps that are done, the last first. Each is itself a durable step; one that cannot be undone does not keep
 * the others from it. `failed`: the paths of those.
 */
export async function compensate(engine: Engine): Promise<{ readonly failed: readonly string[] }> {
  const { compensations, journal, observe } = engine;
  const failed: string[] = [];
  for (const { path, undo } of compensations.toSorted((one, other) => other.seq - one.seq)) {
    if (journal.state.run.compensated.has(path)) continue;
    const failure = await undo();
    if (failure) {
      failed.push(path);
      observe({ type: "failed", path, kind: "compensation", failure });
      continue;
    }
    await journal.append({ type: "compensated", path });
    observe({ type: "done", path, kind: "compensation" });
  }
  return { failed };
}
