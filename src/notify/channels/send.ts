import { requestedWait } from "../../github/rate-limit.ts";
import { unitOf } from "../../policy/backoff.ts";
import { formatDuration } from "../../policy/duration.ts";
import type { RetryPolicy } from "../../policy/retry.ts";
import { runAttempts, type Attempted } from "../../durable/step/attempts.ts";
import type { Posted, World } from "../../world.ts";
import { isTaken, mayBeTaken, reasonOf } from "./posted.ts";
import type { SafeAddress } from "./safe-address.ts";

/** What sending takes of the world. */
export type SendingWorld = Pick<World, "http" | "clock" | "random">;

export interface Letter {
  readonly to: SafeAddress;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the other side knows a letter it has had: one that it may have taken is then sent again. */
  readonly isRepeatable: boolean;
  /** Bytes of an answer that are read; little, where nobody reads more than what went wrong. */
  readonly answerLimit?: number;
}

/** Milliseconds until one attempt must have been answered. */
const answerWithin = 15_000;
const shortAnswer = 16 * 1024;

/** A minute in all, whatever a `Retry-After` asks for. */
const policy: RetryPolicy = {
  maxAttempts: 4,
  backoff: { initialDelay: 1_000, factor: 2, maxDelay: 10_000, jitter: "full" },
  deadline: 60_000,
};

/**
 * Posts JSON in bounded time. What was surely not taken is sent again: where no connection was made, and where the answer
 * is 429 or 503. A whole answer is handed on, whatever its status; `unanswered` means that one of the attempts may have
 * been taken.
 */
export async function send(world: SendingWorld, letter: Letter, signal: AbortSignal): Promise<Posted> {
  let inDoubt: Posted | undefined;
  const attempts = await runAttempts<Posted>(
    world,
    async (_, stopped) => {
      const posted = await sendOnce(world, letter, stopped);
      if (isTaken(posted)) return { kind: "success", value: posted };
      if (mayBeTaken(posted)) inDoubt ??= posted;
      return isWorthRepeating(posted, letter) ? failed(posted, world) : { kind: "success", value: posted };
    },
    { policy, unit: () => unitOf(world.random.bytes(6)), signal },
  );
  const last = attempts.value ?? ({ kind: "unsent", reason: "ABORT_ERR" } as const);
  if (inDoubt === undefined || isTaken(last)) return last;
  return { kind: "unanswered", reason: reasonOf(inDoubt) };
}

async function sendOnce(
  world: SendingWorld,
  { to, headers, body, answerLimit = shortAnswer }: Letter,
  signal: AbortSignal,
): Promise<Posted> {
  const late = new AbortController();
  const cancel = world.clock.after(answerWithin, () => late.abort());
  try {
    const posted = await world.http.post(to.url, {
      headers: { "content-type": "application/json; charset=utf-8", "user-agent": "holdfast", ...headers },
      body,
      mayBePrivate: to.mayBePrivate,
      answerLimit,
      signal: AbortSignal.any([late.signal, signal]),
    });
    if (posted.kind === "answered" || !late.signal.aborted) return posted;
    return { ...posted, reason: `no answer within ${formatDuration(answerWithin)}` };
  } finally {
    cancel();
  }
}

function isWorthRepeating(posted: Posted, { isRepeatable }: Letter): boolean {
  if (mayBeTaken(posted)) return isRepeatable;
  return posted.kind === "unsent"
    ? !hopeless.has(posted.reason)
    : posted.kind === "answered" && [429, 503].includes(posted.status);
}

/** What stays as it is. */
const hopeless: ReadonlySet<string> = new Set(["EPRIVATE", "ERR_INVALID_CHAR"]);

function failed(posted: Posted, { clock }: SendingWorld): Attempted<Posted> {
  const asked = posted.kind === "answered" ? requestedWait(posted.status, posted.headers, clock.now()) : undefined;
  const retryAfter = asked === undefined ? {} : { retryAfter: asked };
  return {
    kind: "failure",
    failure: { kind: "error", name: "Undelivered", message: reasonOf(posted), ...retryAfter },
    value: posted,
  };
}
