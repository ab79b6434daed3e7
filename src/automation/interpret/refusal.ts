/**
 * Steps that cannot be tried: an expression has no value, a file of items is not there. That is recorded as their failure,
 * so that a replay goes the way the run went, whatever has become of the file.
 */
import type { Context } from "../../durable/context.ts";
import { internalsOf } from "../../durable/operations/context-of.ts";
import { beginNew, endNew, work } from "../../durable/engine/engine.ts";
import { pathOf } from "../../durable/engine/path.ts";
import { recordedFailure } from "../../durable/step/recorded-failure.ts";
import { ContextFailed, type OperationFailed } from "../../durable/run-errors.ts";
import type { UserError } from "../../policy/user-error.ts";

const kind = "child";

/** Records why the step of this name was not tried. */
export function refuse(context: Context, name: string, error: UserError): Promise<OperationFailed> {
  const { engine, scope } = internalsOf(context);
  const path = pathIn(context, name);
  return work(engine, scope, async () => {
    await beginNew(engine, scope, path);
    const failure = recordedFailure(error, engine.guard);
    await engine.journal.append({ type: "context-failed", path, kind, failure, causes: [path] });
    engine.observe({ type: "failed", path, kind, failure });
    await endNew(engine, path);
    return new ContextFailed(path, failure, [path]);
  });
}

/** Why the step was not tried before, where it was not. */
export function refusedBefore(context: Context, name: string): OperationFailed | undefined {
  const { engine, scope } = internalsOf(context);
  const path = pathIn(context, name);
  const record = engine.journal.state.run.contexts.get(path);
  if (record?.status !== "failed" || record.kind !== kind) return undefined;
  scope.claim("step", name);
  engine.observe({ type: "replayed", path, kind });
  return new ContextFailed(path, record.failure, record.causes);
}

/** The path of what is called `name` in a context. */
export function pathIn(context: Context, name: string): string {
  return pathOf(internalsOf(context).scope.path, name);
}
