import type { Clock } from "../world.ts";

/**
 * Milliseconds a refused request asks us to wait before it is made again, or undefined where it asks nothing.
 * After https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit:
 * `retry-after`, else `x-ratelimit-reset` when nothing remains.
 */
export function requestedWait(status: number, headers: Headers, now: number): number | undefined {
  if (status !== 403 && status !== 429 && status !== 503) return undefined;
  const retryAfter = headers.get("retry-after");
  if (retryAfter !== null) return /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : waitUntil(retryAfter, now);
  if (headers.get("x-ratelimit-remaining") !== "0") return undefined;
  const reset = Number(headers.get("x-ratelimit-reset"));
  // A second more: the reset is told in whole seconds.
  return reset > 0 ? Math.max(0, reset * 1000 - now) + 1000 : undefined;
}

function waitUntil(date: string, now: number): number | undefined {
  const at = Date.parse(date);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

export interface Patience {
  /** Milliseconds: a longer wait is not made, the refusal is handed on. */
  readonly longestWait: number;
  /** How often one request is made at most. */
  readonly attempts: number;
  /** Milliseconds until an answer must have begun. */
  readonly answerWithin: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A `fetch` that ends: an answer must come in time, and a rate limit is waited for as long as the service asks and
 * `patience` allows. Whatever the method: a refused request had no effect.
 */
export function patientFetch(
  fetch: typeof globalThis.fetch,
  clock: Clock,
  patience: Patience,
): typeof globalThis.fetch {
  return async (input, init) => {
    for (let attempt = 1; ; attempt++) {
      const response = await answerInTime(fetch, clock, patience, input, init);
      const wait = requestedWait(response.status, response.headers, clock.now());
      if (wait === undefined || wait > patience.longestWait || attempt >= patience.attempts) return response;
      await response.body?.cancel();
      await clock.sleep(wait, anyOf(patience.signal, init?.signal));
    }
  };
}

async function answerInTime(
  fetch: typeof globalThis.fetch,
  clock: Clock,
  { answerWithin, signal }: Patience,
  input: Parameters<typeof fetch>[0],
  init: RequestInit = {},
): Promise<Response> {
  const late = new AbortController();
  const cancel = clock.after(answerWithin, () => late.abort(new Error(`no answer within ${answerWithin} ms`)));
  try {
    return await fetch(input, { ...init, signal: anyOf(late.signal, signal, init.signal) });
  } catch (error) {
    // By this name Octokit knows that trying again is not wanted.
    if (signal?.aborted) throw new DOMException("The request was stopped", { name: "AbortError", cause: error });
    throw error;
  } finally {
    cancel();
  }
}

function anyOf(...signals: readonly (AbortSignal | null | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined && signal !== null));
}
