/** Goes through a list of steps as a state machine: in order, by jumps, past what is skipped, and on after a failure. */
import { OperationFailed } from "../../durable/run-errors.ts";
import { UserError } from "../../policy/user-error.ts";
import type { EndStatus, Jump, StepDefinition } from "../definition.ts";
import { holds } from "../evaluate.ts";
import { scopeOf, type Frame, type StepResult } from "./frame.ts";
import { runStep } from "./run-step.ts";

/** The automation itself said that it failed, where no step did. */
export class EndedAsFailed extends Error {
  override readonly name = "EndedAsFailed";
}

/** A cycle was gone through more often than it may. */
export class TooManyVisits extends Error {
  override readonly name = "TooManyVisits";
}

/**
 * Throws the failure that was not gone past, or that a step ended the run with. A step that a failure leads to handles it:
 * it runs also without an `if`, and once it is done all is well again.
 */
export async function walk(steps: readonly StepDefinition[], frame: Frame): Promise<void> {
  const places = new Map(steps.map(({ name }, index) => [name, index]));
  /** The failure that is under way, and the last there was. */
  let failure: unknown;
  let lastFailure: unknown;
  /** Whether a jump led here. */
  let isSent = false;

  for (let index = 0; index < steps.length;) {
    const step = steps[index]!;
    const scope = scopeOf(frame, failure === undefined ? "success" : "failure");
    if (!(step.if === undefined ? failure === undefined || isSent : holds(step.if, scope))) {
      frame.results.set(step.name, skipped);
      isSent = false;
      index += 1;
      continue;
    }
    const name = nameOfVisit(frame, step);
    let jump: Jump | undefined;
    if (step.kind === "goto") jump = { kind: "goto", step: step.step };
    else if (step.kind === "end") jump = { kind: "end", status: step.status };
    else {
      try {
        frame.results.set(step.name, await runStep(frame, step, name, scope, walk));
        if (isSent) failure = undefined;
        jump = step.onSuccess;
      } catch (error) {
        if (!(error instanceof OperationFailed || error instanceof UserError)) throw error;
        const { onFailure } = step;
        const conclusion = onFailure.kind === "continue" ? "success" : "failure";
        frame.results.set(step.name, { outcome: "failure", conclusion, outputs: {} });
        if (onFailure.kind !== "continue") {
          failure = error;
          lastFailure = error;
        }
        if (onFailure.kind === "goto" || onFailure.kind === "end") jump = onFailure;
      }
    }
    if (jump?.kind === "end") return end(jump.status, step.name);
    isSent = jump !== undefined;
    index = jump === undefined ? index + 1 : (places.get(jump.step) ?? steps.length);
  }
  if (failure !== undefined) throw failure;

  function end(status: EndStatus, step: string): void {
    if (status === "succeeded") return;
    throw lastFailure ?? new EndedAsFailed(`step "${step}" ended the automation as failed`);
  }
}

const skipped: StepResult = { outcome: "skipped", conclusion: "skipped", outputs: {} };

/** What a visit of a step is recorded under: its name, with a number from the second on. */
function nameOfVisit({ visits }: Frame, { name, maxVisits }: StepDefinition): string {
  const visit = (visits.get(name) ?? 0) + 1;
  visits.set(name, visit);
  if (maxVisits !== undefined && visit > maxVisits) {
    throw new TooManyVisits(`step "${name}" was come to ${visit} times: its max-visits is ${maxVisits}`);
  }
  return visit === 1 ? name : `${name}#${visit}`;
}
