/** What a journal says of a run, as it is shown: how it stands, what it did, and what it leaves open. */
import type { RecordedFailure } from "../journal/event-parts.ts";
import type { RunState, RunStatus } from "../journal/fold-run.ts";
import type { LaneState } from "../journal/fold.ts";
import { eachOperation, type Operation } from "./operation.ts";
import { operationsOf, type Viewpoint } from "./operations.ts";

/** `interrupted`: it was at work, and the process that was is no more. */
export type ShownStatus = RunStatus | "interrupted";

export interface RunView {
  readonly status: ShownStatus;
  readonly cancelling: boolean;
  readonly failure?: RecordedFailure;
  readonly causes: readonly string[];
  /** Those of the root, each with what stands in it. */
  readonly operations: readonly Operation[];
  /** All of its steps. */
  readonly steps: readonly Operation[];
  /** What it waits for, also a step for its next attempt. */
  readonly waits: readonly Operation[];
  readonly deadLetters: readonly DeadLetter[];
  /** Milliseconds since the epoch. */
  readonly nextWake?: number;
}

export type DeadLetter = RunState["deadLetters"] extends ReadonlyMap<string, infer T> ? T : never;

/** The whole view of a run, from its lane's journal. */
export function viewOf(lane: LaneState, from: Viewpoint): RunView {
  const { run } = lane;
  const { failure, causes = [] } = run.ended ?? {};
  const until = run.suspended?.until;
  const status = statusOf(run, from);
  const operations = operationsOf(lane, from);
  const all = [...eachOperation(operations)];
  return {
    status,
    cancelling: run.cancelling !== undefined && !isOver(run),
    ...(failure && { failure }),
    causes,
    operations,
    steps: all.filter(({ kind }) => kind === "step"),
    waits: isOver(run) ? [] : all.filter(isWaiting),
    deadLetters: [...run.deadLetters.values()],
    ...(status === "suspended" && until !== undefined && { nextWake: until }),
  };
}

function statusOf(run: RunState, { isAtWork }: Viewpoint): ShownStatus {
  if (isAtWork && !isOver(run)) return "running";
  return run.status === "running" ? "interrupted" : run.status;
}

function isOver({ status }: RunState): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}

/** A context waits for what waits in it. */
function isWaiting({ state, children }: Operation): boolean {
  return state === "waiting" && !children.some((child) => child.state === "waiting");
}

/** Paths of the callbacks that nobody has answered. */
export function unansweredIn(run: RunState): string[] {
  return isOver(run) ? [] : [...run.callbacks].flatMap(([path, { answer }]) => (answer ? [] : [path]));
}
