/** `ctx.map` and `ctx.parallel`: many contexts beside each other. */
import * as z from "zod/mini";
import type { BatchResult } from "../../batch.ts";
import type { BatchOptions, Context } from "../../context.ts";
import {
  ask,
  beginNew,
  endNew,
  keep,
  operate,
  recall,
  requireWanted,
  secretWithheld,
  workIn,
  type Engine,
} from "../../engine/engine.ts";
import { pathOf } from "../../engine/path.ts";
import { Scope } from "../../engine/scope.ts";
import { undoableSince } from "../../engine/undoable.ts";
import { requireCompletion } from "./completion.ts";
import { requireList } from "./item-keys.ts";
import { resultOf } from "./result.ts";
import { revisitItems } from "./revisit-items.ts";
import { mostItems, roomFor } from "./room.ts";
import { runItems } from "./run-items.ts";

export interface Batch<I, T> extends BatchOptions<T> {
  readonly kind: "map" | "parallel";
  readonly name: string | undefined;
  readonly items: Iterable<I> | AsyncIterable<I>;
  readonly keyOf: (item: I, index: number) => string | number;
  readonly body: (context: Context, item: I, index: number) => T | Promise<T>;
  readonly onExhausted?: "fail" | "dead-letter" | "pause" | undefined;
}

/** What is recorded of a batch that ended; the items have records of their own. */
const recordSchema = z.strictObject({
  reason: z.enum(["all-completed", "min-successful-reached", "failure-tolerance-exceeded"]),
  /** Keys of the items that were started, by index. */
  keys: z.array(z.string()),
});
export type BatchRecord = z.infer<typeof recordSchema>;

export function batchOperation<I, T>(engine: Engine, scope: Scope, batch: Batch<I, T>): Promise<BatchResult<T>> {
  const { journal, invocation, observe } = engine;
  const { kind, completion = {} } = batch;
  return operate(engine, scope, async () => {
    requireCompletion(completion, batch.maxConcurrency);
    const path = scope.claim(kind, batch.name);
    const record = journal.state.run.contexts.get(path);
    const own = new Scope(path, engine.recorded.get(path), false, scope);
    if (record?.status === "done" && !record.isWithheld) {
      const { payload, compensable } = record;
      const ended = await workIn(engine, scope, async () =>
        recordSchema.parse(await recall(engine, payload, undefined)),
      );
      if (compensable) await revisitItems(engine, own, batch, ended);
      observe({ type: "replayed", path, kind });
      return workIn(engine, scope, () => resultOf(engine, path, ended, batch));
    }
    const { items, keyOf } = batch;
    const room = Math.min(mostItems, own.recorded.size + roomFor(journal.written));
    const listed = Array.isArray(items) ? ask(() => requireList(items, keyOf, room)) : undefined;
    if (!scope.recorded.has(path)) await workIn(engine, scope, () => beginNew(engine, scope, path));
    if (listed !== undefined) observe({ type: "items", path, count: listed });
    const compensable = undoableSince(engine, own);
    const ended = await runItems(engine, own, batch, listed, room).finally(() => {
      own.isClosed = true;
      invocation.abandon(path);
    });
    return workIn(engine, scope, async () => {
      const { payload } = await keep(engine, ended, undefined);
      requireWanted(engine, scope);
      // A replay has to come to an item again whose result must not be recorded.
      const isSecret = ended.keys.some((key) => engine.secrets.has(pathOf(path, key)));
      const recorded = isSecret ? { withheld: secretWithheld } : payload;
      if (!record) await journal.append({ type: "context-done", path, kind, ...compensable(), ...recorded });
      observe({ type: "done", path, kind });
      const result = await resultOf(engine, path, ended, batch);
      if (!record) await endNew(engine, path);
      return result;
    });
  });
}
