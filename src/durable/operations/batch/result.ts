import { batchResult, type BatchItem, type BatchResult } from "../../batch.ts";
import type { DeadLetter } from "../../context.ts";
import { recall, type Engine } from "../../engine/engine.ts";
import { pathOf } from "../../engine/path.ts";
import { ContextFailed } from "../../run-errors.ts";
import type { Batch, BatchRecord } from "./batch.ts";

/** What a batch gives that has ended: from the records alone, so that it is the same fresh and replayed. */
export async function resultOf<I, T>(
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
