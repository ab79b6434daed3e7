/** What a lane's journal tells of the operations of a run. */
import { contextOf, namesOf, rootPath } from "../durable/engine/path.ts";
import { undoSuffix } from "../journal/run-events.ts";
import type { CallbackRecord, RunState } from "../journal/fold-run.ts";
import type { LaneState, StepRecord } from "../journal/fold.ts";
import { countStates, type Operation, type OperationKind, type OperationState } from "./operation.ts";

/** From where a journal is looked at. */
export interface Viewpoint {
  /** Some process works on the run now: what is started goes on. Without one, it is interrupted. */
  readonly isAtWork: boolean;
  /** Paths of what was run, not replayed, in the invocation that is told of. Without it, nothing is called replayed. */
  readonly ran?: ReadonlySet<string>;
}

/** The operations of the root, each with what stands in it, in the order in which they were come to. */
export function operationsOf(lane: LaneState, view: Viewpoint): readonly Operation[] {
  return draftsOf(lane).map((draft) => finish(lane, view, draft));
}

interface Draft {
  readonly path: string;
  /** Milliseconds since the epoch: about when it was come to. */
  at: number;
  readonly children: Draft[];
}

function draftsOf({ steps, run }: LaneState): readonly Draft[] {
  const root: Draft = { path: rootPath, at: 0, children: [] };
  const drafts = new Map([[rootPath, root]]);
  const draftAt = (path: string): Draft => {
    const known = drafts.get(path);
    if (known) return known;
    const draft = { path, at: Number.POSITIVE_INFINITY, children: [] };
    drafts.set(path, draft);
    draftAt(contextOf(path)).children.push(draft);
    return draft;
  };
  const place = (path: string, at: number): void => {
    for (let draft = draftAt(path); draft.at > at; draft = draftAt(contextOf(draft.path))) draft.at = at;
  };

  // What is undone is told of at the step that it undoes; what cannot be undone needs a look of its own.
  for (const [path, { status, firstStartedAt }] of steps) {
    if (status !== "done" || !path.endsWith(undoSuffix)) place(path, firstStartedAt);
  }
  for (const [path, looked] of run.conditions) {
    place(path, looked.type === "condition-checked" ? looked.since : looked.at);
  }
  for (const [path, { heartbeatAt }] of run.callbacks) place(path, heartbeatAt);
  // What follows a wait comes after its end, and what was before it started sooner.
  for (const [path, { until }] of run.waits) place(path, until);
  for (const [path, { at }] of run.deadLetters) place(path, at);
  for (const path of run.contexts.keys()) draftAt(path);
  for (const { children } of drafts.values()) children.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
  return root.children;
}

/** One for all: there may be hundreds of thousands. */
const none: readonly Operation[] = [];

type Told = Omit<Operation, "path" | "name" | "children">;

function finish(lane: LaneState, view: Viewpoint, draft: Draft): Operation {
  const { path } = draft;
  const children = draft.children.length === 0 ? none : draft.children.map((child) => finish(lane, view, child));
  const [name = path] = namesOf(path.slice(path.lastIndexOf("/") + 1));
  const base = { path, name };
  const leaf = leafOf(lane, view, path);
  if (leaf) return { ...base, ...leaf, children };
  const told = contextAt(lane, view, path, children);
  // People know of one operation: how the callback in it was handed out matters where that failed.
  if (told.kind !== "callback") return { ...base, ...told, children };
  return { ...base, ...told, ...waitingOf(children), children: children.filter(({ state }) => state === "failed") };
}

