/** Errors in the shape GitHub gives them. */
import type { Context } from "hono";

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 410 | 422;

export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: "missing" | "missing_field" | "invalid" | "already_exists" | "custom";
  readonly message?: string;
}

/** An answer other than success; thrown by a route and worded by {@link answerError}. */
export class RestError extends Error {
  override readonly name = "RestError";
  readonly status: ErrorStatus;
  readonly errors: readonly FieldError[] | undefined;

  constructor(status: ErrorStatus, message: string, errors?: readonly FieldError[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** Gives the value, or throws the 404 that GitHub answers for what does not exist or may not be seen. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new RestError(404, "Not Found");
  return value;
}

/** A 422 whose message says it all. */
export function unprocessable(message: string): RestError {
  return new RestError(422, message);
}

/** A 422 that names the fields at fault. */
export function invalidFields(...errors: FieldError[]): RestError {
  return new RestError(422, "Validation Failed", errors);
}

/** Turns what a route threw into GitHub's answer. Rethrows what is not a {@link RestError}: a fault of the emulator. */
export function answerError(error: Error, c: Context): Response {
  if (!(error instanceof RestError)) throw error;
  return c.json(
    {
      message: error.message,
      ...(error.errors === undefined ? {} : { errors: error.errors }),
      documentation_url: "https://docs.github.com/rest",
      status: String(error.status),
    },
    error.status,
  );
}
