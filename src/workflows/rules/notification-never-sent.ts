import type { Rule } from "../finding.ts";
import { isHeardOfFailure, notifications } from "../notification.ts";
import { nameOfStep } from "../workflow.ts";

export const notificationNeverSent: Rule = {
  name: "notification-never-sent",
  severity: "warning",
  reason: "After a step that failed, GitHub runs only those whose if: says failure(), always() or cancelled().",
  *check(workflow) {
    for (const found of notifications(workflow)) {
      const { step, job } = found;
      const isOfFailure = /fail|error|broken|incident|alert/i.test(`${step.name ?? ""} ${step.id ?? ""} ${job.id}`);
      if (!isOfFailure || isHeardOfFailure(found)) continue;
      yield {
        at: found.at,
        message: `${nameOfStep(step)} is to tell of a failure, and never runs after one`,
        mend: "if: failure(), or if: always() where the message says which",
      };
    }
  },
};
