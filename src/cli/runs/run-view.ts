/** What a journal says of a run, as it is shown: how it stands, its steps, and what it waits for. */
import { undoSuffix } from "../../journal/run-events.ts";
import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { StepRecord } from "../../journal/fold.ts";
import type { RunState } from "../../journal/fold-run.ts";
import type { RecordedRun } from "./recorded-run.ts";
import { deadLettersOf, type DeadLetterSummary } from "./run-summary.ts";

/** `interrupted`: it was at work, and the process that was is no more. */
export type ShownStatus = "running" | "interrupted" | "suspended" | "completed" | "failed" | "cancelled" | "paused";

export interface StepView {
  readonly path: string;
  readonly outcome: "done" | "failed" | "running" | "interrupted" | "retrying" | "undone" | "to run anew";
  readonly attempts: number;
  /** Milliseconds; undefined where it was not recorded. */
  readonly ms?: number;
  readonly failure?: RecordedFailure;
  /** When the next attempt is due, in milliseconds since the epoch. */
  readonly next?: number;
}

export interface WaitView {
  readonly path: string;
  readonly kind: "wait" | "callback" | "condition";
  /** What an answer names it by. */
  readonly id?: string;
  readonly until?: number;
}

export interface RunView {
  readonly status: ShownStatus;
  readonly cancelling: boolean;
  readonly failure?: RecordedFailure;
  readonly causes: readonly string[];
  readonly steps: readonly StepView[];
  readonly waits: readonly WaitView[];
  readonly deadLetters: readonly DeadLetterSummary[];
  /** Milliseconds since the epoch. */
  readonly nextWake?: number;
}

export function viewOf({ state, holder }: Pick<RecordedRun, "state" | "holder">): RunView {
  const { run, steps } = state;
  const status = run.status === "running" && holder === undefined ? "interrupted" : run.status;
  const isAtWork = holder !== undefined;
  const isOver = status === "completed" || status === "failed" || status === "cancelled";
  const { failure, causes = [] } = run.ended ?? {};
  const until = run.suspended?.until;
  return {
    status: isAtWork && !isOver ? "running" : status,
    cancelling: run.cancelling !== undefined && !isOver,
    ...(failure && { failure }),
    causes,
    steps: [...steps].map(([path, record]) => stepView(path, record, isAtWork)),
    waits: isOver ? [] : waitsOf(run),
    deadLetters: deadLettersOf(state),
    ...(status === "suspended" && until !== undefined && { nextWake: until }),
  };
}

function stepView(path: string, record: StepRecord, isAtWork: boolean): StepView {
  const { failure, next, done, failedAttempts } = record;
  const shared = { path, ...(failure && record.status !== "done" && { failure }) };
  switch (record.status) {
    case "done":
      return { ...shared, outcome: "done", attempts: done?.attempts ?? 1, ...(done && { ms: done.duration }) };
    case "failed":
      return { ...shared, outcome: "failed", attempts: failedAttempts };
    case "reopened":
      return { ...shared, outcome: "to run anew", attempts: 0 };
    case "compensated":
      return { ...shared, outcome: "undone", attempts: done?.attempts ?? 1, ...(done && { ms: done.duration }) };
    case "started": {
      if (next !== undefined) return { ...shared, outcome: "retrying", attempts: failedAttempts, next };
      return { ...shared, outcome: isAtWork ? "running" : "interrupted", attempts: failedAttempts + 1 };
    }
  }
}

/** What the run waits for, the newest last. */
export function waitsOf({ waits, callbacks, conditions }: RunState): WaitView[] {
  const open: WaitView[] = [];
  for (const [path, { until, isDone }] of waits) if (!isDone) open.push({ path, kind: "wait", until });
  for (const [path, { id, until, answer }] of callbacks) {
    if (!answer) open.push({ path, kind: "callback", id, ...(until !== undefined && { until }) });
  }
  for (const [path, event] of conditions) {
    if (event.type === "condition-checked" && event.next !== undefined) {
      open.push({ path, kind: "condition", until: event.next });
    }
  }
  return open;
}

export function isUndo({ path }: Pick<StepView, "path">): boolean {
  return path.endsWith(undoSuffix);
}
