import { createHash } from "node:crypto";

/** How long to wait between attempts; all delays in milliseconds. */
export interface Backoff {
  readonly initialDelay: number;
  /** What each delay is multiplied by to give the next; 1 keeps them equal. */
  readonly factor: number;
  readonly maxDelay: number;
  readonly jitter: "full" | "none";
}

/**
 * Milliseconds to wait after the failed attempt `attempt` (from 1), with `unit` in [0, 1) as the draw.
 *
 * Full jitter: `random(0, min(maxDelay, initialDelay · factor^(attempt - 1)))`, which spreads competing clients best;
 * see "Exponential Backoff and Jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffDelay(backoff: Backoff, attempt: number, unit: number): number {
  if (backoff.initialDelay === 0) return 0; // 0 · factor^∞ would be NaN
  const ceiling = Math.min(backoff.maxDelay, backoff.initialDelay * backoff.factor ** (attempt - 1));
  return Math.round(backoff.jitter === "full" ? unit * ceiling : ceiling);
}

/** The draw of one attempt of one step, in [0, 1): the same wherever and whenever it is asked for again. */
export function seededUnit(runKey: string, lane: string, step: string, attempt: number): number {
  const hash = createHash("sha256")
    .update(JSON.stringify([runKey, lane, step, attempt]))
    .digest();
  return unitOf(hash);
}

/** The first six bytes as a number in [0, 1). */
export function unitOf(bytes: Buffer): number {
  return bytes.readUIntBE(0, 6) / 2 ** 48;
}
