/** Expressions of GitHub as they are read: the text, where it stands, and what it means. */
import type { Expr } from "@actions/expressions/ast";
import type { SourcePosition } from "./source.ts";

/** What stands between `${{` and `}}`, or in an `if` on its own. */
export interface Expression {
  readonly source: string;
  readonly at: SourcePosition;
  readonly tree: Expr;
}

/** Text in which expressions may stand. One expression and nothing else keeps the type of its value. */
export interface Template {
  readonly text: string;
  readonly at: SourcePosition;
  readonly parts: readonly (string | Expression)[];
}
