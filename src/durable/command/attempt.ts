import type { CommandResult } from "../../command/command.ts";
import type { Failure } from "../../policy/failure.ts";
import type { FailureEntry, FailureList } from "../../policy/failure-list.ts";
import type { Attempted } from "../step/attempts.ts";
import { stillRunning, stillRunningFailure } from "../step/still-running.ts";

/** What a command's end means for the loop of attempts: only exit code 0 with well-formed command files is success. */
export function attempted<V>(result: CommandResult, value: V, limits: CommandLimits): Attempted<V> {
  const failure = failureOf(result, limits);
  if (!failure) return { kind: "success", value };
  const { retryAfter } = result;
  const output = result.lastLines.join("\n");
  return {
    kind: "failure",
    failure: { ...failure, output, ...(retryAfter === undefined ? {} : { retryAfter }) },
    value,
  };
}

/** The limits an attempt was given, in milliseconds. */
export interface CommandLimits {
  readonly timeout?: number | undefined;
  readonly idleTimeout?: number | undefined;
}

const malformed = "CommandFileError";

/** It succeeded, and what it says it did cannot be read. */
const malformedFiles: FailureEntry = {
  text: "files of a command that cannot be read",
  matches: (failure) => failure.kind === "error" && failure.name === malformed,
};

/** Ends that do not tell whether the effect happened: it has, or something of it still runs. */
export const untoldByCommands: FailureList = [stillRunning, malformedFiles];

function failureOf({ end, files, survivors }: CommandResult, limits: CommandLimits): Failure | undefined {
  if (survivors.length > 0) {
    return stillRunningFailure(`processes ${survivors.join(", ")} could not be ended`);
  }
  switch (end.kind) {
    case "exited":
      if (end.code !== 0) return { kind: "exit", code: end.code };
      return files.problems.length === 0
        ? undefined
        : { kind: "error", name: malformed, message: files.problems.join("; ") };
    case "signalled":
      return { kind: "signal", signal: end.signal };
    case "timed-out":
      return { kind: "timeout", limit: limits.timeout ?? end.after };
    case "idle":
      return { kind: "idle-timeout", limit: limits.idleTimeout ?? end.after };
    case "cancelled":
      return { kind: "error", name: "AbortError", message: "cancelled" };
    case "not-started":
      return { kind: "not-started", message: end.message };
  }
}
