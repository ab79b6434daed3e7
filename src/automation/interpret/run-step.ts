/** One visit of a step. */
import { commandOperation } from "../../durable/command-operation.ts";
import type { EndStep, GotoStep, ParallelStep, RunStep, StepDefinition } from "../definition.ts";
import type { Scope } from "../evaluate.ts";
import { bringAllBack, definedOnly } from "./batches.ts";
import { commandOf, compensationOf, outputsOf, worldAt } from "./command.ts";
import { forEach } from "./for-each.ts";
import { branchFrame, leftBy, leftSchema, takeLeft, takeRecord, type Frame, type StepResult } from "./frame.ts";
import { waitForApproval, waitForCondition, waitForEvent, waitForTime } from "./waits.ts";

/** Goes through the steps of a branch. */
type Walk = (steps: readonly StepDefinition[], frame: Frame) => Promise<void>;

/** Throws what the operation throws: a failure of the step, or what makes it impossible to go on. */
export async function runStep(
  frame: Frame,
  step: Exclude<StepDefinition, GotoStep | EndStep>,
  name: string,
  scope: Scope,
  walk: Walk,
): Promise<StepResult> {
  switch (step.kind) {
    case "run":
      return succeeded(await runScript(frame, step, name, scope));
    case "for-each":
      return succeeded(await forEach(frame, step, name, scope));
    case "parallel":
      return succeeded(await runBranches(frame, step, name, walk));
    case "wait":
      await waitForTime(frame, step, name, scope);
      return succeeded({});
    case "approval":
      return succeeded(await waitForApproval(frame, step, name, scope));
    case "event":
      return succeeded(await waitForEvent(frame, step, name));
    case "condition":
      return succeeded(await waitForCondition(frame, step, name, scope));
  }
}

function succeeded(outputs: Readonly<Record<string, string>>): StepResult {
  return { outcome: "success", conclusion: "success", outputs };
}

async function runScript(frame: Frame, step: RunStep, name: string, scope: Scope): Promise<Record<string, string>> {
  const record = await commandOperation(frame.context, {
    name,
    command: commandOf(frame, step, scope),
    onExhausted: step.onExhausted,
    compensate: compensationOf(frame, step, scope),
    worldAt: worldAt(frame),
  });
  takeRecord(frame, step.name, record);
  return outputsOf(record);
}

/** Branches see what was before them; what they leave is joined in their order. */
async function runBranches(
  frame: Frame,
  step: ParallelStep,
  name: string,
  walk: Walk,
): Promise<Record<string, string>> {
  const { context } = frame;
  const entered = new Set<string>();
  const branches = [...step.branches].map(
    ([branch, steps]) =>
      [
        branch,
        async (own: Frame["context"]) => {
          entered.add(branch);
          const inside = branchFrame(frame, own);
          await walk(steps, inside);
          return leftBy(inside, frame);
        },
      ] as const,
  );
  const batch = await context.parallel(name, Object.fromEntries(branches), {
    ...(step.maxConcurrency !== undefined && { maxConcurrency: step.maxConcurrency }),
    completion: definedOnly(step.completion),
  });
  for (const { key, result } of batch.succeeded()) {
    const left = leftSchema.parse(result);
    takeLeft(frame, left);
    if (!entered.has(key)) await bringAllBack(frame, left.archives);
  }
  const isTolerated = Object.keys(definedOnly(step.completion)).length > 0;
  if (!isTolerated || batch.completionReason === "failure-tolerance-exceeded") batch.throwIfError();
  return { succeeded: String(batch.successCount), failed: String(batch.failureCount) };
}
