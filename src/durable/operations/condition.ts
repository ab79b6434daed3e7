/** `ctx.waitForCondition`: looks again and again at something outside. */
import { hash } from "node:crypto";
import { backoffDelay, seededUnit } from "../../policy/backoff.ts";
import { formatDuration } from "../../policy/duration.ts";
import { UserError } from "../../policy/user-error.ts";
import { attemptCode } from "../step/code-attempt.ts";
import type { ConditionCheck, ConditionOptions } from "../context.ts";
import {
  ask,
  beginNew,
  endNew,
  keep,
  recall,
  requireOpen,
  requireRunning,
  withinStep,
  work,
  type Engine,
} from "../engine/engine.ts";
import { recordOf, redacted } from "../step/recorded-failure.ts";
import { readDuration } from "../step/retry-options.ts";
import { ConditionFailed } from "../run-errors.ts";
import { logOf } from "../engine/log.ts";
import type { Scope } from "../engine/scope.ts";
import type { RecordedFailure } from "../../journal/event-parts.ts";

export function conditionOperation<S>(
  engine: Engine,
  scope: Scope,
  name: string | undefined,
  check: ConditionCheck<S>,
  options: ConditionOptions<S>,
): Promise<S> {
  const { journal, world, invocation, observe, lane, fakes } = engine;
  const { clock } = world;
  const { codec, until: holds, maxAttempts = Number.POSITIVE_INFINITY } = options;

  return work(engine, scope, async () => {
    const backoff = backoffOf(options);
    const timeout = options.timeout === undefined ? undefined : readDuration("timeout", options.timeout);
    const path = scope.claim("condition", name);
    let record = journal.state.run.conditions.get(path);
    if (record?.type === "condition-failed") {
      observe({ type: "replayed", path, kind: "condition" });
      throw new ConditionFailed(path, record.failure);
    }
    if (record && record.next === undefined) {
      observe({ type: "replayed", path, kind: "condition" });
      return recall(engine, record, codec);
    }
    if (!record) {
      await beginNew(engine, scope, path);
      observe({ type: "started", path, kind: "condition" });
    }
    const since = record?.since ?? clock.now();
    for (;;) {
      if (record?.type === "condition-checked" && record.next !== undefined) {
        requireOpen(engine, scope);
        observe({ type: "waiting", path, kind: "condition", until: record.next });
        if (record.next > clock.now()) await invocation.park({ kind: "waiting", path, until: record.next });
      }
      requireOpen(engine, scope);
      if (invocation.isStopping) await invocation.park({ kind: "interrupted", path });
      await requireRunning(engine, path);
      const number: number = (record?.type === "condition-checked" ? record.number : 0) + 1;
      const before = record ? await recall(engine, record, codec) : options.initialState;
      const looked = await invocation.perform(path, () => look(path, number, before));
      if (looked.kind === "failure") {
        if (invocation.signal.aborted) await invocation.park({ kind: "interrupted", path });
        return fail(path, looked.failure);
      }
      const { payload, isSecret } = await keep(engine, looked.value, codec);
      if (isSecret) throw new UserError(`the state of the condition "${path}" holds a secret, and states are recorded`);
      const state = await recall<S>(engine, payload, codec);
      if (fakes || ask(() => holds(state))) {
        await journal.append({ type: "condition-checked", path, number, since, ...payload });
        observe({ type: "done", path, kind: "condition", attempts: number });
        await endNew(engine, path);
        return state;
      }
      const delay = backoffDelay(backoff, number, seededUnit(lane.identity.key, lane.identity.lane, path, number));
      const next = clock.now() + delay;
      if (number >= maxAttempts)
        return fail(path, { kind: "error", name: "ConditionNotMet", message: `it did not hold after ${number} looks` });
      if (timeout !== undefined && next - since >= timeout) {
        return fail(path, { kind: "timeout", message: `it did not hold within ${formatDuration(timeout)}` });
      }
      await journal.append({ type: "condition-checked", path, number, since, next, ...payload });
      await endNew(engine, path);
      const now = journal.state.run.conditions.get(path);
      record = now?.type === "condition-checked" ? now : undefined;
    }
  });

  async function look(path: string, number: number, state: S) {
    const idempotencyKey = hash("sha256", JSON.stringify([lane.identity, path, number]), "hex").slice(0, 32);
    const log = logOf(engine, path);
    const { signal } = invocation;
    const ended = await attemptCode(
      clock,
      (aborted, heartbeat) =>
        fakes
          ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a fake gives what its author wants it to
            (fakes.look({ path, attempt: number, idempotencyKey, kind: "look" }, state) as Promise<S>)
          : withinStep(engine, () =>
              check(state, { attempt: number, idempotencyKey, signal: aborted, log, heartbeat }),
            ),
      {},
      signal,
    );
    if (ended.kind === "value") return ended;
    const { failure } = ended;
    return { kind: "failure" as const, failure: redacted(recordOf(failure), engine.guard) };
  }

  async function fail(path: string, failure: RecordedFailure): Promise<never> {
    await journal.append({ type: "condition-failed", path, failure });
    observe({ type: "failed", path, kind: "condition", failure });
    await endNew(engine, path);
    throw new ConditionFailed(path, failure);
  }
}

function backoffOf<S>({
  interval = "10s",
  backoff = 1,
  maxDelay,
  jitter = "none",
  maxAttempts = 1,
}: ConditionOptions<S>) {
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1) {
    throw new UserError(`maxAttempts is ${maxAttempts}: write a whole number from 1`);
  }
  return {
    initialDelay: readDuration("interval", interval),
    factor: backoff,
    maxDelay: maxDelay === undefined ? Number.POSITIVE_INFINITY : readDuration("maxDelay", maxDelay),
    jitter,
  };
}
