import type { Rule } from "../finding.ts";
import { ownAction } from "../own-action.ts";
import { nameOfStep, stepsOf, type Job, type Workflow } from "../workflow.ts";

/** https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching#controlling-cache-access-with-cache-mode */
export const cacheMode: Rule = {
  name: "cache-mode",
  severity: "warning",
  reason: "A job whose token may not write caches, or not read them, cannot keep its checkpoints there.",
  *check(workflow) {
    for (const [step, job] of stepsOf(workflow)) {
      if (!/^(step|run|checkpoint)$/.test(ownAction(step.uses) ?? "")) continue;
      const store = step.with["store"] ?? "auto";
      const mode = modeOf(workflow, job);
      if (mode === undefined || mode.mode === "write" || !/^(auto|cache)$/.test(store)) continue;
      yield {
        at: workflow.source.valueAt([...step.path, "uses"]),
        message:
          store === "cache"
            ? `${nameOfStep(step)} keeps its checkpoints in the cache, which ${mode.because} forbids`
            : `${nameOfStep(step)} finds no cache (${mode.because}), and keeps an artifact for each checkpoint, of which a job may have 500`,
        mend: "store: artifact, or cache-mode: write at this job where only code you trust runs in it",
      };
    }
  },
};

/** Read-only by default since June 2026, for what strangers can start. */
const lowTrust = ["pull_request_target", "issue_comment"];

function modeOf(workflow: Workflow, job: Job): { mode: string; because: string } | undefined {
  const said = job["cache-mode"] ?? workflow["cache-mode"];
  if (said !== undefined) return { mode: said, because: `cache-mode: ${said}` };
  const event = lowTrust.find((name) => workflow.events.has(name));
  return event === undefined ? undefined : { mode: "read", because: `the event ${event}` };
}
