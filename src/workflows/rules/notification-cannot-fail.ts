import type { Rule } from "../finding.ts";
import { notifications, type Notification } from "../notification.ts";
import { nameOfStep } from "../workflow.ts";

export const notificationCannotFail: Rule = {
  name: "notification-cannot-fail",
  severity: "warning",
  reason:
    "A message that was refused looks like one that was sent: the step is green, and everybody waits for a message.",
  *check(workflow) {
    for (const found of notifications(workflow)) {
      const why = whyItCannotFail(found);
      if (why === undefined) continue;
      yield {
        at: found.at,
        message: `${nameOfStep(found.step)} is green when nothing was sent: ${why.reason}`,
        mend: why.mend,
      };
    }
  },
};

function whyItCannotFail({ step, webhook }: Notification): { reason: string; mend: string } | undefined {
  if (step["continue-on-error"] === "true") {
    return { reason: "continue-on-error hides it", mend: "remove continue-on-error" };
  }
  // https://github.com/slackapi/slack-github-action: `errors` is false unless it is said.
  if (step.uses?.startsWith("slackapi/slack-github-action@") === true && step.with["errors"] !== "true") {
    return { reason: "the action passes over errors", mend: "errors: true under with:" };
  }
  if (webhook?.isHeard === false) {
    return { reason: "curl succeeds whatever the server answers", mend: "curl --fail-with-body" };
  }
  return undefined;
}
