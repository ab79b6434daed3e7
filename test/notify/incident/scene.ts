import type { Incident } from "../../../src/notify/incident/incident.ts";
import type { Outcome } from "../../../src/notify/incident/observation.ts";
import type { Sequence } from "../../../src/notify/incident/sequence.ts";

export const key = "octo/app nightly.yml build";

export function failed(run: number, attempt = 1, more: Partial<Extract<Outcome, { kind: "failed" }>> = {}): Outcome {
  return {
    kind: "failed",
    at: run * 1000,
    run: { sequence: [run, attempt] },
    title: `build failed in ${run}`,
    severity: "error",
    failure: { reason: "exit code 1", undone: [], waysOn: [] },
    ...more,
  };
}

export function succeeded(run: number, attempt = 1): Outcome {
  return { kind: "succeeded", at: run * 1000, run: { sequence: [run, attempt] as Sequence } };
}

/** What a test looks at of an incident. */
export function brief({ number, status, count, firstSeen, lastSeen }: Incident): string {
  const seen = [firstSeen, lastSeen].map(({ run }) => run.sequence.join("/")).join("–");
  return `#${number} ${status}, failed ${count}× in ${seen}`;
}
