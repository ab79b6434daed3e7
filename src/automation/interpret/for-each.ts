/** A step for each of many items. */
import { hash } from "node:crypto";
import { join } from "node:path";
import * as z from "zod/mini";
import type { BatchResult } from "../../durable/batch.ts";
import { commandOperation } from "../../durable/command-operation.ts";
import { attachmentSchema } from "../../journal/event-parts.ts";
import type { ForEachStep } from "../definition.ts";
import { evaluateText, type Scope } from "../evaluate.ts";
import { bringAllBack, definedOnly } from "./batches.ts";
import { commandOf, compensationOf, outputsOf, worldAt } from "./command.ts";
import type { Frame } from "./frame.ts";
import { itemsOf } from "./items.ts";

/** What an item leaves, as it is recorded. */
const itemSchema = z.strictObject({
  outputs: z.record(z.string(), z.string()),
  archive: z.optional(attachmentSchema),
});
type ItemResult = z.infer<typeof itemSchema>;

/**
 * Runs the command for each item, known by its key. Outputs: counts, and `results`, the path of a file with a line of JSON
 * for each item: `key`, `status`, and its `outputs` or its `error`.
 */
export async function forEach(
  frame: Frame,
  step: ForEachStep,
  name: string,
  scope: Scope,
): Promise<Record<string, string>> {
  const items = await itemsOf(frame, step.items, scope);
  const withItem = (item: unknown): Scope => ({ ...scope, contexts: { ...scope.contexts, item } });
  const entered = new Set<string>();
  const batch = await frame.context.map<unknown, ItemResult>(
    name,
    items,
    async (context, item) => {
      const own = withItem(item);
      const record = await commandOperation(context, {
        name: "run",
        command: commandOf(frame, step, own),
        compensate: compensationOf(frame, step, own),
        worldAt: worldAt(frame),
      });
      entered.add(evaluateText(step.key, own));
      return { outputs: outputsOf(record), ...(record.archive && { archive: record.archive }) };
    },
    {
      key: (item) => evaluateText(step.key, withItem(item)),
      ...(step.maxConcurrency !== undefined && { maxConcurrency: step.maxConcurrency }),
      completion: definedOnly(step.completion),
      onExhausted: step.onExhausted,
    },
  );
  for (const { key, result } of batch.succeeded()) {
    const { archive } = itemSchema.parse(result);
    if (archive && !entered.has(key)) await bringAllBack(frame, [archive]);
  }
  throwUnlessTolerated(step, batch);
  return {
    total: String(batch.totalCount),
    succeeded: String(batch.successCount),
    failed: String(batch.failureCount),
    "dead-letters": String(batch.deadLetters.length),
    results: await writeResults(frame, name, batch),
  };
}

/** Dead letters are kept for later and let the run go on, unless more has failed than is tolerated. */
function throwUnlessTolerated({ completion, onExhausted }: ForEachStep, batch: BatchResult<unknown>): void {
  const { toleratedFailureCount, toleratedFailurePercentage, minSuccessful } = completion;
  const tolerates = [toleratedFailureCount, toleratedFailurePercentage, minSuccessful].some(
    (each) => each !== undefined,
  );
  const isExceeded = batch.completionReason === "failure-tolerance-exceeded";
  const hasTooFew = minSuccessful !== undefined && batch.successCount < minSuccessful;
  if (isExceeded || hasTooFew || (!tolerates && onExhausted !== "dead-letter")) batch.throwIfError();
}

/** The same file wherever it is written anew: it is made of what is recorded. */
async function writeResults({ around }: Frame, name: string, batch: BatchResult<ItemResult>): Promise<string> {
  const { files } = around.world;
  const folder = join(around.temporaryFolder, "results");
  const path = join(folder, `${hash("sha256", name, "hex").slice(0, 16)}.jsonl`);
  const lines = batch.all.map((item) => {
    const { key, status } = item;
    if (item.status === "succeeded") return JSON.stringify({ key, status, outputs: item.result.outputs });
    if (item.status === "failed") return JSON.stringify({ key, status, error: { message: item.error.message } });
    return JSON.stringify({ key, status });
  });
  await files.makeFolder(folder);
  await files.replace(path, lines.map((line) => `${line}\n`).join(""), { durable: false });
  return path;
}
