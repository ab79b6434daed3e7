/** What people are told of a run that is not run again, or that went well. */
import { neutraliseLine } from "../github/neutralise.ts";
import type { AttemptedRun } from "../github/attempted-runs.ts";
import type { Repository } from "../github/context.ts";
import { bounds, type RunReference, type Severity } from "../notify/incident/incident.ts";
import type { Outcome } from "../notify/incident/observation.ts";
import type { FailureReport } from "../notify/failure-report.ts";
import type { FailedJob } from "./failed-job.ts";
import { workOf } from "./work.ts";

/** What is one problem and recovers as one: work that is to be done. */
export function recoveryKey({ owner, name }: Repository, run: AttemptedRun): string {
  return cut(`${owner}/${name} / ${workOf(run)}`, bounds.key);
}

/** That the run failed and is not run again, `why` says for what reason. */
export function failedOutcome(
  run: AttemptedRun,
  failed: readonly FailedJob[],
  why: string,
  { at, severity }: { readonly at: number; readonly severity: Severity },
): Outcome & { readonly kind: "failed" } {
  const told = failed.find(({ classification }) => classification.kind !== "transient") ?? failed[0];
  const title = told === undefined ? `${run.workflow} failed` : `${run.workflow}: ${told.subject}`;
  return {
    kind: "failed",
    at,
    run: referenceOf(run),
    ...(told !== undefined && { cause: cut(`${told.name}: ${told.cause}`, bounds.cause) }),
    title: cut(title, bounds.title),
    severity,
    failure: reportOf(told, failed, why),
  };
}

export function succeededOutcome(run: AttemptedRun, at: number): Outcome {
  return { kind: "succeeded", at, run: referenceOf(run) };
}

function reportOf(told: FailedJob | undefined, failed: readonly FailedJob[], why: string): FailureReport {
  const others = failed.filter((job) => job !== told).map(({ name }) => `job ${name}`);
  const failure = told?.failure ?? { reason: "it failed", undone: [], waysOn: [] };
  return {
    ...failure,
    undone: [...failure.undone, ...others],
    waysOn: [`It was not re-run: ${why}.`, ...failure.waysOn],
  };
}

function referenceOf({ id, attempt, url, commit, branch, workflow }: AttemptedRun): RunReference {
  return {
    sequence: [id, attempt],
    url: cut(`${url}/attempts/${attempt}`, bounds.url),
    commit: cut(commit, bounds.commit),
    ...(branch !== undefined && { branch: cut(branch, bounds.name) }),
    workflow: cut(workflow, bounds.name),
  };
}

/** On one line. */
function cut(text: string, most: number): string {
  return neutraliseLine(text).slice(0, most).toWellFormed();
}
