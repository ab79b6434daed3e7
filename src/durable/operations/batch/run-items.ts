import { ask, workIn, type Engine } from "../../engine/engine.ts";
import type { Scope } from "../../engine/scope.ts";
import { RunCancelled } from "../../run-errors.ts";
import type { Batch, BatchRecord } from "./batch.ts";
import { enough } from "./completion.ts";
import { closeIterator, iteratorOf, runItem, type Item } from "./item.ts";
import { textOfKey } from "./item-keys.ts";
import { tooMany } from "./room.ts";

const concurrentItems = 16;

/** Starts items in their order until there are none or the batch has enough. */
export async function runItems<I, T>(
  engine: Engine,
  scope: Scope,
  batch: Batch<I, T>,
  listed: number | undefined,
  room: number,
): Promise<BatchRecord> {
  const { items, completion = {}, kind } = batch;
  const iterator = iteratorOf(items);
  const most = batch.maxConcurrency ?? (kind === "map" ? concurrentItems : Number.POSITIVE_INFINITY);
  const keys: string[] = [];
  const ended = Promise.withResolvers<BatchRecord>();
  /** Nothing more is asked for, and what was is not waited for: a stream may stall. */
  const closed = Promise.withResolvers<"closed">();
  let tally = { succeeded: 0, failed: 0, total: listed };
  let running = 0;
  let isDrained = false;
  let isPulling = false;
  let cancelled: RunCancelled | undefined;

  /** Whether nothing more is to be started. */
  function isEnough(): boolean {
    // What was started before is started again, so that a replay hands back the items that the first pass would have.
    if (keys.length < scope.recorded.size && !isDrained) return false;
    // What is recorded of those behind one that has nothing to show yet can be undone too.
    if (cancelled && scope.isReplaying && !isDrained) return false;
    const reason = enough(completion, tally);
    if (reason) ended.resolve({ reason, keys: [...keys] });
    return reason !== undefined || cancelled !== undefined;
  }

  /** Items are asked for one after the other, also where several could start. */
  async function fill(): Promise<void> {
    if (isPulling) {
      if (isEnough()) closed.resolve("closed");
      return;
    }
    isPulling = true;
    while (!isEnough() && running < most && !isDrained) {
      const pulled = ask(pull);
      // A list's items start in one go, so that it never depends on what else is at work which of them have.
      const next = pulled instanceof Promise ? await workIn(engine, scope, () => untilClosed(pulled)) : pulled;
      if (next === "closed") break;
      if (next === undefined) {
        isDrained = true;
        tally = { ...tally, total: keys.length };
        break;
      }
      // Others may have ended while this was asked for.
      if (!isEnough()) start(next);
    }
    isPulling = false;
    // Again: items may have ended while the next was asked for, and a stream tells its length at its end.
    const hasEnough = isEnough();
    if (running > 0 || (!isDrained && !cancelled)) return;
    if (cancelled) ended.reject(cancelled);
    else if (!hasEnough) ended.resolve({ reason: "all-completed", keys });
  }

  function untilClosed<R>(pulled: Promise<R>): Promise<R | "closed"> {
    return engine.invocation.perform(scope.path, () => Promise.race([pulled, closed.promise]));
  }

  function pull(): Item<I> | undefined | Promise<Item<I> | undefined> {
    const next = iterator.next();
    return next instanceof Promise ? next.then(itemOf) : itemOf(next);
  }

  function itemOf({ done, value: item }: IteratorResult<I, unknown>): Item<I> | undefined {
    if (done) return undefined;
    const index = keys.length;
    if (index >= room) throw tooMany(undefined, room);
    return { item, index, key: textOfKey(batch.keyOf(item, index), index) };
  }

  function start(item: Item<I>): void {
    keys.push(item.key);
    running += 1;
    void runItem(engine, scope, batch, item).then(
      (isDone) => finish(isDone),
      (error: unknown) => {
        if (error instanceof RunCancelled) cancelled ??= error;
        else ended.reject(error);
        running -= 1;
        void fill().catch(ended.reject);
      },
    );
  }

  function finish(isDone: boolean): void {
    running -= 1;
    tally = { ...tally, [isDone ? "succeeded" : "failed"]: tally[isDone ? "succeeded" : "failed"] + 1 };
    void fill().catch(ended.reject);
  }

  void fill().catch(ended.reject);
  return ended.promise.finally(() => {
    closed.resolve("closed");
    if (!isDrained) closeIterator(iterator);
  });
}
