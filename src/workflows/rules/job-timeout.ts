import type { Rule } from "../finding.ts";

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes */
export const jobTimeout: Rule = {
  name: "job-timeout",
  severity: "warning",
  reason: "A job that hangs holds its runner for six hours, and whoever waits for it learns of it then.",
  *check({ source, jobs }) {
    for (const { id, path, uses, steps, "timeout-minutes": timeout } of jobs) {
      const isBounded = timeout !== undefined || steps.every((step) => step["timeout-minutes"] !== undefined);
      if (uses !== undefined || isBounded) continue;
      yield {
        at: source.keyAt(path),
        message: `job "${id}" has no timeout-minutes: where it hangs, it does so for six hours`,
        mend: "timeout-minutes: three times what it usually takes",
      };
    }
  },
};
