import { RunCancelled } from "../run-errors.ts";
import { requireAllReplayed, requireWanted, type Engine } from "./engine.ts";
import type { Scope } from "./scope.ts";
import { tellIfSlow } from "./slow-end.ts";

/**
 * Brings a context to its end whose body has returned. Steps that nobody awaited come to theirs, with all their attempts:
 * what has started is not lost. Nothing else is waited for and nothing new starts, so that what lost a race holds nothing
 * up.
 */
export async function settle(engine: Engine, scope: Scope): Promise<void> {
  const { invocation, world, observe, guard } = engine;
  scope.isEnding = true;
  if (scope.inFlight > 0) {
    invocation.abandonWaits(scope.path);
    await tellIfSlow(engine, scope.path, () => scope.idle(() => invocation.work(() => world.clock.turn())));
    if (invocation.isCancelled) throw new RunCancelled();
  }
  requireWanted(engine, scope);
  requireAllReplayed(engine, scope);
  for (const { outcome, error } of scope.failed) {
    if (outcome.isAsked) continue;
    const what = error instanceof Error ? error.message : String(error);
    const message = `nobody awaited an operation that failed: ${guard?.redact(what) ?? what}`;
    observe({ type: "log", path: scope.path, level: "warn", message });
  }
}
