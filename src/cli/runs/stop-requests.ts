import type { World } from "../../world.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Reporter } from "../progress/reporter.ts";

export interface StopRequests {
  /** Aborts at the first request. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/** Hears Ctrl-C (and SIGTERM): the first lets the run stop where it can go on later, the second ends the process at once. */
export function whenAskedToStop(
  { processes }: Pick<World, "processes">,
  reporter: Pick<Reporter, "note" | "close">,
): StopRequests {
  const controller = new AbortController();
  const dispose = processes.onStopRequest((signal) => {
    if (controller.signal.aborted) {
      reporter.close();
      return processes.exit(signal === "SIGTERM" ? exitCodes.terminated : exitCodes.interrupted);
    }
    reporter.note("Stopping. What is recorded stays recorded; Ctrl-C again ends it at once.");
    controller.abort(new Error("asked to stop"));
  });
  return { signal: controller.signal, dispose };
}
