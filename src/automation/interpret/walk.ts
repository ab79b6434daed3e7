/** Goes through a list of steps as a state machine: in order, by jumps, past what is skipped, and on after a failure. */
import { accessTo } from "../../durable/operations/run-access.ts";
import { OperationFailed } from "../../durable/run-errors.ts";
import { UserError } from "../../policy/user-error.ts";
import type { EndStatus, Jump, StepDefinition } from "../definition.ts";
import { holds } from "../evaluate.ts";
import type { Ended } from "./ended.ts";
import { scopeOf, type Frame, type StepResult } from "./frame.ts";
import { runStep } from "./run-step.ts";
import { markForFailure, visitName } from "./visit-name.ts";

/** The automation itself said that it failed, where no step did. */
class EndedAsFailed extends OperationFailed {
  override readonly name = "EndedAsFailed";
  constructor(path: string, step: string) {
    super(path, ...ending("EndedAsFailed", path, `step "${step}" ended the automation as failed`));
  }
}

/** A cycle was gone through more often than it may. */
class TooManyVisits extends OperationFailed {
  override readonly name = "TooManyVisits";
  constructor(path: string, step: string, most: number) {
    const message = `step "${step}" was come to ${most + 1} times, and its max-visits is ${most}`;
    super(path, ...ending("TooManyVisits", path, message));
  }
}

function ending(name: string, path: string, message: string) {
  return [{ kind: "error", name, message }, [path], message] as const;
}

/** How a list of steps stands. */
interface Standing {
  /** The failure that is under way. */
  failure: OperationFailed | undefined;
  /** Whether it led to the step that is come to, which then deals with it. */
  isSent: boolean;
}

/**
 * Throws the failure that was not gone past, or that a step ended the run with. A step that a failure leads to, by its
 * `on-failure` or by a decision, deals with it: it runs also without an `if`, and once it is done all is well again.
 */
export async function walk(steps: readonly StepDefinition[], frame: Frame): Promise<void> {
  const places = new Map(steps.map(({ name }, index) => [name, index]));
  const standing: Standing = { failure: undefined, isSent: false };
  let lastFailure: OperationFailed | undefined;

  for (let index = 0; index < steps.length;) {
    const step = steps[index]!;
    const visited = await visit(frame, step, standing);
    const result = resultOf(step, visited);
    if (result) frame.results.set(step.name, result);
    if (visited !== "passed over") {
      if (result?.conclusion === "failure") standing.failure = lastFailure = visited.failure;
      else if (result && standing.isSent) standing.failure = undefined;
    }
    const jump = visited === "passed over" ? undefined : jumpAfter(step, visited);
    if (jump?.kind === "end") return end(jump.status, step.name);
    standing.isSent = jump !== undefined && leadsFailure(step, visited);
    index = jump === undefined ? index + 1 : (places.get(jump.step) ?? steps.length);
  }
  if (standing.failure !== undefined) throw standing.failure;

  function end(status: EndStatus, step: string): void {
    if (status === "failed") throw lastFailure ?? new EndedAsFailed(accessTo(frame.context).pathOf(step), step);
  }
}

type Visited = Ended | "passed over";

async function visit(frame: Frame, step: StepDefinition, { failure, isSent }: Standing): Promise<Visited> {
  const { context, visits } = frame;
  const run = accessTo(context);
  const number = (visits.get(step.name) ?? 0) + 1;
  const name = visitName(context, numbered(step.name, number), failure);
  try {
    const scope = scopeOf(frame, failure === undefined ? "success" : "failure");
    const runs = step.if === undefined ? failure === undefined || isSent : holds(step.if, scope);
    if (!runs) return "passed over";
    visits.set(step.name, number);
    const { maxVisits = number } = step;
    // Where the run is resumed, the last visit is what is tried anew.
    if (number > maxVisits) throw new TooManyVisits(run.pathOf(numbered(step.name, maxVisits)), step.name, maxVisits);
    if (step.kind === "goto" || step.kind === "end") return nothing;
    if (failure) markForFailure(context, name);
    const refused = run.refusedBefore(name);
    return refused ? { ...nothing, failure: refused } : await runStep(frame, step, name, scope, walk);
  } catch (error) {
    if (error instanceof UserError) {
      visits.set(step.name, number);
      if (failure) markForFailure(context, name);
      return { ...nothing, failure: run.refusedBefore(name) ?? (await run.refuse(name, error)) };
    }
    if (!(error instanceof OperationFailed) || error instanceof TooManyVisits) throw error;
    return { ...nothing, failure: error };
  }
}

function numbered(step: string, number: number): string {
  return number === 1 ? step : `${step}#${number}`;
}

const nothing: Ended = { outputs: {} };

/** What later steps see of it; decisions leave nothing. */
function resultOf(step: StepDefinition, visited: Visited): StepResult | undefined {
  if (visited === "passed over") return { outcome: "skipped", conclusion: "skipped", outputs: {} };
  const { failure, outputs } = visited;
  if (failure === undefined) {
    return step.kind === "goto" || step.kind === "end"
      ? undefined
      : { outcome: "success", conclusion: "success", outputs };
  }
  return { outcome: "failure", conclusion: isGonePast(step) ? "success" : "failure", outputs };
}

function isGonePast(step: StepDefinition): boolean {
  return step.kind !== "goto" && step.kind !== "end" && step.onFailure.kind === "continue";
}

function jumpAfter(step: StepDefinition, { failure }: Ended): Jump | undefined {
  if (failure !== undefined && !isGonePast(step)) {
    const onFailure = step.kind === "goto" || step.kind === "end" ? undefined : step.onFailure;
    return onFailure?.kind === "goto" || onFailure?.kind === "end" ? onFailure : undefined;
  }
  if (step.kind === "goto") return { kind: "goto", step: step.step };
  if (step.kind === "end") return { kind: "end", status: step.status };
  return step.onSuccess;
}

/** Whether a jump after the step was made because of a failure. A `next` says nothing of one that is under way. */
function leadsFailure(step: StepDefinition, visited: Visited): boolean {
  if (step.kind === "goto") return true;
  return visited !== "passed over" && visited.failure !== undefined && !isGonePast(step);
}