/** What stands for itself; undefined for a context. */
function leafOf(lane: LaneState, view: Viewpoint, path: string): Told | undefined {
  const { steps, run } = lane;
  const step = steps.get(path);
  if (step) return { kind: "step", ...stepAt(lane, view, path, step) };
  const wait = run.waits.get(path);
  if (wait) {
    return wait.isDone
      ? { kind: "wait", state: ended(view, path) }
      : { kind: "wait", state: "waiting", until: wait.until };
  }
  const callback = run.callbacks.get(path);
  if (callback) return { kind: "callback", ...callbackAt(view, path, callback) };
  const condition = run.conditions.get(path);
  if (condition?.type === "condition-failed") return { kind: "condition", state: "failed", failure: condition.failure };
  if (!condition) return undefined;
  const { number: attempts, next } = condition;
  return next === undefined
    ? { kind: "condition", state: ended(view, path), attempts }
    : { kind: "condition", state: "waiting", attempts, until: next };
}

function stepAt({ run }: LaneState, view: Viewpoint, path: string, step: StepRecord): Omit<Told, "kind"> {
  const { failure, failedAttempts: attempts, next, done, duration: tried } = step;
  switch (step.status) {
    case "done": {
      const { attempts: taken = 0, duration } = done ?? {};
      const state = run.compensated.has(path) ? "compensated" : ended(view, path);
      return { state, attempts: taken, ...(duration !== undefined && { duration }) };
    }
    case "failed":
      return {
        state: "failed",
        attempts,
        ...(failure && { failure }),
        ...(tried !== undefined && { duration: tried }),
      };
    case "compensated":
    case "reopened":
      return { state: "pending" };
    case "started": {
      const why = failure && { failure };
      if (next !== undefined) return { state: "waiting", attempts, until: next, ...why };
      return { state: view.isAtWork ? "running" : "interrupted", attempts: attempts + 1, ...why };
    }
  }
}

function callbackAt(
  view: Viewpoint,
  path: string,
  { answer, expects, approval, until, id }: CallbackRecord,
): Omit<Told, "kind"> {
  if (answer?.kind === "failed") return { state: "failed", failure: answer.failure };
  if (answer) return { state: ended(view, path) };
  const question = approval?.question;
  const callback = { id, ...(expects && { expects }), ...(question !== undefined && { question }) };
  return { state: "waiting", callback, ...(until !== undefined && { until }) };
}

function contextAt({ run }: LaneState, view: Viewpoint, path: string, children: readonly Operation[]): Told {
  const record = run.contexts.get(path);
  const letter = run.deadLetters.get(path);
  if (letter) return { kind: "item", state: "dead-letters", attempts: letter.attempts, failure: letter.failure };
  const kind = record?.kind ?? kindBy(children);
  if (record?.status === "failed") return { kind, state: "failed", failure: record.failure };
  const states = countStates(children);
  if (record) {
    if (isBlamed(run, path)) return { kind, state: "failed" };
    if (states.has("dead-letters")) return { kind, state: "dead-letters" };
    const ranBelow = states.has("done") && view.ran !== undefined;
    return { kind, state: ranBelow ? "done" : ended(view, path) };
  }
  const found = unfinished.find((state) => states.has(state));
  return { kind, state: found ?? (view.isAtWork ? "running" : "interrupted") };
}

/** Whether the run ended for what stands in a context that came to its end, as a batch does whose items failed. */
function isBlamed(run: RunState, path: string): boolean {
  return run.ended?.causes.some((cause) => cause === path || cause.startsWith(`${path}/`)) ?? false;
}

/** The state of a context that has no end is that of what keeps it from one. */
const unfinished = ["running", "failed", "interrupted", "waiting", "pending"] as const;

/** A context says what it is when it ends; before that, what stands in it tells. */
function kindBy(children: readonly Operation[]): OperationKind {
  if (children.some(({ kind }) => kind === "item")) return "map";
  if (children.some(({ kind }) => kind === "branch")) return "parallel";
  return children.some(({ kind, name }) => kind === "callback" && name === "callback") ? "callback" : "child";
}

function waitingOf(children: readonly Operation[]): Pick<Operation, "until" | "callback"> {
  const { until, callback } = children.find(({ kind }) => kind === "callback") ?? {};
  return { ...(until !== undefined && { until }), ...(callback && { callback }) };
}

function ended({ ran }: Viewpoint, path: string): OperationState {
  return ran === undefined || ran.has(path) ? "done" : "replayed";
}
