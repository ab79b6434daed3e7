import type { Failure } from "../../policy/failure.ts";
import type { FailureEntry } from "../../policy/failure-list.ts";

const name = "StillRunning";

/** How an attempt failed of which something did not end when it was to. */
export function stillRunningFailure(message: string): Failure {
  return { kind: "error", name, message };
}

/** Processes or code that outlived an attempt: a further one would run beside them, so there is none. */
export const stillRunning: FailureEntry = {
  text: "what still runs and could not be ended",
  matches: (failure) => failure.kind === "error" && failure.name === name,
};
