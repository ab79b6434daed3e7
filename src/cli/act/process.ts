import { constants } from "node:os";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";

export interface ActEnded {
  /** act's exit code, or 128 and the number of the signal that ended it. */
  readonly code: number;
  /** Whether it was asked to stop. */
  readonly stopped: boolean;
}

/** Runs act with the terminal of this process, and passes on that it is asked to stop. */
export async function runToEnd(
  { environment, processes }: World,
  { folder, hasTerminal }: Invocation,
  act: string,
  args: readonly string[],
  path?: string,
): Promise<ActEnded> {
  let stopped = false;
  const child = processes.spawn(act, args, {
    cwd: folder,
    stdio: "inherit",
    env: { ...environment, ...(path !== undefined && { PATH: path }) },
  });
  const stopListening = processes.onStopRequest((signal) => {
    stopped = true;
    // A terminal has sent it to act too, and at a second SIGINT act leaves out the post steps.
    if (signal !== "SIGINT" || !hasTerminal) child.kill(signal);
  });
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) =>
        resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), stopped }),
      );
    });
  } finally {
    stopListening();
  }
}
