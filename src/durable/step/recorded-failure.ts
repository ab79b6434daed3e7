import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import { describeFailure, type Failure } from "../../policy/failure.ts";
import { OperationFailed } from "../run-errors.ts";

/** Where a record says that something failed and not how. */
export const unknownFailure: RecordedFailure = { kind: "error", message: "unknown" };

/** What a thrown value says as the failure of an attempt. */
export function failureOf(thrown: unknown): Failure {
  const { name, message, code } = partsOf(thrown);
  const retryAfter = retryAfterOf(thrown);
  return {
    kind: "error",
    name,
    message,
    ...(code !== undefined && { code: String(code) }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** What is recorded of a value that ended a context: the failure of the operation that threw it, or its own. */
export function recordedFailure(thrown: unknown, guard: SecretGuard | undefined): RecordedFailure {
  if (thrown instanceof OperationFailed) return thrown.failure;
  const { name, message, code } = partsOf(thrown);
  return redacted({ kind: "error", name, message, ...(code !== undefined && { code }) }, guard);
}

/** What is recorded of how an attempt failed. */
export function recordOf(failure: Failure): RecordedFailure {
  const code = codeOf(failure);
  const told = failure.kind === "error" ? failure : { message: describeFailure(failure) };
  const { name, message } = { name: undefined, ...told };
  return { kind: failure.kind, ...(name !== undefined && { name }), message, ...(code !== undefined && { code }) };
}

function codeOf(failure: Failure): string | number | undefined {
  if (failure.kind === "signal") return failure.signal;
  return "code" in failure ? failure.code : undefined;
}

/** Without what must not be recorded. */
export function redacted(failure: RecordedFailure, guard: Pick<SecretGuard, "redact"> | undefined): RecordedFailure {
  if (!guard) return failure;
  const { kind, name, message, code, by, teams } = failure;
  return {
    kind,
    ...(name !== undefined && { name: guard.redact(name) }),
    message: guard.redact(message),
    ...(code !== undefined && { code: typeof code === "string" ? guard.redact(code) : code }),
    ...(by !== undefined && { by: guard.redact(by) }),
    ...(teams !== undefined && { teams: teams.map((team) => guard.redact(team)) }),
  };
}

/** The operations whose failure a thrown value tells of, itself or as its cause. */
export function causesOf(thrown: unknown): readonly string[] {
  const seen = new Set<unknown>();
  for (let error = thrown; error instanceof Error && !seen.has(error); error = error.cause) {
    if (error instanceof OperationFailed) return error.causes;
    seen.add(error);
  }
  return [];
}

function partsOf(thrown: unknown): { name: string; message: string; code?: string | number } {
  if (!(thrown instanceof Error)) return { name: "Error", message: typeof thrown === "string" ? thrown : show(thrown) };
  const { name, message } = thrown;
  const code = "code" in thrown ? thrown.code : undefined;
  const isCode = typeof code === "string" || (typeof code === "number" && Number.isSafeInteger(code));
  return { name: name || "Error", message, ...(isCode && { code }) };
}

function show(thrown: unknown): string {
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return Object.prototype.toString.call(thrown);
  }
}

/** Milliseconds that an HTTP client's error says to wait: `retryAfter` in seconds, or the header of its response. */
function retryAfterOf(thrown: unknown): number | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  const own = "retryAfter" in thrown ? thrown.retryAfter : headerOf(thrown);
  const seconds =
    typeof own === "number" || (typeof own === "string" && /^\d{1,9}$/.test(own)) ? Number(own) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function headerOf(thrown: object): unknown {
  const response = "response" in thrown ? thrown.response : thrown;
  if (typeof response !== "object" || response === null || !("headers" in response)) return undefined;
  const { headers } = response;
  if (headers instanceof Headers) return headers.get("retry-after");
  if (typeof headers !== "object" || headers === null || !("retry-after" in headers)) return undefined;
  return headers["retry-after"];
}
