import type { Engine } from "./engine.ts";
import { isBelow } from "./invocation.ts";
import { rootPath } from "./path.ts";

/** Milliseconds that the end of a context may take before somebody is told what it waits for. */
const patience = 30_000;
/** So many are named. */
const most = 5;

/**
 * Waits for the end of what nobody awaited in the context at `path`. Where that takes long the onlooker is told: an
 * operation may wait for something that only comes after the context, and then neither ever ends.
 */
export async function tellIfSlow<T>(engine: Engine, path: string, end: () => Promise<T>): Promise<T> {
  const stopTimer = engine.world.clock.after(patience, () => tell(engine, path));
  try {
    return await end();
  } finally {
    stopTimer();
  }
}

function tell({ invocation, observe }: Engine, path: string): void {
  const below = [...invocation.underWay].filter((each) => isBelow(path, { path: each }));
  const shown = below.slice(0, most).map((each) => `"${each}"`);
  if (below.length > most) shown.push(`${below.length - most} more`);
  const place = path === rootPath ? "the automation" : `"${path}"`;
  const open = shown.join(" and ") || "something in it";
  const never = path === rootPath ? "" : `: where that needs something that comes after ${place}, it waits for ever`;
  const message = `${place} is at its end and waits for ${open}, which nobody awaited${never}`;
  observe({ type: "log", path, level: "warn", message });
}
