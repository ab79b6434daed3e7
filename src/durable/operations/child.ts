/** A context below another: a child, an item, a branch. */
import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { ContextRecord } from "../../journal/fold-run.ts";
import type { ContextKind } from "../../journal/run-events.ts";
import type { Codec, Context } from "../context.ts";
import {
  beginNew,
  endNew,
  keep,
  operate,
  recall,
  requireWanted,
  secretWithheld,
  workIn,
  type Engine,
  type Kept,
} from "../engine/engine.ts";
import { causesOf, recordedFailure } from "../step/recorded-failure.ts";
import { settle } from "../engine/settle.ts";
import { revisit } from "./revisit.ts";
import { callbackError, ContextFailed, RunCancelled, type OperationFailed } from "../run-errors.ts";
import { Scope } from "../engine/scope.ts";
import { undoableSince } from "../engine/undoable.ts";

export interface Child<T> {
  readonly kind: ContextKind;
  readonly name: string | undefined;
  readonly codec?: Codec<T>;
}

/** Runs `body` in a context of its own, and records what becomes of it. */
export function childOperation<T>(
  engine: Engine,
  scope: Scope,
  { kind, name, codec }: Child<T>,
  body: (context: Context, own: Scope) => T | Promise<T>,
): Promise<T> {
  const { invocation, journal, observe, secrets } = engine;
  return operate(engine, scope, async () => {
    const path = scope.claim(kind, name);
    const record = journal.state.run.contexts.get(path);
    const isWithheld = record?.status === "done" && record.isWithheld;
    const own = new Scope(path, engine.recorded.get(path), true, scope);
    if (record && !isWithheld) {
      if (record.compensable) await revisit(engine, own, () => body(engine.contextIn(own), own));
      observe({ type: "replayed", path, kind });
      return workIn(engine, scope, () => resultOf(path, record));
    }
    if (!scope.recorded.has(path)) await workIn(engine, scope, () => beginNew(engine, scope, path));
    const compensable = undoableSince(engine, own);
    let kept: Kept;
    try {
      const value = await body(engine.contextIn(own), own);
      kept = await workIn(engine, scope, () => keep(engine, value, codec));
    } catch (error) {
      requireWanted(engine, own);
      if (error instanceof RunCancelled) throw error;
      own.isClosed = true;
      invocation.abandon(path);
      const failure = recordedFailure(error, engine.guard);
      const causes = causesOf(error);
      return workIn(engine, scope, async () => {
        await journal.append({ type: "context-failed", path, kind, failure, causes: [...causes], ...compensable() });
        observe({ type: "failed", path, kind, failure });
        await endNew(engine, path);
        throw failed(path, kind, failure, causes);
      });
    }
    // No failure of the context: what is recorded stays for the definition that it was recorded with.
    await settle(engine, own);
    return workIn(engine, scope, async () => {
      const { payload, isSecret } = kept;
      if (isSecret) secrets.set(path, payload);
      const recorded = isSecret ? { withheld: secretWithheld } : payload;
      if (!record) await journal.append({ type: "context-done", path, kind, ...compensable(), ...recorded });
      observe({ type: "done", path, kind });
      if (!record) await endNew(engine, path);
      return recall(engine, payload, codec);
    });
  });

  async function resultOf(path: string, record: ContextRecord): Promise<T> {
    if (record.status === "failed") throw failed(path, record.kind, record.failure, record.causes);
    return recall(engine, record.payload, codec);
  }
}

/** A callback's context fails as the callback in it does. */
function failed(path: string, kind: ContextKind, failure: RecordedFailure, causes: readonly string[]): OperationFailed {
  if (kind === "callback" && causes[0] === `${path}/callback`) return callbackError(causes[0], failure);
  return new ContextFailed(path, failure, causes);
}
