import { workIn, type Engine } from "../engine/engine.ts";
import type { Scope } from "../engine/scope.ts";

/**
 * Comes again to what is recorded in a context that has ended, so that what can be undone there is known. What had not
 * ended then is not begun again, so `body` may wait for it for ever.
 */
export async function revisit(engine: Engine, scope: Scope, body: () => unknown): Promise<void> {
  const stuck = Promise.withResolvers<void>();
  scope.onStuck = stuck.resolve;
  await workIn(engine, scope, () => Promise.race([settled(body), stuck.promise.then(() => quiet(engine))]));
}

async function settled(body: () => unknown): Promise<void> {
  try {
    await body();
  } catch {
    // How the context ended is recorded.
  }
}

/** Resolves when two turns of the event loop have come to no further operation. */
async function quiet({ invocation, world }: Engine): Promise<void> {
  for (let calm = 0; calm < 2; calm++) {
    const before = invocation.operations;
    await world.clock.turn();
    if (invocation.operations !== before) calm = -1;
  }
}
