import { formatDuration } from "./duration.ts";
import { signalOfExitCode } from "./signals.ts";

interface Facts {
  /** The last lines it said. */
  readonly output?: string;
  /** Milliseconds that the other side asked to be left alone for (`Retry-After`). */
  readonly retryAfter?: number;
}

/** How an attempt failed. */
export type Failure = Facts &
  (
    | { readonly kind: "exit"; readonly code: number }
    | { readonly kind: "signal"; readonly signal: string }
    /** `limit`: milliseconds the attempt was given. */
    | { readonly kind: "timeout"; readonly limit: number }
    /** `limit`: milliseconds without output. */
    | { readonly kind: "idle-timeout"; readonly limit: number }
    /** `limit`: milliseconds all attempts together were given. */
    | { readonly kind: "deadline"; readonly limit: number }
    /** `code`: the system's name of the cause, such as `ENOENT`. */
    | { readonly kind: "not-started"; readonly message: string; readonly code?: string }
    /** It started and nothing tells how it ended: nobody knows whether its effect happened. */
    | { readonly kind: "interrupted" }
    /** Thrown by a step that is code and no command. */
    | { readonly kind: "error"; readonly name: string; readonly message: string; readonly code?: string }
  );

/** A failure in a few words for people, to stand after "attempt 2 failed: ". */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case "exit": {
      const signal = signalOfExitCode(failure.code);
      return `exit code ${failure.code}${signal === undefined ? "" : ` (${signal})`}`;
    }
    case "signal":
      return `ended by ${failure.signal}`;
    case "timeout":
      return `timed out after ${formatDuration(failure.limit)}`;
    case "idle-timeout":
      return `no output for ${formatDuration(failure.limit)}`;
    case "deadline":
      return `the deadline of ${formatDuration(failure.limit)} passed`;
    case "not-started":
      return `could not be started: ${failure.message}`;
    case "interrupted":
      return "it was interrupted: nobody knows whether its effect happened";
    default:
      return `${failure.name}: ${failure.message}`;
  }
}

/** The signal that ended it, seen directly or in a shell's exit code of 128 + number. */
export function signalOf(failure: Failure): string | undefined {
  if (failure.kind === "signal") return failure.signal;
  return failure.kind === "exit" ? signalOfExitCode(failure.code) : undefined;
}
