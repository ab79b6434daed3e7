import { Lexer, Parser } from "@actions/expressions";
import { ExpressionError, MAX_EXPRESSION_LENGTH } from "@actions/expressions/errors";
import { type Token, TokenType } from "@actions/expressions/lexer";
import { UserError } from "../policy/user-error.ts";
import type { Expression } from "./expression.ts";
import { functionNames, ownFunctions } from "./expression-functions.ts";
import type { SourcePosition } from "./source.ts";
import { suggest } from "../policy/suggestion.ts";

/** Everything that an expression can look at. */
export const contextNames = ["inputs", "steps", "item", "env", "vars", "flags", "run", "github"] as const;
export type ContextName = (typeof contextNames)[number];

/** Throws a {@link UserError} that says what is wrong and what to write. */
export function parseExpression(source: string, at: SourcePosition): Expression {
  if (source.trim() === "") throw new UserError("an expression is empty; write one, such as inputs.name");
  if (source.length > MAX_EXPRESSION_LENGTH) {
    throw new UserError(`an expression has ${source.length} characters; write at most ${MAX_EXPRESSION_LENGTH}`);
  }
  const tokens = lex(source);
  refuseUnknownNames(tokens);
  try {
    const tree = new Parser(tokens, [...contextNames], [...ownFunctions]).parse();
    return { source: source.trim(), at, tree };
  } catch (error) {
    throw new UserError(`the expression ${shown(source)} does not parse: ${reason(error)}; ${mendOf(source)}`, {
      cause: error,
    });
  }
}

function lex(source: string): Token[] {
  try {
    return new Lexer(source).lex().tokens.map(unescaped);
  } catch (error) {
    const because = reason(error).replace(/ Located at position .*$/s, "");
    throw new UserError(`the expression ${shown(source)} does not parse: ${because} ${mendOf(source)}`, {
      cause: error,
    });
  }
}

/** The lexer makes one quote of the first doubled quote only. */
function unescaped(token: Token): Token {
  if (token.type !== TokenType.STRING) return token;
  return { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") };
}

/** The parser has no suggestions, and takes `constructor()` for a function. */
function refuseUnknownNames(tokens: readonly Token[]): void {
  tokens.forEach(({ type, lexeme }, index) => {
    if (type !== TokenType.IDENTIFIER || tokens[index - 1]?.type === TokenType.DOT) return;
    const isCall = tokens[index + 1]?.type === TokenType.LEFT_PAREN;
    const known: readonly string[] = isCall ? functionNames : contextNames;
    if (known.some((name) => name.toLowerCase() === lexeme.toLowerCase())) return;
    throw new UserError(isCall ? unknownFunction(lexeme) : unknownContext(lexeme));
  });
}

function unknownFunction(name: string): string {
  if (name.toLowerCase() === "hashfiles") {
    return "hashFiles is not available in automations; work the hash out in a step, and use the step's output";
  }
  return `there is no function ${name}${suggest(name, functionNames)}`;
}

function unknownContext(name: string): string {
  if (name === "secrets")
    return "secrets are not available in expressions; hand them over in the job's env, where scripts see them";
  if (name === "needs" || name === "matrix" || name === "strategy" || name === "job" || name === "runner") {
    return `the context ${name} belongs to workflows; hand what you need of it to the automation as an input`;
  }
  return `there is no context ${name}${suggest(name, contextNames)}`;
}

function mendOf(source: string): string {
  if (source.includes('"')) return "texts stand in single quotes: 'like this'";
  if (/(?<![=!<>])=(?!=)/.test(source)) return "write == to compare";
  return "see https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions";
}

function reason(error: unknown): string {
  return error instanceof ExpressionError || error instanceof Error ? error.message : String(error);
}

function shown(source: string): string {
  const text = source.trim();
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
