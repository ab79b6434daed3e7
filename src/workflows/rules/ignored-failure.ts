import type { Rule } from "../finding.ts";
import { nameOfStep, stepsOf } from "../workflow.ts";

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
    const ids = lookedAt(lines);
    for (const [step] of stepsOf(workflow)) {
      if (step["continue-on-error"] !== "true" || ids.has(step.id ?? "")) continue;
      yield {
        at: source.keyAt([...step.path, "continue-on-error"]),
        message: `${nameOfStep(step)} may fail and nobody looks: nothing asks for its outcome`,
        mend: `remove it, or give the step an id and look at steps.${step.id ?? "ID"}.outcome`,
      };
    }
  },
};

/** The ids of steps whose outcome, or all of which, something asks for. */
function lookedAt(lines: readonly string[]): Set<string> {
  const asked = lines.flatMap((line) => [
    ...line.matchAll(/steps\.([\w-]+)\.(?:outcome|conclusion)\b|steps\['([\w-]+)'\]/g),
  ]);
  return new Set(asked.map(([, plain, quoted]) => plain ?? quoted!));
}
