/** A step for each of many items. */
import { hash } from "node:crypto";
import { join } from "node:path";
import { OperationFailed } from "../../durable/run-errors.ts";
import type { BatchResult } from "../../durable/batch.ts";
import { commandOperation } from "../../durable/operations/command.ts";
import { asCommandRecord } from "../../durable/command/record.ts";
import { accessTo } from "../../durable/operations/run-access.ts";
import { LaneError } from "../../durable/lane/errors.ts";
import { pathOf } from "../../durable/engine/path.ts";
import { DefinitionChanged } from "../../durable/step/definition-changed.ts";
import { commandFingerprint, isSameDefinition, redactFingerprint } from "../../durable/step/fingerprint.ts";
import { UserError } from "../../policy/user-error.ts";
import type { ForEachStep } from "../definition.ts";
import { evaluateText, type Scope } from "../evaluate.ts";
import { definedOnly, failureOf } from "./batches.ts";
import { commandOf, compensationOf, outputsOf, worldAt } from "./command.ts";
import type { Ended } from "./ended.ts";
import type { Frame } from "./frame.ts";
import { requireKeys } from "./item-keys.ts";
import { itemsOf } from "./items.ts";

/** What the command of an item is called within it. */
const command = "run";

/**
 * Runs the command for each item, known by its key. Outputs: counts, and `results`, the path of a file with a line of JSON
 * for each item: `key`, `status`, and its `outputs` or its `error`.
 */
export async function forEach(frame: Frame, step: ForEachStep, name: string, scope: Scope): Promise<Ended> {
  const { completion, maxConcurrency, onExhausted } = step;
  const path = accessTo(frame.context).pathOf(name);
  await requireSame(frame, step, path);
  const withItem = (item: unknown): Scope => ({ ...scope, contexts: { ...scope.contexts, item } });
  const key = (item: unknown): string => evaluateText(step.key, withItem(item));
  const items = await itemsToRun(frame, step, name, scope, key);
  const batch = await frame.context.map<unknown, void>(
    name,
    items,
    async (context, item) => {
      const own = commandOf(frame, step, withItem(item));
      const compensate = compensationOf(frame, step, own);
      await commandOperation(context, { name: command, command: own, compensate, worldAt: worldAt(frame) });
    },
    { key, ...definedOnly({ maxConcurrency }), completion: definedOnly(completion), onExhausted },
  );
  return {
    outputs: {
      total: String(batch.totalCount),
      succeeded: String(batch.successCount),
      failed: String(batch.failureCount),
      "dead-letters": String(batch.deadLetters.length),
      results: await writeResults(frame, path, batch),
    },
    failure: failureOf(batch, path, completion, onExhausted === "dead-letter"),
  };
}

/**
 * Items that are done are not come to again, so the definition is compared as a whole. Where a person had the step itself go
 * on, its other items may have a mended one, which later passes compare with.
 */
async function requireSame(
  { context, around }: Frame,
  { command: own, onChange }: ForEachStep,
  path: string,
): Promise<void> {
  const run = accessTo(context);
  const { values, contexts, wasResumed } = run.state.run;
  const now = commandFingerprint({ script: own.script, shell: own.shell, folder: own.workingDirectory?.text });
  const place = pathOf(path, "definition");
  const before = values.get(place);
  if (before !== undefined && isSameDefinition(String(before), now)) return;
  const isUnderWay = run.effects !== "none" && !contexts.has(path);
  if (isUnderWay && (before === undefined || wasResumed)) {
    return run.note(place, redactFingerprint(now, around.guard([])));
  }
  if (before === undefined || (onChange ?? run.onChange) !== "fail") return;
  await run.halt(new DefinitionChanged(path, String(before), now));
}

/** Items that are all done are not looked for again: the file they came from may be gone. */
async function itemsToRun(
  frame: Frame,
  step: ForEachStep,
  name: string,
  scope: Scope,
  key: (item: unknown) => string,
): Promise<Awaited<ReturnType<typeof itemsOf>>> {
  const run = accessTo(frame.context);
  const path = run.pathOf(name);
  const record = run.state.run.contexts.get(path);
  if (record?.status === "done" && !record.compensable) return [];
  try {
    const items = await itemsOf(frame, step.items, scope);
    await requireKeys(items, key, { guard: frame.around.guard([]), recordsItems: step.onExhausted === "dead-letter" });
    return items;
  } catch (error) {
    if (!(error instanceof UserError) || !run.hasRecorded(name)) throw error;
    // The step is under way, so this is no failure of it: once the items are back, the run can go on.
    const message = `the run has begun "${path}" and cannot come to its items again: ${error.message}`;
    return run.halt(new LaneError(message, { cause: error }));
  }
}

/** The same file wherever it is written anew: it is made of what is recorded. */
async function writeResults({ around, context }: Frame, path: string, batch: BatchResult<void>): Promise<string> {
  const { files } = around.world;
  const { steps } = accessTo(context).state;
  const folder = join(around.temporaryFolder, "results");
  const file = join(folder, `${hash("sha256", path, "hex").slice(0, 16)}.jsonl`);
  const lines = batch.all.map((item) => {
    const { key, status } = item;
    if (item.status === "failed") return { key, status, error: { message: messageOf(item.error) } };
    if (item.status === "started") return { key, status };
    const done = steps.get(pathOf(pathOf(path, key), command))?.done;
    if (done?.withheld !== undefined) return { key, status, withheld: done.withheld };
    const record = asCommandRecord(done?.result);
    return { key, status, outputs: record ? outputsOf(record) : {} };
  });
  await files.makeFolder(folder);
  await files.replace(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { durable: false });
  return file;
}

/** What went wrong, without the path: the key stands beside it. */
function messageOf(error: Error): string {
  return error instanceof OperationFailed ? error.failure.message : error.message;
}
