/** `ctx.step`: the durable step over code. */
import type { Payload, RecordedFailure } from "../journal/event-parts.ts";
import type { Attempted } from "./attempts.ts";
import { attemptCode, codeStillRunning } from "./code-attempt.ts";
import type { StepBody, StepContext, StepOptions } from "./context.ts";
import { beginNew, endNew, keep, recall, work, type Engine } from "./engine.ts";
import { readDuration, readRetry } from "./retry-options.ts";
import { undoSuffix } from "./recorded-operations.ts";
import { StepFailed } from "./run-errors.ts";
import { logOf } from "./run-log.ts";
import type { Scope } from "./scope.ts";
import { runStep, type StepDefinition, type StepOutcome, type StepValue } from "./step.ts";

interface Kept extends StepValue {
  readonly payload: Payload;
}

export function stepOperation<T>(
  engine: Engine,
  scope: Scope,
  name: string | undefined,
  body: StepBody<T>,
  options: StepOptions<T> = {},
): Promise<T> {
  return work(engine, scope, async () => {
    const { compensate } = options;
    const path = scope.claim("step", name);
    const before = engine.journal.state.steps.get(path);
    if (before?.status === "failed" && before.failure) {
      engine.observe({ type: "replayed", path, kind: "step" });
      return giveUp(engine, path, before.failure, before.failedAttempts, options);
    }
    if (before?.status !== "done") await beginNew(engine, scope, path);
    const outcome = await runCode(engine, path, body, options);
    const value = await valueOf(engine, path, outcome, options);
    if (compensate) registerUndo(engine, path, value, compensate, options);
    if (outcome.kind !== "replayed") await endNew(engine, path);
    return value;
  });
}

/** Runs code as a durable step whose attempts are counted and waited for across processes. */
async function runCode<T>(
  engine: Engine,
  path: string,
  body: StepBody<T>,
  options: StepOptions<T>,
): Promise<StepOutcome<Kept>> {
  const { world, lane, invocation, observe, guard } = engine;
  const { codec, timeout, idleTimeout } = options;
  const limits = {
    timeout: timeout === undefined ? undefined : readDuration("timeout", timeout),
    idleTimeout: idleTimeout === undefined ? undefined : readDuration("idleTimeout", idleTimeout),
  };
  const attempt = async (number: number, idempotencyKey: string, signal: AbortSignal): Promise<Attempted<Kept>> => {
    const log = logOf(engine, path);
    const ended = await attemptCode(
      world.clock,
      (aborted, heartbeat) => body({ attempt: number, idempotencyKey, signal: aborted, log, heartbeat }),
      limits,
      signal,
    );
    if (ended.kind === "failure") return ended;
    const payload = await keep(engine, ended.value, codec);
    return { kind: "success", value: kept(engine, payload) };
  };
  return runStep(
    world,
    lane,
    definitionOf(engine, path, options),
    {
      attempt,
      ...(guard && { redact: (text: string) => guard.redact(text) }),
      onAttemptStart: (number) => {
        if (number === 1) observe({ type: "started", path, kind: "step" });
      },
      onAttemptFailed(number, _, decision) {
        const failure = engine.journal.state.steps.get(path)?.failure;
        if (!failure) return;
        const next = decision.kind === "retry" ? { next: world.clock.now() + decision.delay } : {};
        observe({ type: "attempt-failed", path, attempt: number, failure, ...next });
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
      giveUpOn: [codeStillRunning, ...(policy.giveUpOn ?? [])],
      ...(deadline !== undefined && { deadline: readDuration("deadline", deadline) }),
    },
    untold: [codeStillRunning],
    waitUntil: async (until) => {
      engine.observe({ type: "waiting", path, kind: "step", until });
      await engine.invocation.park({ kind: "waiting", path, until });
    },
  };
}

/** What a step is recorded with whose author gives it no fingerprint: all steps of its name are the same. */
const unversioned = "-";

/** A value that holds a secret is handed on and not kept. */
function kept({ guard }: Engine, payload: Payload): Kept {
  const { result, spilled } = payload;
  const value = { payload, result, ...(spilled && { spilled }) };
  if (!guard || guard.isEmpty || !guard.holds(JSON.stringify(result ?? ""))) return value;
  return { ...value, withheld: "what it gave holds a secret" };
}

async function valueOf<T>(
  engine: Engine,
  path: string,
  outcome: StepOutcome<Kept>,
  options: StepOptions<T>,
): Promise<T> {
  const { observe, invocation } = engine;
  switch (outcome.kind) {
    case "replayed":
      observe({ type: "replayed", path, kind: "step" });
      return recall(engine, outcome.done, options.codec);
    case "done":
    case "skipped": {
      const { attempts } = outcome;
      const duration = engine.journal.state.steps.get(path)?.done?.duration ?? 0;
      observe({ type: "done", path, kind: "step", attempts, duration });
      return recall(engine, outcome.value.payload, options.codec);
    }
    case "failed": {
      const failure = engine.journal.state.steps.get(path)?.failure ?? { kind: "error", message: "unknown" };
      observe({ type: "failed", path, kind: "step", failure });
      await endNew(engine, path);
      return giveUp(engine, path, failure, outcome.attempts, options);
    }
    case "interrupted": {
      const message = "it started and was never recorded: look whether its effect happened";
      const failure = { kind: "interrupted", message } as const;
      await invocation.park({ kind: "paused", path, failure, causes: [path] });
      throw new StepFailed(path, failure, outcome.attempts);
    }
    case "cancelled":
      await invocation.park({ kind: "interrupted", path });
      throw new StepFailed(path, { kind: "cancelled", message: "cancelled" }, outcome.attempts);
  }
}

async function giveUp<T>(
  { invocation }: Engine,
  path: string,
  failure: RecordedFailure,
  attempts: number,
  { onExhausted }: StepOptions<T>,
): Promise<never> {
  if (onExhausted === "pause") await invocation.park({ kind: "paused", path, failure, causes: [path] });
  throw new StepFailed(path, failure, attempts);
}

/** Notes how to undo a step that is done. */
function registerUndo<T>(
  engine: Engine,
  path: string,
  value: T,
  compensate: (result: T, step: StepContext) => unknown,
  options: StepOptions<T>,
): void {
  const { journal, compensations } = engine;
  const undoPath = `${path}${undoSuffix}`;
  const { retry, timeout, deadline, idleTimeout } = options;
  compensations.push({
    path,
    seq: journal.state.steps.get(path)?.done?.seq ?? 0,
    async undo() {
      const outcome = await runCode<unknown>(engine, undoPath, (step) => compensate(value, step), {
        ...(retry !== undefined && { retry }),
        ...(timeout !== undefined && { timeout }),
        ...(deadline !== undefined && { deadline }),
        ...(idleTimeout !== undefined && { idleTimeout }),
      });
      if (outcome.kind === "failed") return journal.state.steps.get(undoPath)?.failure;
      if (outcome.kind === "cancelled") await engine.invocation.park({ kind: "interrupted", path: undoPath });
      return undefined;
    },
  });
}
