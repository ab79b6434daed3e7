import type { Problem, Rule } from "../finding.ts";
import type { Job, Workflow } from "../workflow.ts";

export const missingPermissions: Rule = {
  name: "missing-permissions",
  severity: "warning",
  reason:
    "Without permissions:, the token may do what the repository's settings say, which may be to write everything.",
  *check({ source, permissions, jobs }) {
    if (permissions !== undefined) return;
    const open = jobs.filter((job) => job.permissions === undefined);
    if (open.length === 0) return;
    yield {
      at: source.keyAt(["jobs"]),
      message: `${open.map(({ id }) => `"${id}"`).join(", ")} ${open.length === 1 ? "says" : "say"} nowhere what the token may do`,
      mend: "permissions: {} at the top, and under each job what it needs",
    };
  },
};

export const broadPermissions: Rule = {
  name: "broad-permissions",
  severity: "warning",
  reason: "What every job may write, every action in every job may write.",
  *check(workflow) {
    yield* everything(workflow, workflow, []);
    for (const job of workflow.jobs) yield* everything(workflow, job, job.path);
    if (workflow.jobs.length > 1) yield* writingForAll(workflow);
  },
};

function* everything({ source }: Workflow, { permissions }: Workflow | Job, path: Job["path"]): Generator<Problem> {
  if (permissions !== "write-all") return;
  yield {
    at: source.valueAt([...path, "permissions"]),
    message: "write-all grants what is not needed",
    mend: "name what is needed, such as contents: read",
  };
}

function* writingForAll({ source, permissions, jobs }: Workflow): Generator<Problem> {
  if (typeof permissions !== "object" || permissions === null) return;
  const inheriting = jobs.filter((job) => job.permissions === undefined).length;
  if (inheriting < 2) return;
  for (const [name, access] of Object.entries(permissions)) {
    if (access !== "write") continue;
    yield {
      at: source.keyAt(["permissions", name]),
      message: `${name}: write is granted to ${inheriting} jobs at once`,
      mend: "permissions: {} at the top, and the grant at the job that writes",
    };
  }
}
