/** Lists of steps that run beside each other. */
import type { Context } from "../../durable/context.ts";
import { pathOf } from "../../durable/engine/path.ts";
import { accessTo } from "../../durable/operations/run-access.ts";
import type { ParallelStep, StepDefinition } from "../definition.ts";
import { definedOnly, failureOf } from "./batches.ts";
import type { Ended } from "./ended.ts";
import { branchFrame, leftBy, leftSchema, takeLeft, type Frame } from "./frame.ts";

/** Goes through the steps of a branch. */
export type Walk = (steps: readonly StepDefinition[], frame: Frame) => Promise<void>;

/** Branches see what was before them; what they leave, also where they fail, is joined in their order. */
export async function runBranches(frame: Frame, step: ParallelStep, name: string, walk: Walk): Promise<Ended> {
  const { completion, maxConcurrency } = step;
  const run = accessTo(frame.context);
  const path = run.pathOf(name);
  const entered = new Map<string, Frame>();

  async function go(branch: string, context: Context): Promise<Frame> {
    const inside = branchFrame(frame, context);
    entered.set(branch, inside);
    await walk(step.branches.get(branch) ?? [], inside);
    return inside;
  }

  const batch = await frame.context.parallel(
    name,
    Object.fromEntries(
      [...step.branches.keys()].map((branch) => [
        branch,
        async (context: Context) => leftBy(await go(branch, context), frame),
      ]),
    ),
    { ...definedOnly({ maxConcurrency }), completion: definedOnly(completion) },
  );
  for (const item of batch.all) {
    if (item.status === "succeeded") takeLeft(frame, leftSchema.parse(item.result));
    if (item.status !== "failed") continue;
    // Of a failed branch only its steps are recorded: what it left is seen by coming to them again.
    if (!entered.has(item.key)) await run.comeAgain(pathOf(path, item.key), (own) => go(item.key, own));
    const inside = entered.get(item.key);
    if (inside) takeLeft(frame, leftBy(inside, frame));
  }
  return {
    outputs: { succeeded: String(batch.successCount), failed: String(batch.failureCount) },
    failure: failureOf(batch, path, completion, false),
  };
}
