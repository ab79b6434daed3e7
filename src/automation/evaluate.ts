/** What expressions come to, with GitHub's semantics. */
import { Evaluator, type data } from "@actions/expressions";
import { UserError } from "../policy/user-error.ts";
import { toData, toValue } from "./expression-data.ts";
import { functionsIn, type Status } from "./expression-functions.ts";
import { callsStatusFunction } from "./expression-references.ts";
import { type ContextName, contextNames } from "./parse-expression.ts";
import type { Expression, Template } from "./expression.ts";
import { soleExpression } from "./template.ts";

/** What an expression sees. Maps and plain objects are both dictionaries; what is not there is null. */
export interface Scope {
  readonly contexts: Readonly<Partial<Record<ContextName, unknown>>>;
  readonly status: Status;
}

/** The value of one expression that is the whole text, else text. Throws a {@link UserError} naming the expression. */
export function evaluate(template: Template, scope: Scope): unknown {
  const sole = soleExpression(template);
  if (sole !== undefined) return toValue(run(sole, scope));
  return template.parts.map((part) => (typeof part === "string" ? part : run(part, scope).coerceString())).join("");
}

/** As {@link evaluate} gives it, as text. Throws a {@link UserError} also for an object or a list, which have none. */
export function evaluateText(template: Template, scope: Scope): string {
  const sole = soleExpression(template);
  if (sole === undefined) return String(evaluate(template, scope));
  const value = run(sole, scope);
  if (value.primitive) return value.coerceString();
  throw new UserError(
    `\${{ ${sole.source} }} gives ${Array.isArray(toValue(value)) ? "a list" : "an object"} where text is needed; ` +
      `write \${{ toJSON(${sole.source}) }}`,
  );
}

/** Whether an `if` holds: without a status function it is `success() && (…)`, and so is none at all. */
export function holds(condition: Expression | undefined, scope: Scope): boolean {
  if (condition === undefined) return scope.status === "success";
  if (scope.status !== "success" && !callsStatusFunction(condition)) return false;
  return isTruthy(run(condition, scope));
}

/** Whether an expression holds, whatever the status of the run. */
export function isTrue(condition: Expression, scope: Scope): boolean {
  return isTruthy(run(condition, scope));
}

function run(expression: Expression, { contexts, status }: Scope): data.ExpressionData {
  try {
    const seen = toData(Object.fromEntries(contextNames.map((name) => [name, contexts[name] ?? null])));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object becomes a dictionary
    return new Evaluator(expression.tree, seen as data.Dictionary, functionsIn(status)).evaluate();
  } catch (error) {
    throw new UserError(
      `\${{ ${expression.source} }} has no value: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

/** False, 0, NaN, "" and null do not hold; all else does, also empty lists and objects. */
function isTruthy(found: data.ExpressionData): boolean {
  return Boolean(found.primitive ? toValue(found) : true);
}
