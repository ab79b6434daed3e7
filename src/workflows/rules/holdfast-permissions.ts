import type { Rule } from "../finding.ts";
import { ownAction } from "../own-action.ts";
import { nameOfStep, stepsOf, type Job, type Workflow } from "../workflow.ts";

export const holdfastPermissions: Rule = {
  name: "holdfast-permissions",
  severity: "error",
  reason:
    "A durable step that may not ask whether another run holds its lane, or read what that one kept, stops there.",
  *check(workflow) {
    for (const [step, job] of stepsOf(workflow)) {
      for (const need of needsOf(ownAction(step.uses), step.with)) {
        if (isGranted(workflow, job, need)) continue;
        yield {
          at: workflow.source.valueAt([...step.path, "uses"]),
          message: `${nameOfStep(step)} needs ${need.name}: ${need.access} ${need.why}`,
          mend: `${need.name}: ${need.access} under permissions: of the job "${job.id}"`,
        };
      }
    }
  },
};

interface Need {
  readonly name: string;
  readonly access: "read" | "write";
  readonly why: string;
}

function needsOf(action: string | undefined, inputs: Readonly<Record<string, string | undefined>>): Need[] {
  switch (action) {
    case "step":
    case "run":
    case "checkpoint":
      if (inputs["key"] === undefined) return [];
      return [{ name: "actions", access: "read", why: "where it has a key of its own, to ask who else holds it" }];
    case "notify": {
      const opensIssues = /^\s*issue\s*$/m.test(inputs["channels"] ?? "");
      return [
        opensIssues
          ? { name: "issues", access: "write", why: "to open the issue" }
          : { name: "contents", access: "write", why: "to keep what people were told, or none learns of a recovery" },
      ];
    }
    case "watchdog":
      return [{ name: "actions", access: "read", why: "to see the runs it watches" }];
    default:
      return [];
  }
}

function isGranted(workflow: Workflow, job: Job, { name, access }: Need): boolean {
  const granted = job.permissions ?? workflow.permissions;
  // What nobody says is what the repository's settings say, and found by another rule.
  if (granted === undefined || granted === "write-all") return true;
  if (granted === "read-all") return access === "read";
  const given: unknown = typeof granted === "object" && granted !== null ? Reflect.get(granted, name) : undefined;
  return given === "write" || given === access;
}
