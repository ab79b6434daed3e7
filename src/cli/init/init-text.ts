/** What `holdfast init` says. */
import type { Demands } from "../../workflows/demands.ts";
import type { Paint } from "../terminal.ts";
import type { Template } from "./templates.ts";

export function templatesText(templates: readonly Template[], paint: Paint): string[] {
  const width = Math.max(...templates.map(({ name }) => name.length));
  return [
    ...templates.map(({ name, description }) => `${paint("strong", name.padEnd(width))}  ${description}`),
    "",
    `holdfast init ${templates[0]?.name ?? "NAME"}`,
    "  copies it into .github/workflows, with an automation to begin with",
  ];
}

/** What the repository has to give to a workflow. */
export function demandsText(
  name: string,
  { permissions, environments, secrets, variables }: Demands,
  paint: Paint,
): string[] {
  const grants = permissions.map(
    ({ grant, jobs, reason }) => `  ${grant}  ${paint("faint", `in ${jobs.join(", ")}: ${reason}`)}`,
  );
  return [
    `${paint("strong", name)} needs`,
    ...grants,
    ...environments.map((environment) => `  environment ${environment}  ${paint("faint", "Settings > Environments")}`),
    ...secrets.map((secret) => `  secret ${secret}  ${paint("faint", "Settings > Secrets and variables > Actions")}`),
    ...variables.map(
      (variable) => `  variable ${variable}  ${paint("faint", "Settings > Secrets and variables > Actions")}`,
    ),
    ...(secrets.length === 0 ? ["  no secrets but those of your scripts, by env: of the step that runs them"] : []),
  ];
}
