import { signalOf, type Failure } from "../../policy/failure.ts";
import type { FailureEntry } from "../../policy/failure-list.ts";

/** How an attempt can end without telling whether it had its effect; a shell tells a signal by an exit code. */
export const timeOrSignal: FailureEntry = {
  text: "an end that leaves the effect of an at-most-once step unknown",
  matches: (failure) => timeLimits.has(failure.kind) || signalOf(failure) !== undefined,
};

const timeLimits: ReadonlySet<Failure["kind"]> = new Set(["timeout", "idle-timeout", "deadline"]);
