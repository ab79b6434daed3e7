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
      for (const { grants, why } of needsOf(ownAction(step.uses), step.with)) {
        if (grants.some((grant) => isGranted(workflow, job, grant))) continue;
        yield {
          at: workflow.source.valueAt([...step.path, "uses"]),
          message: `${nameOfStep(step)} needs ${grants.join(" or ")} ${why}`,
          mend: `${grants[0]} under permissions: of the job "${job.id}"`,
        };
      }
    }
  },
};

type Grant = `${string}: ${"read" | "write"}`;
type Inputs = Readonly<Record<string, string | undefined>>;

interface Need {
  /** Any of them will do. */
  readonly grants: readonly [Grant, ...Grant[]];
  readonly why: string;
}

function needsOf(action: string | undefined, inputs: Inputs): Need[] {
  switch (action) {
    case "step":
    case "run":
    case "checkpoint":
      return keyNeeds(inputs);
    case "notify":
      return tellingNeeds(inputs);
    case "recover": {
      const reruns: Need = { grants: ["actions: write"], why: "to run failed jobs again" };
      return [reruns, ...tellingNeeds({ channels: "issue", ...inputs })];
    }
    case "resume":
      return resumeNeeds(inputs);
    case "durable-run":
      return [...keyNeeds(inputs), ...tellingNeeds(inputs)];
    case "watchdog": {
      const looks: Need = { grants: ["actions: read"], why: "to see the runs it watches" };
      return [looks, ...(inputs["channels"] === undefined ? [] : tellingNeeds(inputs))];
    }
    default:
      return [];
  }
}

function resumeNeeds({ "waiting-index": index }: Inputs): Need[] {
  const found: Need = { grants: ["contents: write"], why: "to find the runs that wait, and remove those that went on" };
  return [
    { grants: ["actions: write"], why: "to have the jobs of waiting runs run again" },
    { grants: ["issues: read"], why: "to read the answers to approvals" },
    ...(index === "cache" ? [] : [found]),
  ];
}

function keyNeeds({ key }: Inputs): Need[] {
  if (key === undefined) return [];
  return [{ grants: ["actions: read"], why: "where it has a key of its own, to ask who else holds it" }];
}

function tellingNeeds({ channels = "", ledger = "auto" }: Inputs): Need[] {
  const opensIssues = /^\s*issue\s*$/m.test(channels);
  const issues: Need = { grants: ["issues: write"], why: "to open the issue" };
  const why = "to keep what people were told, or none learns of a recovery";
  const keeps: Readonly<Record<string, Need["grants"] | undefined>> = {
    auto: ["contents: write", "issues: write"],
    refs: ["contents: write"],
    branches: ["contents: write"],
    issue: ["issues: write"],
  };
  const grants = keeps[ledger];
  const isKept = grants === undefined || (opensIssues && grants.includes("issues: write"));
  return [...(opensIssues ? [issues] : []), ...(isKept ? [] : [{ grants, why }])];
}

function isGranted(workflow: Workflow, job: Job, grant: Grant): boolean {
  const granted = job.permissions ?? workflow.permissions;
  // What nobody says is what the repository's settings say, and found by another rule.
  if (granted === undefined || granted === "write-all") return true;
  const [name = "", access] = grant.split(": ");
  if (granted === "read-all") return access === "read";
  const given: unknown = typeof granted === "object" && granted !== null ? Reflect.get(granted, name) : undefined;
  return given === "write" || given === access;
}
