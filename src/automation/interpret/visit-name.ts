import type { Context } from "../../durable/context.ts";
import { internalsOf } from "../../durable/operations/context-of.ts";
import type { OperationFailed } from "../../durable/run-errors.ts";
import { pathIn } from "./refusal.ts";

/**
 * What a visit of a step is recorded under. What a failure led to was done for that failure: where the run was resumed and
 * something fails anew, it is done anew, so the name says how often the run had been resumed when the failure came.
 */
export function visitName(context: Context, name: string, failure: OperationFailed | undefined): string {
  const { engine, scope } = internalsOf(context);
  const { run } = engine.journal.state;
  const resumed = (times: number) => (times === 0 ? name : `${name} (resumed ${times})`);
  const mark = (visit: string) => `${pathIn(context, visit)} after a failure`;
  if (failure) {
    const times = [failure.path, ...failure.causes].map((path) => run.failedAfter.get(path) ?? 0);
    const visit = resumed(Math.max(...times));
    if (!run.values.has(mark(visit))) {
      const event = { type: "value", path: mark(visit), value: true } as const;
      engine.journal.note(event).catch((error: unknown) => engine.invocation.fail(error));
    }
    return visit;
  }
  if (!run.values.has(mark(name))) return name;
  // Once all went well this step, which dealt with a failure before, is one like others.
  for (let times = 1; ; times++) {
    const visit = resumed(times);
    if (scope.recorded.has(pathIn(context, visit)) ? !run.values.has(mark(visit)) : true) return visit;
  }
}
