/** One item of a map, or branch of a parallel. */
import { childOperation } from "../child.ts";
import { keep, payloadOrNone, workIn, type Engine } from "../../engine/engine.ts";
import type { Scope } from "../../engine/scope.ts";
import { ContextFailed } from "../../run-errors.ts";
import type { Batch } from "./batch.ts";

export interface Item<I> {
  readonly item: I;
  readonly index: number;
  readonly key: string;
}

/** Runs an item in a context of its own, or replays it. */
export function itemOperation<I, T>(
  engine: Engine,
  scope: Scope,
  { kind, body, codec }: Batch<I, T>,
  { item, index, key }: Item<I>,
): Promise<T> {
  const child = { kind: kind === "map" ? "item" : "branch", name: key, ...(codec && { codec }) } as const;
  return childOperation(engine, scope, child, (context) => body(context, item, index));
}

/** Runs an item and does what is asked for where it fails. Whether it succeeded. */
export async function runItem<I, T>(engine: Engine, scope: Scope, batch: Batch<I, T>, one: Item<I>): Promise<boolean> {
  const { journal, invocation, observe } = engine;
  const { onExhausted = "fail" } = batch;
  const { item, key } = one;
  try {
    await itemOperation(engine, scope, batch, one);
    return true;
  } catch (error) {
    if (!(error instanceof ContextFailed)) throw error;
    const { path, failure, causes } = error;
    if (onExhausted === "pause") {
      await workIn(engine, scope, () => invocation.park({ kind: "paused", path, failure, causes: [path] }));
    }
    if (onExhausted === "dead-letter" && !journal.state.run.deadLetters.has(path)) {
      const attempts = journal.state.steps.get(causes[0] ?? "")?.failedAttempts ?? 1;
      await workIn(engine, scope, async () => {
        const payload = payloadOrNone(engine, path, "the item", await keep(engine, item, undefined));
        await journal.append({ type: "dead-letter", path, key, failure, attempts, ...payload });
      });
      observe({ type: "dead-letter", path, failure });
    }
    return false;
  }
}

/** Items one after the other. */
export function iteratorOf<I>(items: Iterable<I> | AsyncIterable<I>): Iterator<I> | AsyncIterator<I> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}

/** Asks for no more items. Nobody waits for it, for a stream that stalls is never closed, and nothing hangs on how it ends. */
export function closeIterator<I>(iterator: Iterator<I> | AsyncIterator<I>): void {
  void (async () => iterator.return?.())().catch(() => {});
}
