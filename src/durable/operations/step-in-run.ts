/** What steps over code and over commands have in common where they are operations of a run. */
import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { Done } from "../../journal/fold.ts";
import type { AttemptsObserver } from "../step/attempts.ts";
import { beginNew, endNew, requireGoingOn, requireRunning, work, type Engine } from "../engine/engine.ts";
import { UserError } from "../../policy/user-error.ts";
import { undoSuffix } from "../../journal/run-events.ts";
import { StepFailed } from "../run-errors.ts";
import type { Scope } from "../engine/scope.ts";
import { unknownFailure } from "../step/recorded-failure.ts";
import type { StepDefinition, StepOutcome, StepValue } from "../step/step.ts";

export interface StepInRun<V extends StepValue, T> {
  readonly name: string | undefined;
  /** Runs or replays the step that is recorded under this path. */
  readonly run: (path: string) => Promise<StepOutcome<V>>;
  /** What is handed to the automation of a record, and of what was just done. */
  readonly recall: (done: Done, path: string) => Promise<T>;
  readonly valueOf: (value: V) => Promise<T>;
  readonly onExhausted: "fail" | "pause" | undefined;
  /** Undoes what was done, as a step that is recorded under this path. */
  readonly undo: ((path: string, value: T) => Promise<StepOutcome<StepValue>>) | undefined;
}

export function stepInRun<V extends StepValue, T>(engine: Engine, scope: Scope, step: StepInRun<V, T>): Promise<T> {
  const { journal, observe, invocation } = engine;
  return work(engine, scope, async () => {
    const path = scope.claim("step", step.name);
    if (path.endsWith(undoSuffix)) {
      throw new UserError(`a step cannot be called "${step.name}": so is called what undoes another`);
    }
    const before = journal.state.steps.get(path);
    if (before?.status === "failed" && before.failure) {
      observe({ type: "replayed", path, kind: "step" });
      return giveUp(path, before.failure, before.failedAttempts);
    }
    if (before?.status !== "done") await beginNew(engine, scope, path);
    const outcome = await invocation.perform(path, () => step.run(path));
    const value = await handed(path, outcome);
    if (step.undo) registerUndo(engine, path, value, step.undo);
    const isWithheld = journal.state.steps.get(path)?.done?.withheld !== undefined;
    if (outcome.kind !== "replayed" && !isWithheld) await endNew(engine, path);
    return value;
  });

  async function handed(path: string, outcome: StepOutcome<V>): Promise<T> {
    const record = journal.state.steps.get(path);
    switch (outcome.kind) {
      case "replayed":
        observe({ type: "replayed", path, kind: "step" });
        return step.recall(outcome.done, path);
      case "done":
      case "skipped": {
        const { attempts } = outcome;
        observe({ type: "done", path, kind: "step", attempts, duration: record?.done?.duration ?? 0 });
        return step.valueOf(outcome.value);
      }
      case "failed": {
        const failure = record?.failure ?? unknownFailure;
        observe({ type: "failed", path, kind: "step", failure });
        await endNew(engine, path);
        return giveUp(path, failure, outcome.attempts);
      }
      case "interrupted": {
        const message = "it started and was never recorded as done: look whether its effect happened";
        const failure = { kind: "interrupted", message } as const;
        observe({ type: "failed", path, kind: "step", failure });
        await invocation.park({ kind: "paused", path, failure, causes: [path] });
        throw new StepFailed(path, failure, outcome.attempts);
      }
      case "cancelled":
        await invocation.park({ kind: "interrupted", path });
        throw new StepFailed(path, { kind: "cancelled", message: "cancelled" }, outcome.attempts);
    }
  }

  async function giveUp(path: string, failure: RecordedFailure, attempts: number): Promise<never> {
    if (step.onExhausted === "pause") await invocation.park({ kind: "paused", path, failure, causes: [path] });
    throw new StepFailed(path, failure, attempts);
  }
}

/** Notes how to undo a step that is done. */
function registerUndo<T>(
  { journal, invocation, compensations }: Engine,
  path: string,
  value: T,
  undo: (path: string, value: T) => Promise<StepOutcome<StepValue>>,
): void {
  const undoPath = `${path}${undoSuffix}`;
  compensations.push({
    path,
    seq: journal.state.steps.get(path)?.done?.seq ?? 0,
    async undo() {
      const outcome = await undo(undoPath, value);
      if (outcome.kind === "failed") return journal.state.steps.get(undoPath)?.failure ?? unknownFailure;
      if (outcome.kind === "cancelled") await invocation.park({ kind: "interrupted", path: undoPath });
      return undefined;
    },
  });
}

/** Tells the onlooker of the attempts at a step; without a scope it is one that undoes, which nothing keeps from it. */
export function observed<V>(engine: Engine, path: string, scope: Scope | undefined): AttemptsObserver<V> {
  const { observe, journal, world, invocation } = engine;
  return {
    async onAttemptStart(number) {
      await requireRunning(engine, path);
      invocation.stepStarted();
      if (number === 1) observe({ type: "started", path, kind: "step" });
    },
    onAttemptFailed(attempt, _, decision) {
      const failure = journal.state.steps.get(path)?.failure ?? unknownFailure;
      const next = decision.kind === "retry" ? { next: world.clock.now() + decision.delay } : {};
      observe({ type: "attempt-failed", path, attempt, failure, ...next });
      if (scope && decision.kind === "retry") requireGoingOn(engine, scope);
    },
  };
}

/** Waits for the next attempt as long as this process is there for it. */
export function waitUntilIn({ observe, invocation }: Engine, path: string): NonNullable<StepDefinition["waitUntil"]> {
  return async (until) => {
    observe({ type: "waiting", path, kind: "step", until });
    await invocation.park({ kind: "retrying", path, until });
  };
}
