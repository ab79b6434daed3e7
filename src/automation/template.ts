import { UserError } from "../policy/user-error.ts";
import { parseExpression } from "./parse-expression.ts";
import type { Expression, Template } from "./expression.ts";
import type { SourcePosition } from "./source.ts";

/** A part of a text: what stands there as it is, or between `${{` and `}}`. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  /** `start` and `end` are those of the whole `${{ … }}`. */
  | { readonly kind: "expression"; readonly source: string; readonly start: number; readonly end: number };

const mostParts = 1_000;

/** Throws a {@link UserError} where an expression does not end, or where there are too many. */
export function splitTemplate(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf("${{", from);
    if (start > from || start === -1)
      parts.push({ kind: "text", text: text.slice(from, start === -1 ? undefined : start) });
    if (start === -1) return parts.filter((part) => part.kind === "expression" || part.text !== "");
    if (parts.length >= mostParts) throw new UserError(`more than ${mostParts} parts; write it shorter`);
    const length = lengthOfExpression(text.slice(start + 3));
    if (length === undefined) throw new UserError("an expression begins with ${{ and does not end; close it with }}");
    const end = start + 3 + length + 2;
    parts.push({ kind: "expression", source: text.slice(start + 3, end - 2), start, end });
    from = end;
  }
}

/** What is between the brackets ends at the first `}}` that is not in quotes. */
function lengthOfExpression(text: string): number | undefined {
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith("}}", index)) return index;
  }
  return undefined;
}

/** The only part of a template, where that is an expression. */
export function soleExpression(template: Template): Expression | undefined {
  const [only] = template.parts;
  return template.parts.length === 1 && typeof only === "object" ? only : undefined;
}

/** An `if`, which needs no brackets; what stands in them is the whole of it. */
export function parseCondition(text: string, positionOf: (index: number) => SourcePosition): Expression {
  if (!text.includes("${{")) return parseExpression(text, positionOf(0));
  const parts = splitTemplate(text).filter((part) => part.kind === "expression" || part.text.trim() !== "");
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "expression") return parseExpression(only.source, positionOf(only.start));
  const whole = parts.map((part) => (part.kind === "text" ? part.text.trim() : part.source.trim())).join(" ");
  throw new UserError(`a condition with text around \${{ }} always holds; write the whole as ${whole}`);
}
