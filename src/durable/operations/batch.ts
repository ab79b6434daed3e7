/** `ctx.map` and `ctx.parallel`: many contexts beside each other. */
import * as z from "zod/mini";
import { limits } from "../../journal/limits.ts";
import { UserError } from "../../policy/user-error.ts";
import { batchResult, type BatchItem, type BatchResult } from "../batch.ts";
import { childOperation } from "./child.ts";
import { enough, requireCompletion } from "./completion.ts";
import type { BatchOptions, Context, DeadLetter } from "../context.ts";
import {
  ask,
  beginNew,
  endNew,
  keep,
  operate,
  payloadOrNone,
  recall,
  requireWanted,
  secretWithheld,
  workIn,
  type Engine,
} from "../engine/engine.ts";
import { pathOf } from "../engine/path.ts";
import { LaneError } from "../lane/errors.ts";
import { revisit } from "./revisit.ts";
import { ContextFailed, RunCancelled } from "../run-errors.ts";
import { Scope } from "../engine/scope.ts";

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
type BatchRecord = z.infer<typeof recordSchema>;

/** What an item takes of its journal at the least: one small step, which starts and ends, and the item's own end. */
const itemCost = { events: 3, bytes: 1024 } as const;

/** So many items a run has room for that does little else, in round figures. */
export const mostItems = Math.floor(roomFor({ length: 0, bytes: 0 }) / 10_000) * 10_000;

/** How many more items a journal has room for that goes so far. */
function roomFor({ length, bytes }: { readonly length: number; readonly bytes: number }): number {
  const left = { events: limits.events - length, bytes: limits.journal - bytes };
  return Math.max(0, Math.floor(Math.min(left.events / itemCost.events, left.bytes / itemCost.bytes)));
}

const concurrentItems = 16;

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
    const undoable = engine.compensations.length;
    const ended = await runItems(engine, own, batch, listed, room).finally(() => {
      own.isClosed = true;
      invocation.abandon(path);
    });
    return workIn(engine, scope, async () => {
      const { payload } = await keep(engine, ended, undefined);
      requireWanted(engine, scope);
      const compensable = engine.compensations.length > undoable && { compensable: true };
      // A replay has to come to an item again whose result must not be recorded.
      const isSecret = ended.keys.some((key) => engine.secrets.has(pathOf(path, key)));
      const recorded = isSecret ? { withheld: secretWithheld } : payload;
      if (!record) await journal.append({ type: "context-done", path, kind, ...compensable, ...recorded });
      observe({ type: "done", path, kind });
      const result = await resultOf(engine, path, ended, batch);
      if (!record) await endNew(engine, path);
      return result;
    });
  });
}

/**
 * Comes again to the items of a batch that has ended, for what can be undone in them. Throws a {@link LaneError} where one
 * of those is no longer among them.
 */
async function revisitItems<I, T>(
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

/** Starts items in their order until there are none or the batch has enough. */
async function runItems<I, T>(
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
    if (isPulling) return;
    isPulling = true;
    while (!isEnough() && running < most && !isDrained) {
      const pulled = ask(pull);
      // A list's items start in one go, so that it never depends on what else is at work which of them have.
      const next = pulled instanceof Promise ? await workIn(engine, scope, () => pulled) : pulled;
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
  return ended.promise;
}

interface Item<I> {
  readonly item: I;
  readonly index: number;
  readonly key: string;
}

function itemOperation<I, T>(
  engine: Engine,
  scope: Scope,
  { kind, body, codec }: Batch<I, T>,
  { item, index, key }: Item<I>,
): Promise<T> {
  const child = { kind: kind === "map" ? "item" : "branch", name: key, ...(codec && { codec }) } as const;
  return childOperation(engine, scope, child, (context) => body(context, item, index));
}

/** Whether the item succeeded. */
async function runItem<I, T>(engine: Engine, scope: Scope, batch: Batch<I, T>, one: Item<I>): Promise<boolean> {
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

/** The same from the records alone, fresh or replayed. */
async function resultOf<I, T>(
  engine: Engine,
  path: string,
  { reason, keys }: BatchRecord,
  { codec }: Batch<I, T>,
): Promise<BatchResult<T>> {
  const { contexts, deadLetters } = engine.journal.state.run;
  const all: BatchItem<T>[] = [];
  const dead: DeadLetter[] = [];
  const causes: string[] = [];
  let first: ContextFailed | undefined;
  for (const [index, key] of keys.entries()) {
    const itemPath = pathOf(path, key);
    const record = contexts.get(itemPath);
    const secret = engine.secrets.get(itemPath);
    if (secret) all.push({ index, key, status: "succeeded", result: await recall(engine, secret, codec) });
    else if (record === undefined) all.push({ index, key, status: "started" });
    else if (record.status === "done") {
      all.push({ index, key, status: "succeeded", result: await recall(engine, record.payload, codec) });
    } else {
      const error = new ContextFailed(itemPath, record.failure, record.causes);
      first ??= error;
      causes.push(itemPath);
      all.push({ index, key, status: "failed", error });
    }
    const letter = deadLetters.get(itemPath);
    if (letter) {
      const { failure, attempts } = letter;
      dead.push({ key, item: await recall(engine, letter, undefined), failure, attempts });
    }
  }
  // All that failed is what the failure came of, so that a resumed run tries all of it anew.
  const error = first && new ContextFailed(first.path, first.failure, causes);
  return batchResult(all, reason, dead, error);
}

function iteratorOf<I>(items: Iterable<I> | AsyncIterable<I>): Iterator<I> | AsyncIterator<I> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}

/** How many there are. Throws a {@link UserError} before the first is started where they cannot all be told apart. */
function requireList<I>(items: readonly I[], keyOf: Batch<I, unknown>["keyOf"], room: number): number {
  if (items.length > room) throw tooMany(items.length, room);
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const key = textOfKey(keyOf(item, index), index);
    const other = seen.get(key);
    if (other !== undefined) {
      const shown = key.length > 80 ? `${key.slice(0, 80)}…` : key;
      throw new UserError(
        `items ${other} and ${index} have the same key ${JSON.stringify(shown)}: give each a key of its own`,
      );
    }
    seen.set(key, index);
  }
  return items.length;
}

function textOfKey(key: unknown, index: number): string {
  if (typeof key === "string" && key !== "") return key;
  if (Number.isFinite(key)) return String(key);
  const given = typeof key === "number" ? String(key) : JSON.stringify(key);
  throw new UserError(`the key of item ${index} is ${given}: give a number, or a text that is not empty`);
}

/** Without a count, nobody knows how many more there are. */
function tooMany(count: number | undefined, room: number): UserError {
  const runs = count !== undefined && count > mostItems ? `${Math.ceil(count / mostItems)} runs` : "runs";
  return new UserError(
    `a list of ${count ?? `more than ${room}`} items is more than the journal of this run has room for: the most is ` +
      `${room}, at ${itemCost.events} events and ${itemCost.bytes} bytes an item. Split the list into ${runs} of their own, each of ` +
      `at most ${mostItems} items`,
  );
}
