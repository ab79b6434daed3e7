/** What the events of an automation's run amount to. */
import type { Event } from "./event.ts";
import type { Payload, RecordedFailure } from "./event-parts.ts";
import type { StepRecord } from "./fold.ts";
import { Refused } from "./refused.ts";
import { undoSuffix, type ApprovalRequest, type ContextKind } from "./run-events.ts";

export type RunEvent = Extract<
  Event,
  | { path: string }
  | { type: "run-started" | "run-resumed" | "run-suspended" | "run-ending" | "run-ended" | "cancel-requested" }
>;
type Of<T extends Event["type"]> = Extract<Event, { type: T }>;

export type RunStatus = "running" | "suspended" | "completed" | "failed" | "cancelled" | "paused";

export type ContextRecord = {
  readonly kind: ContextKind;
  /** Something below it can be undone. */
  readonly compensable: boolean;
} & (
  | {
      readonly status: "done";
      readonly payload: Payload;
      /** What it gave is not kept: a replay comes to it again. */
      readonly isWithheld: boolean;
    }
  | { readonly status: "failed"; readonly failure: RecordedFailure; readonly causes: readonly string[] }
);

/** What a callback takes as its answer. */
export type Expected = NonNullable<Of<"callback-created">["expects"]>;

export interface CallbackRecord {
  readonly id: string;
  readonly expects?: Expected;
  readonly approval?: ApprovalRequest;
  /** The name that the event comes under. */
  readonly event?: string;
  readonly until?: number;
  readonly heartbeatTimeout?: number;
  /** Milliseconds since the epoch: when it was created or somebody last said to be at work on it. */
  readonly heartbeatAt: number;
  readonly answer?:
    | { readonly kind: "done"; readonly payload: Payload }
    | { readonly kind: "failed"; readonly failure: RecordedFailure };
}

export interface RunState {
  readonly started?: Of<"run-started">;
  readonly status: RunStatus;
  /** What was done is being undone: the run ends so. */
  readonly ending?: Of<"run-ending">;
  readonly ended?: Of<"run-ended">;
  readonly suspended?: Of<"run-suspended">;
  readonly cancelling?: { readonly compensate: boolean };
  readonly contexts: ReadonlyMap<string, ContextRecord>;
  readonly values: ReadonlyMap<string, number | string | boolean>;
  readonly waits: ReadonlyMap<string, { readonly until: number; readonly isDone: boolean }>;
  readonly callbacks: ReadonlyMap<string, CallbackRecord>;
  /** What answers were taken from, where they say so. */
  readonly taken: ReadonlySet<string>;
  readonly conditions: ReadonlyMap<string, Of<"condition-checked" | "condition-failed">>;
  readonly deadLetters: ReadonlyMap<string, Of<"dead-letter">>;
  /** Steps that are done and undone again since the run was last resumed. */
  readonly compensated: ReadonlySet<string>;
  /** A person had it go on where it had stopped: from there its history may differ from what the definition would do. */
  readonly wasResumed: boolean;
  /**
   * The operations that a replay has to come to, with the number of the event that first told of each: all but those that
   * a resumed run had come to after the first that it does anew, until it comes to them again.
   */
  readonly expected: ReadonlyMap<string, number>;
  /** How often the run had been resumed when an operation last failed, by its path. */
  readonly failedAfter: ReadonlyMap<string, number>;
}

export interface RunFold {
  readonly state: RunState;
  stepStarted(path: string, seq: number): void;
  /** A step failed for good. */
  stepFailed(path: string): void;
  take(event: RunEvent): void;
}

/**
 * Takes in the events of a run one by one; the maps grow in place. `steps` are those of the same lane: a run that goes on
 * reopens some of them.
 */
