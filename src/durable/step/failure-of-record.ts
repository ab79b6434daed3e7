import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { Failure } from "../../policy/failure.ts";

/** The failure that a record is of, as far as it tells: without limits and output. Undefined of what was cancelled. */
export function failureOfRecord({ kind, name = "Error", message, code }: RecordedFailure): Failure | undefined {
  switch (kind) {
    case "exit":
      return { kind, code: Number(code) };
    case "signal":
      return { kind, signal: String(code) };
    case "timeout":
    case "idle-timeout":
    case "deadline":
      return { kind, limit: 0 };
    case "not-started":
      return { kind, message, ...(code !== undefined && { code: String(code) }) };
    case "interrupted":
      return { kind };
    case "cancelled":
      return undefined;
    case "error":
      return { kind, name, message, ...(code !== undefined && { code: String(code) }) };
  }
}
