import { ask, workIn, type Engine } from "../../engine/engine.ts";
import { pathOf } from "../../engine/path.ts";
import type { Scope } from "../../engine/scope.ts";
import { LaneError } from "../../lane/errors.ts";
import { revisit } from "../revisit.ts";
import type { Batch, BatchRecord } from "./batch.ts";
import { closeIterator, itemOperation, iteratorOf } from "./item.ts";

/**
 * Comes again to the items of a batch that has ended, for what can be undone in them. Throws a {@link LaneError} where one
 * of those is no longer among them.
 */
export async function revisitItems<I, T>(
  engine: Engine,
  scope: Scope,
  batch: Batch<I, T>,
  { keys }: BatchRecord,
): Promise<void> {
  const { contexts } = engine.journal.state.run;
  /** By key, since the list may have changed: with the index that each had. */
  const wanted = new Map<string, number>();
  for (const [index, key] of keys.entries()) {
    const path = pathOf(scope.path, key);
    const record = contexts.get(path);
    if (record ? record.compensable : scope.recorded.has(path)) wanted.set(key, index);
  }
  const iterator = iteratorOf(batch.items);
  for (let at = 0; wanted.size > 0; at++) {
    const next = await workIn(engine, scope, async () => ask(() => iterator.next()));
    if (next.done) throw missingItems(scope.path, [...wanted.keys()]);
    const item = next.value;
    const key = String(ask(() => batch.keyOf(item, at)));
    const index = wanted.get(key);
    if (index === undefined) continue;
    wanted.delete(key);
    await revisit(engine, scope, () => itemOperation(engine, scope, batch, { item, index, key }));
  }
  closeIterator(iterator);
}

/** Fatal, so that nothing else is undone in their place and they are not left as they are in silence. */
function missingItems(path: string, keys: readonly string[]): LaneError {
  const shown = keys.slice(0, 5).map((key) => JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key));
  const more = keys.length > shown.length ? ` and ${keys.length - shown.length} more` : "";
  return new LaneError(
    `"${path}" no longer has the items ${shown.join(", ")}${more}, of which the run has done what can be undone: ` +
      "once they are back, the run can go on",
  );
}
