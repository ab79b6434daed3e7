/** What an automation's operations throw. What is thrown on replay is the same as what was thrown first. */
import type { RecordedFailure } from "../journal/event-parts.ts";

/** An operation failed. `path` names it, `causes` the operations whose failure it was. */
export class OperationFailed extends Error {
  override readonly name: string = "OperationFailed";
  readonly path: string;
  /** What is recorded of it: a kind, a message and a code. */
  readonly failure: RecordedFailure;
  readonly causes: readonly string[];
  constructor(path: string, failure: RecordedFailure, causes: readonly string[], message: string) {
    super(message);
    this.path = path;
    this.failure = failure;
    this.causes = causes;
  }
}

/** The attempts of a step are used up. */
export class StepFailed extends OperationFailed {
  override readonly name = "StepFailed";
  readonly attempts: number;
  constructor(path: string, failure: RecordedFailure, attempts: number) {
    super(path, failure, [path], `step "${path}" failed: ${describe(failure)}`);
    this.attempts = attempts;
  }
}

/** A child context, an item or a branch failed. */
export class ContextFailed extends OperationFailed {
  override readonly name = "ContextFailed";
  constructor(path: string, failure: RecordedFailure, causes: readonly string[]) {
    super(path, failure, causes, `"${path}" failed: ${describe(failure)}`);
  }
}

/** The answer to a callback was a failure. */
export class CallbackFailed extends OperationFailed {
  override readonly name: string = "CallbackFailed";
  constructor(path: string, failure: RecordedFailure) {
    super(path, failure, [path], `"${path}" was answered with a failure: ${failure.message}`);
  }
}

/** Nobody answered a callback in time, or gave a heartbeat. */
export class CallbackTimedOut extends CallbackFailed {
  override readonly name = "CallbackTimedOut";
}

/** The error of a callback whose recorded failure this is. */
export function callbackError(path: string, failure: RecordedFailure): CallbackFailed {
  const isLate = failure.kind === "timeout" || failure.kind === "idle-timeout";
  return isLate ? new CallbackTimedOut(path, failure) : new CallbackFailed(path, failure);
}

/** A condition did not come to hold in the attempts or the time it had, or its check threw. */
export class ConditionFailed extends OperationFailed {
  override readonly name = "ConditionFailed";
  constructor(path: string, failure: RecordedFailure) {
    super(path, failure, [path], `condition "${path}" failed: ${describe(failure)}`);
  }
}

/** The run was cancelled: no operation starts any more. */
export class RunCancelled extends Error {
  override readonly name = "RunCancelled";
  constructor() {
    super("the run was cancelled");
  }
}

/** With the name of an error, unless it says nothing. */
function describe({ name = "Error", message }: RecordedFailure): string {
  return name === "Error" ? message : `${name}: ${message}`;
}
