/** What a workflow needs of the repository that has it. */
import type { Job, Workflow } from "./workflow.ts";

export interface Demands {
  readonly permissions: readonly Grant[];
  readonly environments: readonly string[];
  /** Names of secrets and of variables. */
  readonly secrets: readonly string[];
  readonly variables: readonly string[];
}

export interface Grant {
  /** `contents: read`. */
  readonly grant: string;
  /** The ids of the jobs that have it. */
  readonly jobs: readonly string[];
  /** What the comment beside it says. */
  readonly reason: string;
}

export function demandsOf(workflow: Workflow): Demands {
  const code = workflow.lines.map((line) => line.replace(/(^|\s)#.*$/, "")).join("\n");
  const named = (context: string) =>
    [
      ...new Set([...code.matchAll(new RegExp(`\\b${context}\\.([A-Za-z_]\\w*)`, "g"))].map(([, name]) => name!)),
    ].sort();
  return {
    permissions: merged(workflow.jobs.flatMap((job) => grantsOf(workflow, job))),
    environments: [...new Set(workflow.jobs.flatMap(environmentOf))],
    secrets: named("secrets").filter((name) => name !== "GITHUB_TOKEN"),
    variables: named("vars"),
  };
}

function grantsOf({ source, lines }: Workflow, { id, path, permissions }: Job): Grant[] {
  if (typeof permissions !== "object" || permissions === null) return [];
  return Object.entries(permissions).map(([name, access]) => {
    const { line } = source.keyAt([...path, "permissions", name]);
    const reason = / # (.*)$/.exec(lines[line - 1] ?? "")?.[1] ?? "";
    return { grant: `${name}: ${String(access)}`, jobs: [id], reason };
  });
}

/** What several jobs need for the same reason is one grant. */
function merged(grants: readonly Grant[]): Grant[] {
  const groups = Map.groupBy(grants, ({ grant, reason }) => `${grant} ${reason}`);
  return [...groups.values()].map((same) => ({ ...same[0]!, jobs: same.flatMap(({ jobs }) => jobs) }));
}

function environmentOf({ environment }: Job): string[] {
  if (typeof environment === "string") return [environment];
  const name =
    typeof environment === "object" && environment !== null && "name" in environment ? environment.name : undefined;
  return typeof name === "string" ? [name] : [];
}
