/** Definitions as a reader of automation files would hand them out, with what a diagram looks at. */
import type { Definition, OnFailure, StepDefinition } from "../../src/automation/definition.ts";
import type { Expression } from "../../src/automation/expression.ts";

const at = { file: "automation.yml", line: 1, column: 1 };

export function definition(...steps: readonly StepDefinition[]): Definition {
  return { name: "import-orders", steps } as unknown as Definition;
}

interface Facts {
  readonly if?: string;
  readonly maxVisits?: number;
  readonly onSuccess?:
    | { readonly kind: "goto"; readonly step: string }
    | { readonly kind: "end"; readonly status: "failed" | "succeeded" };
  readonly onFailure?: OnFailure;
  readonly step?: string;
  readonly status?: "failed" | "succeeded";
}

export function step(name: string, kind: StepDefinition["kind"] = "run", facts: Facts = {}): StepDefinition {
  const condition = facts.if === undefined ? {} : { if: { source: facts.if } as unknown as Expression };
  return {
    onFailure: { kind: "fail" },
    ...facts,
    name,
    at,
    kind,
    ...condition,
  } as unknown as StepDefinition;
}

export function parallel(name: string, branches: Readonly<Record<string, readonly StepDefinition[]>>): StepDefinition {
  return {
    name,
    at,
    kind: "parallel",
    onFailure: { kind: "fail" },
    branches: new Map(Object.entries(branches)),
    completion: {},
  };
}

/** Build, checks side by side, an approval, production, smoke tests that try again, and a way back. */
export const deployment = definition(
  step("build"),
  parallel("checks", {
    unit: [step("unit-tests")],
    security: [step("audit"), step("licences", "run", { if: "inputs.strict" })],
  }),
  step("staging"),
  step("smoke", "run", { maxVisits: 5, onFailure: { kind: "continue" } }),
  step("again", "goto", { if: "steps.smoke.outcome == 'failure'", step: "staging" }),
  step("approve", "approval", { onFailure: { kind: "end", status: "failed" } }),
  step("production", "run", { onFailure: { kind: "goto", step: "rollback" } }),
  step("tell-people", "for-each"),
  step("rollback", "run", { if: "failure()", onSuccess: { kind: "end", status: "failed" } }),
);
