/** A run that waits, as its name in the index tells it. */
import { hash } from "node:crypto";

/** What a run may wait for. A name tells it by the first letters, in this order. */
const waits = ["time", "approval", "event", "dead-letters"] as const;

export type WaitsFor = (typeof waits)[number];

export interface WaitingRun {
  /** What `laneId` gives: 32 hex digits. */
  readonly lane: string;
  /** What {@link keyDigest} gives of the run key: 16 hex digits. */
  readonly key: string;
  /** When it was put in: milliseconds since the epoch, whole seconds. */
  readonly since: number;
  /** When it has something to do without an answer: milliseconds since the epoch, whole seconds. */
  readonly until: number | undefined;
  /** One thing at least. */
  readonly waitsFor: ReadonlySet<WaitsFor>;
  readonly runId: number;
  readonly attempt: number;
  /** The job that suspended, as GitHub's REST API numbers jobs; undefined where the runner did not tell. */
  readonly jobId: number | undefined;
  /** Full ref of the branch or tag whose cache keeps it, where one does: any job that runs there may have put it in. */
  readonly cachedOn?: string;
}

/** Milliseconds by which the clocks of runners and of GitHub may differ, and an answer come while a run is put in. */
const allowance = 2 * 60_000;

/** Whether a run may not know an answer of this time, in milliseconds since the epoch: it looked for answers when it was put in. */
export function isNewTo({ since }: Pick<WaitingRun, "since">, at: number): boolean {
  return at >= since - allowance;
}

/** What stands for a run key where anyone may read. */
export function keyDigest(key: string): string {
  return hash("sha256", key, "hex").slice(0, 16);
}

/**
 * The name of a wait: unlike any other, and never given twice. What has it is made and deleted and never changed, so that
 * to delete it is safe. Lower case, digits and dots: it may be part of a ref and of a cache key. Times are rounded up to
 * whole seconds. Throws on what no name can tell.
 */
export function waitingName({ lane, key, since, until, waitsFor, runId, attempt, jobId }: WaitingRun): string {
  const told = waits.map((one) => (waitsFor.has(one) ? one.charAt(0) : "")).join("");
  const name = [lane, key, secondsOf(since), secondsOf(until ?? 0), told, runId, attempt, jobId ?? 0].join(".");
  if (pattern.test(name)) return name;
  throw new Error(`no wait can be called ${name}`);
}

/** Undefined where a name is not one that {@link waitingName} gives. */
export function readWaitingName(name: string): WaitingRun | undefined {
  const [, lane, key, since, until, told, runId, attempt, jobId] = pattern.exec(name) ?? [];
  if (lane === undefined || key === undefined) return undefined;
  const run: WaitingRun = {
    lane,
    key,
    since: Number(since) * 1000,
    until: until === "0" ? undefined : Number(until) * 1000,
    waitsFor: new Set(waits.filter((one) => told?.includes(one.charAt(0)))),
    runId: Number(runId),
    attempt: Number(attempt),
    jobId: jobId === "0" ? undefined : Number(jobId),
  };
  return [run.runId, run.attempt, run.jobId ?? 0].every(Number.isSafeInteger) ? run : undefined;
}

const pattern =
  /^([0-9a-f]{32})\.([0-9a-f]{16})\.([1-9]\d{0,10})\.(0|[1-9]\d{0,10})\.(?!\.)(t?a?e?d?)\.([1-9]\d{0,15})\.([1-9]\d{0,4})\.(0|[1-9]\d{0,15})$/;

function secondsOf(ms: number): number {
  return Math.ceil(ms / 1000);
}
