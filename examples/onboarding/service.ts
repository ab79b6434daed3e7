/** Asks a service, and ends the process with an exit code that says whether another attempt is worth it. */

const { SERVICES = "", HOLDFAST_IDEMPOTENCY_KEY: key = "" } = process.env;

/** The status of an answer that is one; every other ends the process. `path` is below SERVICES. */
export async function ask(
  method: string,
  path: string,
  body?: string,
  wanted: readonly number[] = [],
): Promise<number> {
  let response: Response;
  try {
    response = await fetch(new URL(path, SERVICES), {
      method,
      headers: { "idempotency-key": key, "content-type": "application/json" },
      signal: AbortSignal.timeout(10_000),
      ...(body !== undefined && { body }),
    });
    await response.body?.cancel();
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return ended(75, `${method} ${path} had no answer: ${reason instanceof Error ? reason.message : String(reason)}`);
  }
  const { status, headers } = response;
  if (response.ok || wanted.includes(status)) return status;
  const retryAfter = headers.get("retry-after");
  if (retryAfter !== null) console.error(`Retry-After: ${retryAfter}`);
  const transient = status === 429 || status >= 500;
  return ended(transient ? 75 : 65, `${method} ${path} was answered with HTTP ${status}`); // EX_TEMPFAIL; EX_DATAERR
}

/** The path of somebody's account. */
export function accountOf(service: string, email: string): string {
  return `${service}/${encodeURIComponent(email)}`;
}

function ended(code: number, message: string): never {
  console.error(message);
  process.exit(code);
}
