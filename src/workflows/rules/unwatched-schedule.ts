import type { Rule } from "../finding.ts";
import { isHeardOfFailure, notifications } from "../notification.ts";
import { ownAction } from "../own-action.ts";
import type { Repository } from "../repository.ts";
import { stepsOf, type Workflow } from "../workflow.ts";

/** https://docs.github.com/actions/concepts/workflows-and-actions/notifications-for-workflow-runs */
export const unwatchedSchedule: Rule = {
  name: "unwatched-schedule",
  severity: "warning",
  reason:
    "Of a scheduled run that fails, GitHub tells whoever touched its cron line last; of one that never ran, nobody.",
  *check(workflow, repository) {
    if (!workflow.events.has("schedule") || isWatched(workflow, repository)) return;
    yield {
      at: workflow.source.keyAt(["on", "schedule"]),
      message: "fails unseen: no step tells of a failure, and no other workflow watches this one",
      mend: "a step with if: always() that uses holdfast/holdfast/actions/notify, or a workflow with actions/watchdog",
    };
  },
};

function isWatched(workflow: Workflow, { workflows }: Repository): boolean {
  if (notifications(workflow).some(isHeardOfFailure) || uses(workflow, "durable-run")) return true;
  return workflows.some((other) => other !== workflow && (followsUp(other, workflow) || uses(other, "watchdog")));
}

function followsUp({ events }: Workflow, { title }: Workflow): boolean {
  const event = events.get("workflow_run");
  const names: unknown = typeof event === "object" && event !== null && "workflows" in event ? event.workflows : [];
  return names === title || (Array.isArray(names) && names.includes(title));
}

function uses(workflow: Workflow, action: string): boolean {
  return [...stepsOf(workflow)].some(
    ([step]) => ownAction(step.uses) === action || step.uses === `./actions/${action}`,
  );
}
