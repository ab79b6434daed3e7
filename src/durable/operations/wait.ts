/** `ctx.wait` and `ctx.waitUntil`. */
import { beginNew, endNew, requireOpen, work, type Engine } from "../engine/engine.ts";
import { readDuration } from "../step/retry-options.ts";
import type { Scope } from "../engine/scope.ts";

/** Waits for a duration from when it is first come to, or until a date. */
export function waitOperation(
  engine: Engine,
  scope: Scope,
  name: string | undefined,
  how: { readonly duration: string } | { readonly at: Date },
): Promise<void> {
  return work(engine, scope, async () => {
    const { journal, world, invocation, observe } = engine;
    const path = scope.claim("wait", name);
    const before = journal.state.run.waits.get(path);
    if (before?.isDone) return observe({ type: "replayed", path, kind: "wait" });
    const until = before?.until ?? dueOf(how, world.clock.now());
    if (!before) {
      await beginNew(engine, scope, path);
      await journal.append({ type: "wait-started", path, until });
    }
    requireOpen(engine, scope);
    if (until > world.clock.now()) {
      observe({ type: "waiting", path, kind: "wait", until });
      await invocation.park({ kind: "waiting", path, until });
    }
    await journal.append({ type: "wait-done", path });
    observe({ type: "done", path, kind: "wait" });
    await endNew(engine, path);
  });
}

function dueOf(how: { duration: string } | { at: Date }, now: number): number {
  return "at" in how ? how.at.getTime() : now + readDuration("the duration of a wait", how.duration);
}
