import type { Rule } from "../finding.ts";
import { placeholder } from "../template.ts";
import { stepsOf } from "../workflow.ts";

export const unfilledTemplate: Rule = {
  name: "unfilled-template",
  severity: "error",
  reason: "A template that was copied as it is names a commit that nobody has: GitHub finds no action there.",
  *check(workflow) {
    for (const [{ uses, path }] of stepsOf(workflow)) {
      if (uses?.endsWith(`@${placeholder}`) !== true) continue;
      yield {
        at: workflow.source.valueAt([...path, "uses"]),
        message: `${uses} holds a place for a commit`,
        mend: "holdfast init, which copies the template and fills the commit in",
      };
    }
  },
};
