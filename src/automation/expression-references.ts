/** What an expression looks at. */
import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from "@actions/expressions/ast";
import { statusFunctions } from "./expression-functions.ts";
import type { Expression } from "./expression.ts";

/** A context and the names that lead on from it, as far as they are written out. */
export interface Reference {
  /** In lower case. */
  readonly context: string;
  readonly names: readonly string[];
}

export function referencesOf({ tree }: Expression): Reference[] {
  const found: Reference[] = [];
  visit(tree, (node) => {
    const chain = chainOf(node);
    if (chain === undefined) return "inside";
    found.push(chain);
    return "done";
  });
  return found;
}

/** Whether an `if` decides on the status of the run by itself. */
export function callsStatusFunction({ tree }: Expression): boolean {
  return functionsOf(tree).some((name) => statusFunctions.has(name));
}

/** Whether it can hold though a step has failed. */
export function holdsAfterFailure({ tree }: Expression): boolean {
  return functionsOf(tree).some((name) => name !== "success" && statusFunctions.has(name));
}

/** In lower case. */
function functionsOf(tree: Expr): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if (node instanceof FunctionCall) found.push(node.functionName.lexeme.toLowerCase());
    return "inside";
  });
  return found;
}

/** `steps.fetch.outputs` as context and names; undefined for everything else. */
function chainOf(node: Expr): Reference | undefined {
  if (node instanceof ContextAccess) return { context: node.name.lexeme.toLowerCase(), names: [] };
  if (!(node instanceof IndexAccess) || !(node.index instanceof Literal)) return undefined;
  const before = chainOf(node.expr);
  return before && { ...before, names: [...before.names, node.index.literal.coerceString()] };
}

function visit(node: Expr, look: (node: Expr) => "inside" | "done"): void {
  if (look(node) === "done") return;
  for (const child of childrenOf(node)) visit(child, look);
}

function childrenOf(node: Expr): readonly Expr[] {
  if (node instanceof Unary) return [node.expr];
  if (node instanceof Binary) return [node.left, node.right];
  if (node instanceof Logical || node instanceof FunctionCall) return node.args;
  if (node instanceof Grouping) return [node.group];
  if (node instanceof IndexAccess) return node.index instanceof Star ? [node.expr] : [node.expr, node.index];
  return [];
}