export function runFold(steps: Map<string, StepRecord>): RunFold {
  const contexts = new Map<string, ContextRecord>();
  const values = new Map<string, number | string | boolean>();
  const waits = new Map<string, { until: number; isDone: boolean }>();
  const callbacks = new Map<string, CallbackRecord>();
  const taken = new Set<string>();
  const conditions = new Map<string, Of<"condition-checked" | "condition-failed">>();
  const deadLetters = new Map<string, Of<"dead-letter">>();
  const compensated = new Set<string>();
  const failedAfter = new Map<string, number>();
  const expected = new Map<string, number>();
  const operations = { contexts, values, waits, callbacks, conditions, deadLetters };
  const maps = { ...operations, taken, compensated, failedAfter, expected };
  let resumes = 0;
  /** While a run is resumed: the number of the event that first told of what it does anew. */
  let anewFrom = 0;
  /** And the paths that are come to again: those reopened, and the contexts they stand in. */
  let again = new Set<string>();
  /** Made anew where a fact changes, not each time it is asked for. */
  let state: RunState = { ...maps, status: "running", wasResumed: false };

  function expect(path: string, seq: number): void {
    if (!expected.has(path)) expected.set(path, seq);
  }

  /** From the first operation that is done anew, another definition may take another way. */
  function expectOnlyBefore(seq: number): void {
    for (const [path, first] of expected) if (first >= seq) expected.delete(path);
  }

  /** Forgets the failure of an operation, and the end of all contexts it stands in, so that it is come to again. */
  function reopen(path: string): void {
    anewFrom = Math.min(anewFrom, expected.get(path) ?? anewFrom);
    const context = contexts.get(path);
    const around = contextOf(path);
    // Another callback has another id, which is yet to be handed out.
    if (contexts.get(around)?.kind === "callback") anew(`${around}/submit`, "reopened");
    reopenContexts(path);
    if (context?.status === "failed") {
      for (const cause of context.causes) if (cause !== path && !isInterrupted(steps.get(cause))) reopen(cause);
    }
    const step = steps.get(path);
    if (step?.status === "failed" || step?.status === "started") {
      const { failure: _, next: __, ...rest } = step;
      steps.set(path, { ...rest, status: "reopened", failedAttempts: 0 });
    }
    if (callbacks.get(path)?.answer?.kind === "failed") callbacks.delete(path);
    conditions.delete(path);
  }

  /**
   * A context may have failed of what stands outside of it. Whatever else it failed of stays as it is. One that failed of
   * another's failure stands behind it, so that each is looked at once.
   */
  function reopenFailedOfThose(): void {
    for (const [path, context] of contexts) {
      if (context.status === "failed" && context.causes.some((cause) => again.has(cause))) reopenContexts(path);
    }
  }

  /** An undone step is come to again, and so are the contexts it stands in; what undid it may have to do so again. */
  function redo(path: string): void {
    anewFrom = Math.min(anewFrom, expected.get(path) ?? anewFrom);
    anew(path, "compensated");
    anew(`${path}${undoSuffix}`, "reopened");
    reopenContexts(path);
  }

  function anew(path: string, status: "compensated" | "reopened"): void {
    const step = steps.get(path);
    if (step) steps.set(path, { ...step, status });
  }

  function reopenContexts(path: string): void {
    for (let at = path; at !== ""; at = contextOf(at)) {
      again.add(at);
      contexts.delete(at);
      deadLetters.delete(at);
    }
  }

  return {
    get state() {
      return state;
    },
    stepStarted: expect,
    stepFailed: (path) => void failedAfter.set(path, resumes),
    take(event) {
      if (state.status === "suspended") state = { ...state, status: "running" };
      if ("path" in event) expect(event.path, event.seq);
      if ("path" in event && event.type.endsWith("-failed")) failedAfter.set(event.path, resumes);
      switch (event.type) {
        case "run-started":
          state = { ...state, started: event };
          break;
        case "run-resumed":
          resumes += 1;
          anewFrom = event.seq;
          again = new Set();
          event.reopened.forEach(reopen);
          reopenFailedOfThose();
          compensated.forEach(redo);
          compensated.clear();
          expectOnlyBefore(anewFrom);
          state = { ...maps, ...(state.started && { started: state.started }), status: "running", wasResumed: true };
          break;
        case "run-suspended":
          state = { ...state, status: "suspended", suspended: event };
          break;
        case "run-ending":
          state = { ...state, ending: event };
          break;
        case "run-ended": {
          const { ending: _, ...rest } = state;
          state = { ...rest, status: event.status, ended: event };
          break;
        }
        case "cancel-requested":
          state = { ...state, cancelling: { compensate: event.compensate } };
          break;
        case "context-done": {
          const { kind, result, spilled, compensable = false, withheld } = event;
          const given = { result, ...(spilled && { spilled }) };
          const isWithheld = withheld !== undefined;
          contexts.set(event.path, { status: "done", kind, payload: given, isWithheld, compensable });
          break;
        }
        case "context-failed": {
          const { kind, failure, causes, compensable = false } = event;
          contexts.set(event.path, { status: "failed", kind, failure, causes, compensable });
          break;
        }
        case "value":
          values.set(event.path, event.value);
          break;
        case "wait-started":
          waits.set(event.path, { until: event.until, isDone: false });
          break;
        case "wait-done":
          waits.set(event.path, { until: waits.get(event.path)?.until ?? event.at, isDone: true });
          break;
        case "condition-checked":
        case "condition-failed":
          conditions.set(event.path, event);
          break;
        case "dead-letter":
          deadLetters.set(event.path, event);
          break;
        case "compensated":
          compensated.add(event.path);
          break;
        default:
          callbacks.set(event.path, callbackChange(callbacks.get(event.path), event));
          if ("from" in event && event.from !== undefined) taken.add(event.from);
      }
    },
  };
}

/** Whether nobody knows the effect of an at-most-once step: it is run again only where its own path is given. */
export function isInterrupted(step: StepRecord | undefined): boolean {
  return step?.status === "started" && step.semantics === "at-most-once";
}

/** The path of the context an operation stands in. */
export function contextOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

type CallbackEvent = Of<"callback-created" | "callback-heartbeat" | "callback-done" | "callback-failed">;

function callbackChange(before: CallbackRecord | undefined, event: CallbackEvent): CallbackRecord {
  if (event.type === "callback-created") {
    const { id, expects, approval, event: name, until, heartbeatTimeout, at } = event;
    return {
      id,
      heartbeatAt: at,
      ...(expects !== undefined && { expects }),
      ...(approval !== undefined && { approval }),
      ...(name !== undefined && { event: name }),
      ...(until !== undefined && { until }),
      ...(heartbeatTimeout !== undefined && { heartbeatTimeout }),
    };
  }
  if (!before) throw new Refused(`${event.type} of ${event.path} comes before it was created`);
  switch (event.type) {
    case "callback-heartbeat":
      return { ...before, heartbeatAt: Math.max(before.heartbeatAt, event.said ?? event.at) };
    case "callback-done": {
      const { result, spilled } = event;
      return { ...before, answer: { kind: "done", payload: { result, ...(spilled && { spilled }) } } };
    }
    case "callback-failed":
      return { ...before, answer: { kind: "failed", failure: event.failure } };
  }
}
