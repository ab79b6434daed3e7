import type { Rule } from "../finding.ts";
import { nameOfStep, stepsOf, type Step } from "../workflow.ts";

export const ignoredFailure: Rule = {
  name: "ignored-failure",
  severity: "warning",
  reason:
    "continue-on-error makes a failure green; unless somebody looks at the outcome, it is as if it never happened.",
  *check(workflow) {
    const { source, jobs, lines } = workflow;
    for (const { id, path, "continue-on-error": goesOn } of jobs) {
      if (goesOn !== "true") continue;
      yield {
        at: source.keyAt([...path, "continue-on-error"]),
        message: `job "${id}" may fail and its run is green`,
        mend: "remove it, or give it to the legs of the matrix that are experiments alone",
      };
    }
    for (const [step] of stepsOf(workflow)) {
      if (step["continue-on-error"] !== "true" || isLookedAt(step, lines)) continue;
      yield {
        at: source.keyAt([...step.path, "continue-on-error"]),
        message: `${nameOfStep(step)} may fail and nobody looks: nothing asks for its outcome`,
        mend: `remove it, or give the step an id and look at steps.${step.id ?? "ID"}.outcome`,
      };
    }
  },
};

function isLookedAt({ id }: Step, lines: readonly string[]): boolean {
  return (
    id !== undefined && lines.some((line) => line.includes(`steps.${id}.outcome`) || line.includes(`steps['${id}']`))
  );
}
