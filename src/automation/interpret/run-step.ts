/** One visit of a step. */
import { commandOperation } from "../../durable/operations/command.ts";
import type { EndStep, GotoStep, RunStep, StepDefinition } from "../definition.ts";
import type { Scope } from "../evaluate.ts";
import { runBranches, type Walk } from "./branches.ts";
import { commandOf, compensationOf, outputsOf, worldAt } from "./command.ts";
import type { Ended } from "./ended.ts";
import { forEach } from "./for-each.ts";
import { takeRecord, type Frame } from "./frame.ts";
import { waitForApproval, waitForCondition, waitForEvent, waitForTime } from "./waits.ts";

/** Throws what its operation throws: a failure of the step, or what makes it impossible to go on. */
export async function runStep(
  frame: Frame,
  step: Exclude<StepDefinition, GotoStep | EndStep>,
  name: string,
  scope: Scope,
  walk: Walk,
): Promise<Ended> {
  switch (step.kind) {
    case "run":
      return { outputs: await runScript(frame, step, name, scope) };
    case "for-each":
      return forEach(frame, step, name, scope);
    case "parallel":
      return runBranches(frame, step, name, walk);
    case "wait":
      await waitForTime(frame, step, name, scope);
      return { outputs: {} };
    case "approval":
      return { outputs: await waitForApproval(frame, step, name, scope) };
    case "event":
      return { outputs: await waitForEvent(frame, step, name, scope) };
    case "condition":
      return { outputs: await waitForCondition(frame, step, name, scope) };
  }
}

async function runScript(frame: Frame, step: RunStep, name: string, scope: Scope): Promise<Record<string, string>> {
  const command = commandOf(frame, step, scope);
  const record = await commandOperation(frame.context, {
    name,
    command,
    onExhausted: step.onExhausted,
    compensate: compensationOf(frame, step, command),
    worldAt: worldAt(frame),
  });
  takeRecord(frame, step.name, record);
  return outputsOf(record);
}
