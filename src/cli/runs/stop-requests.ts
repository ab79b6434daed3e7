import type { World } from "../../world.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Reporter } from "../progress/reporter.ts";

export interface StopRequests {
  /** Aborts when nothing more is to start. */
  readonly draining: AbortSignal;
  /** Aborts when what is at work is to end. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/**
 * Hears Ctrl-C: the first lets running steps end, the second ends them, and the third ends this process as it is. The run
 * can go on later each time. SIGTERM comes from those who soon kill, so it does not wait for steps.
 */
export function whenAskedToStop(
  { processes }: Pick<World, "processes">,
  reporter: Pick<Reporter, "note" | "close">,
): StopRequests {
  const draining = new AbortController();
  const ending = new AbortController();
  const dispose = processes.onStopRequest((signal) => {
    if (ending.signal.aborted) {
      reporter.close();
      return processes.exit(signal === "SIGTERM" ? exitCodes.terminated : exitCodes.interrupted);
    }
    if (signal === "SIGTERM" || draining.signal.aborted) {
      reporter.note("Ending what runs.");
      return ending.abort(new Error("asked to stop"));
    }
    reporter.note("Stopping when the running steps have ended; Ctrl-C again ends them.");
    draining.abort();
  });
  return { draining: draining.signal, signal: ending.signal, dispose };
}
