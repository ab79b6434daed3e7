import type { Rule } from "../finding.ts";
import { ownAction } from "../own-action.ts";
import { nameOfStep, stepsOf } from "../workflow.ts";

export const recordedSecret: Rule = {
  name: "recorded-secret",
  severity: "error",
  reason:
    "Inputs, keys and names are recorded and kept in caches and artifacts: a secret there is refused when the job runs.",
  *check(workflow) {
    for (const [step] of stepsOf(workflow)) {
      if (ownAction(step.uses) === undefined) continue;
      for (const input of ["inputs", "key", "lane", "step", "fingerprint", "outputs"]) {
        const text = step.with[input] ?? "";
        if (!text.includes("${{") || !/\bsecrets[.[]/.test(text)) continue;
        yield {
          at: workflow.source.keyAt([...step.path, "with", input]),
          message: `${nameOfStep(step)} hands a secret over in ${input}, which is recorded`,
          mend: "env: of the step; the scripts read it from there",
        };
      }
    }
  },
};
