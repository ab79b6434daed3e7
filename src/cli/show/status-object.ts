/** What `holdfast status --json` says of a run. */
import type { Operation } from "../../report/operation.ts";
import { viewOf, type DeadLetter } from "../../report/run-view.ts";
import type { RecordedRun } from "../runs/recorded-run.ts";
import { outcomeOf } from "./step-outcome.ts";

/** A run for programs. */
export function statusObject({ card, holder, state }: RecordedRun): object {
  const view = viewOf(state, { isAtWork: holder !== undefined });
  const { status, cancelling, failure, causes } = view;
  return {
    type: "run",
    key: card.key,
    automation: card.automation,
    file: card.file,
    repository: card.repository,
    startedAt: time(card.at),
    process: holder ?? null,
    status,
    cancelling,
    ...(failure && { failure }),
    causes,
    deadLetters: view.deadLetters.map(deadLetterObject),
    ...(status === "completed" && { outputs: state.run.ended?.result ?? null }),
    nextWake: time(view.nextWake),
    steps: view.steps.map(stepObject),
    waits: view.waits.filter(({ kind }) => kind !== "step").map(waitObject),
  };
}

/** A dead letter for programs. */
export function deadLetterObject({ path, key, attempts, failure }: DeadLetter): object {
  return { path, key, attempts, message: failure.message };
}

function stepObject(step: Operation): object {
  const { path, attempts = 0, duration, failure, until } = step;
  return {
    path,
    outcome: outcomeOf(step),
    attempts,
    ...(duration !== undefined && { ms: duration }),
    ...(failure && { failure }),
    ...(until !== undefined && { next: time(until) }),
  };
}

function waitObject({ path, kind, callback, until }: Operation): object {
  return {
    path,
    kind,
    ...callback,
    ...(until !== undefined && { until: time(until) }),
  };
}

function time(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
