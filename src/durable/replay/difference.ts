/** How today's definition differs from what a history has recorded. */
import { isDeepStrictEqual } from "node:util";
import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { ContextRecord, RunState } from "../../journal/fold-run.ts";
import type { LaneState } from "../../journal/fold.ts";
import { contextOf, namesOf } from "../engine/path.ts";
import { undoSuffix } from "../../journal/run-events.ts";
import type { RunOutcome } from "../run/run.ts";
import { definitionText } from "../step/fingerprint.ts";
import { isEnded, type Span } from "./recorded-history.ts";

export interface Difference {
  readonly kind:
    | "automation"
    | "operation" // another is come to than was recorded, or none
    | "order"
    | "definition" // the same step, with another fingerprint, or something else under its name
    | "value" // of `ctx.now`, `random`, `uuid`
    | "result" // of a context
    | "outcome";
  /** The operation or context; empty for the automation itself. */
  readonly path: string;
  readonly recorded: string;
  readonly current: string;
}

/** What a replay was seen to do. */
export interface Observed {
  /** Paths in the order they were come to. */
  readonly seen: readonly string[];
  /** Those of them that would have been run. */
  readonly refused: readonly string[];
  readonly state: LaneState;
  /** Absent where the replay was broken off. */
  readonly outcome?: RunOutcome;
}

export interface Recorded {
  readonly spans: ReadonlyMap<string, Span>;
  readonly batches: ReadonlySet<string>;
  readonly state: LaneState;
}

/** A difference, and the number of the event it is about: the first of several is the one to look at. */
type Found = Difference & { readonly at: number };

/** The first difference; undefined where the definition comes to the same. */
export function firstDifference(recorded: Recorded, observed: Observed): Difference | undefined {
  const found = [
    ...operations(recorded, observed),
    ...order(recorded, observed),
    ...values(recorded, observed),
    ...results(recorded, observed),
  ].toSorted((one, other) => one.at - other.at);
  const [first] = found;
  if (!first) return outcomes(recorded.state, observed);
  const { at: _, ...difference } = first;
  return difference;
}

/** Operations that would be run and are not the next ones of an unfinished history. */
export function newOperations(recorded: Recorded, { refused }: Observed): string[] {
  return refused.filter((path) => !recorded.spans.has(path) && !path.endsWith(undoSuffix));
}

function operations(recorded: Recorded, observed: Observed): Found[] {
  const { spans, state } = recorded;
  const missing = missingOperations(recorded, observed);
  const hasEnded = state.run.ended !== undefined;
  const fresh = newOperations(recorded, observed).flatMap((path): Found[] => {
    const instead = missing.find((each) => contextOf(each) === contextOf(path));
    if (!hasEnded && instead === undefined) return [];
    const place = instead === undefined ? spans.get(contextOf(path))?.last : spans.get(instead)?.first;
    const at = place ?? state.length;
    const before = instead === undefined ? `nothing more${placeOf(path)}` : `"${instead}" comes next`;
    return [{ kind: "operation", path, recorded: before, current: `"${path}" comes next`, at }];
  });
  const gone = missing.map((path): Found => {
    const at = spans.get(path)?.first ?? state.length;
    return { kind: "operation", path, recorded: `"${path}"`, current: "it is not come to", at };
  });
  return [...fresh, ...gone, ...undone(recorded, observed), ...again(recorded, observed)];
}

/** Steps that would be undone in a run that has ended without that. */
function undone({ state }: Recorded, { refused }: Observed): Found[] {
  if (!state.run.ended) return [];
  return refused.flatMap((path): Found[] => {
    if (!path.endsWith(undoSuffix) || state.steps.has(path)) return [];
    return [{ kind: "operation", path, recorded: "it is not undone", current: "it would be undone", at: state.length }];
  });
}

/**
 * What a replay has to come to and was not come to, without what stands below another such operation or below one that was
 * replayed.
 */
function missingOperations({ spans, batches, state }: Recorded, { seen }: Observed): string[] {
  const { cancelling, ending, ended, expected, wasResumed } = state.run;
  const reached = withContexts(seen);
  const whole = new Set(seen);
  const wanted = withContexts([...spans.keys()].filter((path) => expected.has(path)));
  return [...wanted].filter((path) => {
    if (reached.has(path)) return false;
    // A run that is cancelled comes to nothing more, also of what was under way.
    if ((cancelling ?? ending) && !isEnded(state, path)) return false;
    const context = contextOf(path);
    if (context !== "" && (!reached.has(context) || whole.has(context))) return false;
    // Items wait for their turn behind others that would be run, and a list may be mended before the run is resumed.
    return !batches.has(context) || (ended !== undefined && !wasResumed);
  });
}

