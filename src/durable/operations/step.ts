/** `ctx.step`: the durable step over code. */
import type { Payload } from "../../journal/event-parts.ts";
import type { FailureEntry } from "../../policy/failure-list.ts";
import { UserError } from "../../policy/user-error.ts";
import type { Attempted } from "../step/attempts.ts";
import { attemptCode } from "../step/code-attempt.ts";
import { unversioned } from "../step/fingerprint.ts";
import { stillRunning } from "../step/still-running.ts";
import type { StepBody, StepOptions } from "../context.ts";
import { keep, recall, secretWithheld, withinStep, type Engine, type Kept } from "../engine/engine.ts";
import { failureOf } from "../step/recorded-failure.ts";
import { readDuration, readRetry } from "../step/retry-options.ts";
import { logOf } from "../engine/log.ts";
import type { Scope } from "../engine/scope.ts";
import { observed, stepInRun, waitUntilIn } from "./step-in-run.ts";
import { runStep, type StepDefinition, type StepOutcome, type StepValue } from "../step/step.ts";

interface CodeValue extends StepValue {
  readonly payload: Payload;
}

export function stepOperation<T>(
  engine: Engine,
  scope: Scope,
  name: string | undefined,
  body: StepBody<T>,
  options: StepOptions<T> = {},
): Promise<T> {
  const { codec, onExhausted, compensate, retry, timeout, deadline, idleTimeout } = options;
  /** What undoes it is retried and limited as it is itself. */
  const limits = {
    ...(retry !== undefined && { retry }),
    ...(timeout !== undefined && { timeout }),
    ...(deadline !== undefined && { deadline }),
    ...(idleTimeout !== undefined && { idleTimeout }),
  };
  return stepInRun<CodeValue, T>(engine, scope, {
    name,
    run: (path) => runCode(engine, path, scope, body, options),
    recall: (done) => recall(engine, done, codec),
    valueOf: ({ payload }) => recall(engine, payload, codec),
    onExhausted,
    undo:
      compensate &&
      ((path, value) =>
        runCode<unknown>(engine, path, undefined, async (step) => void (await compensate(value, step)), limits)),
  });
}

async function runCode<T>(
  engine: Engine,
  path: string,
  scope: Scope | undefined,
  body: StepBody<T>,
  options: StepOptions<T>,
): Promise<StepOutcome<CodeValue>> {
  const { world, lane, invocation, guard, fakes } = engine;
  const { codec, timeout, idleTimeout } = options;
  const limits = {
    timeout: timeout === undefined ? undefined : readDuration("timeout", timeout),
    idleTimeout: idleTimeout === undefined ? undefined : readDuration("idleTimeout", idleTimeout),
  };
  const log = logOf(engine, path);
  return runStep<CodeValue>(
    world,
    lane,
    definitionOf(engine, path, options),
    {
      ...observed(engine, path, scope),
      ...(guard && { redact: (text: string) => guard.redact(text) }),
      async attempt(attempt, idempotencyKey, signal): Promise<Attempted<CodeValue>> {
        const ended = await attemptCode(
          world.clock,
          (aborted, heartbeat) =>
            fakes
              ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a fake gives what its author wants it to
                (fakes.step({ path, attempt, idempotencyKey, kind: "code" }) as Promise<T>)
              : withinStep(engine, () => body({ attempt, idempotencyKey, signal: aborted, log, heartbeat })),
          limits,
          signal,
        );
        if (ended.kind === "failure") return ended;
        try {
          return { kind: "success", value: valueOf(await keep(engine, ended.value, codec)) };
        } catch (error) {
          if (error instanceof UserError) return { kind: "failure", failure: failureOf(error) };
          throw error;
        }
      },
    },
    invocation.signal,
  );
}

function definitionOf<T>(engine: Engine, path: string, options: StepOptions<T>): StepDefinition {
  const { retry, deadline, fingerprint = unversioned, onChange, semantics = "at-least-once" } = options;
  const policy = readRetry(retry, engine.policies);
  return {
    name: path,
    fingerprint,
    onChange: onChange ?? engine.onChange,
    semantics,
    policy: {
      ...policy,
      giveUpOn: [stillRunning, authorsMistake, ...(policy.giveUpOn ?? [])],
      ...(deadline !== undefined && { deadline: readDuration("deadline", deadline) }),
    },
    untold: [stillRunning],
    waitUntil: waitUntilIn(engine, path),
  };
}

/** No other attempt would give what can be recorded. */
const authorsMistake: FailureEntry = {
  text: "a mistake of the automation's author",
  matches: (failure) => failure.kind === "error" && failure.name === "UserError",
};

/** A value that holds a secret is handed on and not kept. */
function valueOf({ payload, isSecret }: Kept): CodeValue {
  const { result, spilled } = payload;
  const value = { payload, result, ...(spilled && { spilled }) };
  return isSecret ? { ...value, withheld: secretWithheld } : value;
}
