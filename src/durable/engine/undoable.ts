import type { Engine } from "./engine.ts";
import type { Scope } from "./scope.ts";

/**
 * What a context records when it ends, from now on: that something in it can be undone, so that later passes come to it
 * again. What is still at work may come to be something to undo.
 */
export function undoableSince(
  { compensations }: Pick<Engine, "compensations">,
  own: Pick<Scope, "inFlight">,
): () => { compensable?: true } {
  const before = compensations.length;
  return () => (compensations.length > before || own.inFlight > 0 ? { compensable: true } : {});
}
