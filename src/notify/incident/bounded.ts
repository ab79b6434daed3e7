/** Cuts what is told of a run to what is kept of it: a ledger refuses to read back what is longer. */
import { bounds, type RunReference } from "./incident.ts";
import type { Outcome } from "./observation.ts";

/** On one line: what follows a line feed in an incident's key is its cause. */
export function boundedKey(key: string): string {
  return key.replace(/[\r\n]+/g, " ").slice(0, bounds.key);
}

export function boundedOutcome(outcome: Outcome): Outcome {
  const run = boundedRun(outcome.run);
  const cause = outcome.cause !== undefined && { cause: outcome.cause.slice(0, bounds.cause) };
  if (outcome.kind === "succeeded") return { ...outcome, run, ...cause };
  return { ...outcome, run, title: outcome.title.slice(0, bounds.title), ...cause };
}

function boundedRun({ sequence, url, commit, branch, workflow, job }: RunReference): RunReference {
  return {
    sequence,
    // A link that is cut leads nowhere.
    url: url !== undefined && url.length <= bounds.url ? url : undefined,
    commit: commit?.slice(0, bounds.commit),
    branch: branch?.slice(0, bounds.name),
    workflow: workflow?.slice(0, bounds.name),
    job: job?.slice(0, bounds.name),
  };
}
