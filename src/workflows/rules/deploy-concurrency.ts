import type { Rule } from "../finding.ts";
import type { Job } from "../workflow.ts";

export const deployConcurrency: Rule = {
  name: "deploy-concurrency",
  severity: "warning",
  reason: "Two deployments at once overtake each other, and what was started last is not what is served.",
  *check({ source, jobs, concurrency, events }) {
    if ([...events.keys()].every((event) => /^(pull_request|merge_group)$/.test(event))) return;
    for (const job of jobs) {
      if (!deploys(job)) continue;
      const own =
        job.concurrency === undefined ? { value: concurrency, path: [] } : { value: job.concurrency, path: job.path };
      if (own.value === undefined) {
        yield {
          at: source.keyAt(job.path),
          message: `job "${job.id}" deploys, and two of it can run at once`,
          mend: "concurrency: { group: one for each environment, cancel-in-progress: false }",
        };
      } else if (cancels(own.value)) {
        yield {
          at: source.keyAt([...own.path, "concurrency", "cancel-in-progress"]),
          message: `job "${job.id}" deploys, and is cancelled half-way when the next one comes`,
          mend: "cancel-in-progress: false",
        };
      }
    }
  },
};

function deploys({ id, name, environment, uses }: Job): boolean {
  if (uses !== undefined) return false;
  return (
    environment !== undefined || /(^|[\s_-])(deploy|release|publish|roll-?out|promote)($|[\s_-])/i.test(name ?? id)
  );
}

function cancels(concurrency: unknown): boolean {
  return (
    typeof concurrency === "object" &&
    concurrency !== null &&
    "cancel-in-progress" in concurrency &&
    concurrency["cancel-in-progress"] === true
  );
}