/** Recorded as ended, and would be run all the same. */
function again({ spans, state }: Recorded, { refused }: Observed): Found[] {
  return refused.flatMap((path): Found[] => {
    const { first: at } = spans.get(path) ?? { first: undefined };
    const step = state.steps.get(path);
    const hasEnded =
      step === undefined
        ? !state.run.conditions.has(path) || state.run.conditions.get(path)?.type === "condition-failed"
        : step.status === "done";
    if (at === undefined || !hasEnded) return [];
    if (step?.done?.withheld !== undefined) {
      const current = "it would be run again, since nothing of it was kept";
      return [{ kind: "definition", path, recorded: `done, and ${step.done.withheld}`, current, at }];
    }
    const before = step ? `a step with the definition ${definitionText(step.fingerprint)}` : "another operation";
    return [
      { kind: "definition", path, recorded: before, current: "another one of that name, which would be run", at },
    ];
  });
}

function order({ spans, batches, state }: Recorded, { seen }: Observed): Found[] {
  const came = new Map<string, string[]>();
  for (const path of withContexts(seen)) {
    const context = contextOf(path);
    if (batches.has(context) || !spans.has(path) || state.run.callbacks.has(path)) continue;
    came.set(context, [...(came.get(context) ?? []), path]);
  }
  return [...came.values()].flatMap((paths): Found[] => {
    let later: string | undefined;
    let earliestEnd = Number.POSITIVE_INFINITY;
    for (const path of paths.toReversed()) {
      const { first, last } = spans.get(path) ?? { first: 0, last: 0 };
      if (later !== undefined && earliestEnd < first) {
        const recorded = `"${later}" ended before "${path}" began`;
        return [{ kind: "order", path, recorded, current: `"${path}" comes first`, at: first }];
      }
      if (last < earliestEnd) [later, earliestEnd] = [path, last];
    }
    return [];
  });
}

/** Each operation with the contexts it stands in, in the order they were come to. */
function withContexts(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const above: string[] = [];
    for (let at = path; at !== "" && !found.has(at); at = contextOf(at)) above.push(at);
    for (const each of above.toReversed()) found.add(each);
  }
  return found;
}

/** A run that has ended has taken all its values. */
function values({ state }: Recorded, { state: now }: Observed): Found[] {
  if (!state.run.ended) return [];
  return [...now.run.values.keys()].flatMap((path): Found[] => {
    if (state.run.values.has(path) || namesOf(path).at(-1)?.startsWith("patched ")) return [];
    return [{ kind: "value", path, recorded: "no such value", current: "it asks for one", at: state.length }];
  });
}

function results({ spans, state }: Recorded, { state: now }: Observed): Found[] {
  return [...now.run.contexts].flatMap(([path, current]): Found[] => {
    const before = state.run.contexts.get(path);
    if (!before || isDeepStrictEqual(essence(before), essence(current))) return [];
    const at = spans.get(path)?.last ?? state.length;
    return [{ kind: "result", path, recorded: resultText(before), current: resultText(current), at }];
  });
}

function essence(record: ContextRecord): unknown {
  if (record.status === "failed") return failureText(record.failure);
  return [record.payload.result, record.payload.spilled?.digest];
}

function resultText(record: ContextRecord): string {
  return record.status === "failed" ? `failed: ${failureText(record.failure)}` : `gave ${valueText(record.payload)}`;
}

function outcomes({ run, steps }: LaneState, observed: Observed): Difference | undefined {
  const { ended, suspended, status } = run;
  const { outcome, refused, state } = observed;
  // What could not be undone is tried again when the run goes on, and is recorded.
  if (refused.some((path) => path.endsWith(undoSuffix) && steps.get(path)?.status === "failed")) return undefined;
  if (!outcome || (refused.length > 0 && outcome.status !== "paused")) return undefined;
  const current = outcomeText(outcome.status, state.run.ended);
  if (ended) {
    const recorded = outcomeText(ended.status, ended);
    return recorded === current ? undefined : { kind: "outcome", path: "", recorded, current };
  }
  // What it waits for is for the next to see; what it waited for is known.
  if (status !== "suspended" || !suspended || refused.length > 0) return undefined;
  const recorded = waitingText(suspended.waiting);
  const now = outcome.status === "suspended" ? waitingText(outcome.waiting) : current;
  return recorded === now ? undefined : { kind: "outcome", path: "", recorded, current: now };
}

function waitingText(paths: readonly string[]): string {
  return `waits at ${paths.toSorted().join(", ")}`;
}

function outcomeText(status: string, ended: RunState["ended"]): string {
  if (status === "completed" && ended) return `completed with ${valueText(ended)}`;
  // Why a run is paused is said by the operations that paused it.
  return status === "failed" && ended?.failure ? `failed: ${failureText(ended.failure)}` : status;
}

function failureText({ kind, name, message, code }: RecordedFailure): string {
  return [kind === "error" ? (name ?? "Error") : kind, code === undefined ? "" : ` (${code})`, ": ", message].join("");
}

const shown = 300;

function valueText({ result, spilled }: { result?: unknown; spilled?: { digest: string } | undefined }): string {
  if (spilled) return `a large value (${spilled.digest.slice(0, 12)})`;
  const text = JSON.stringify(result) ?? "nothing";
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}

function placeOf(path: string): string {
  const context = contextOf(path);
  return context === "" ? "" : ` in "${context}"`;
}
