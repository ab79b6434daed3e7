/**
 * What visits of steps are recorded under. What a failure led to was done for that failure: where the run was resumed and
 * something fails anew, it is done anew, so the name says how often the run had been resumed when the failure came.
 */
import type { Context } from "../../durable/context.ts";
import { accessTo } from "../../durable/operations/run-access.ts";
import type { OperationFailed } from "../../durable/run-errors.ts";

/** The name of a visit of the step, while a failure is under way or none is. */
export function visitName(context: Context, step: string, failure: OperationFailed | undefined): string {
  const run = accessTo(context);
  const { failedAfter, values } = run.state.run;
  if (failure) {
    return resumed(step, Math.max(...[failure.path, ...failure.causes].map((path) => failedAfter.get(path) ?? 0)));
  }
  const wasForFailure = (visit: string): boolean => values.has(run.pathOf(markOf(visit)));
  if (!wasForFailure(step)) return step;
  // Once all went well this step, which dealt with a failure before, is one like others.
  for (let times = 1; ; times++) {
    const visit = resumed(step, times);
    if (!run.hasRecorded(visit) || !wasForFailure(visit)) return visit;
  }
}

/** Records that a visit is made because of a failure. */
export function markForFailure(context: Context, visit: string): void {
  const run = accessTo(context);
  const mark = run.pathOf(markOf(visit));
  if (!run.state.run.values.has(mark)) run.note(mark, true);
}

function resumed(step: string, times: number): string {
  return times === 0 ? step : `${step} (resumed ${times})`;
}

function markOf(visit: string): string {
  return `${visit} after a failure`;
}
