/** The cache entries by which a job that works on a run for long shows that it lives. */

export const heartbeatPrefix = "holdfast-heartbeat.";

export interface Heartbeat {
  readonly runId: number;
  readonly attempt: number;
  /** What `laneId` gives. */
  readonly lane: string;
  /** Milliseconds since the epoch, whole seconds, by the clock of the machine that left it. */
  readonly at: number;
  /** The job has done with the run, and leaves none any more. */
  readonly isLast: boolean;
}

/** A cache key: lower case, and unlike any other. */
export function heartbeatName({ runId, attempt, lane, at, isLast }: Heartbeat): string {
  return `${heartbeatPrefix}${runId}.${attempt}.${lane}.${Math.floor(at / 1000)}${isLast ? ".last" : ""}`;
}

/** Undefined where a key is not one that {@link heartbeatName} gives. */
export function readHeartbeatName(key: string): Heartbeat | undefined {
  if (!key.startsWith(heartbeatPrefix)) return undefined;
  const [, runId, attempt, lane, at, last] = pattern.exec(key.slice(heartbeatPrefix.length)) ?? [];
  if (lane === undefined) return undefined;
  return { runId: Number(runId), attempt: Number(attempt), lane, at: Number(at) * 1000, isLast: last !== undefined };
}

const pattern = /^([1-9]\d{0,15})\.([1-9]\d{0,4})\.([0-9a-f]{32})\.(\d{1,11})(\.last)?$/;
