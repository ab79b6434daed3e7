/** The script of a step, as bash reads it. */
import { forEachChild, parse, type Command, type SyntaxNode } from "unbash";
import type { Source, SourcePosition, ValuePath } from "../automation/source.ts";
import type { WrittenStep } from "./schema.ts";
import { ownAction } from "./own-action.ts";

export interface Script {
  /** Who runs it: the runner, a step that retries it, or a durable step. */
  readonly ranBy: "runner" | "retry" | "durable-step";
  /** Whether a pipe fails where one of its commands does: not in the shell that GitHub takes when none is named. */
  readonly hasPipefail: boolean;
  readonly text: string;
  readonly nodes: readonly ScriptNode[];
  at(offset: number): SourcePosition;
}

/** A part of a script, and what it stands in. */
export interface ScriptNode {
  readonly node: SyntaxNode;
  readonly isInLoop: boolean;
  /** Its exit code is looked at: `if`, `while`, `!`, or a part of a list that is not the last. */
  readonly isLookedAt: boolean;
  /** Its output becomes a word. */
  readonly isSubstituted: boolean;
}

interface Place {
  readonly source: Source;
  readonly lines: readonly string[];
}

interface Defaults {
  readonly shell: string | undefined;
  readonly runner: unknown;
}

/** Undefined where the step runs none, or none that bash reads. */
export function scriptOf(place: Place, path: ValuePath, step: WrittenStep, defaults: Defaults): Script | undefined {
  const found = writtenIn(step);
  if (found === undefined) return undefined;
  const shell = (found.ranBy === "runner" ? (step.shell ?? defaults.shell) : step.with["shell"]) ?? "";
  if (!/^(bash|sh)?(\s|$)/.test(shell)) return undefined;
  if (shell === "" && /windows/i.test(JSON.stringify(defaults.runner ?? ""))) return undefined;
  const text = step.run ?? step.with[found.input] ?? "";
  const hasPipefail =
    found.ranBy !== "runner" || shell === "bash" || /pipefail/.test(shell) || /\bset\s+\S*-?\S*o\s+pipefail/.test(text);
  const valuePath = found.ranBy === "runner" ? [...path, "run"] : [...path, "with", found.input];
  return {
    ranBy: found.ranBy,
    hasPipefail,
    text,
    nodes: nodesOf(text),
    at: (offset) => positionIn(place, valuePath, text, offset),
  };
}

function writtenIn({ run, uses, with: inputs }: WrittenStep) {
  if (run !== undefined) return { ranBy: "runner", input: "run" } as const;
  const own = ownAction(uses);
  if (own === "step") return { ranBy: "durable-step", input: "run" } as const;
  if (own !== "retry" && uses?.startsWith("nick-fields/retry@") !== true) return undefined;
  return { ranBy: "retry", input: inputs["command"] === undefined ? "run" : "command" } as const;
}

/** The words of a command, without what only says how it is run: `sudo`, `time`, `env A=b`, `timeout 30`. */
export function wordsOf({ name, args }: Command): string[] {
  const words = [name, ...args].flatMap((word) => {
    if (word === undefined) return [];
    return [word.type === "Word" ? word.value : word.text];
  });
  while (/^(sudo|env|time|nice|nohup|command|exec|timeout|stdbuf)$/.test(words[0] ?? "")) {
    words.shift();
    while (/^-|^\w+=|^\d+[smhd]?$/.test(words[0] ?? "")) words.shift();
  }
  return words;
}

function nodesOf(text: string): ScriptNode[] {
  const nodes: ScriptNode[] = [];
  // An expression is a word to the shell, whatever is in it.
  visit({
    node: parse(text.replaceAll(/\$\{\{.*?\}\}/g, (expression) => "x".repeat(expression.length))),
    isInLoop: false,
    isLookedAt: false,
    isSubstituted: false,
  });
  return nodes;

  function visit(found: ScriptNode): void {
    nodes.push(found);
    forEachChild(found.node, (child) => visit(childIn(found, child)));
  }
}

function childIn({ node, ...place }: ScriptNode, child: SyntaxNode): ScriptNode {
  switch (node.type) {
    case "While":
      return { node: child, ...place, isInLoop: true, isLookedAt: place.isLookedAt || child === node.clause };
    case "For":
    case "ArithmeticFor":
      return { node: child, ...place, isInLoop: true };
    case "If":
    case "Elif":
      return { node: child, ...place, isLookedAt: place.isLookedAt || child === node.clause };
    case "AndOr":
      return { node: child, ...place, isLookedAt: place.isLookedAt || child !== node.commands.at(-1) };
    case "Pipeline":
      return { node: child, ...place, isLookedAt: place.isLookedAt || node.prefixes.length > 0 };
    case "CommandExpansion":
    case "ProcessSubstitution":
      return { node: child, ...place, isSubstituted: true };
    default:
      return { node: child, ...place };
  }
}

/** The line and column of a character; of a text that is folded or quoted over lines, where the text begins. */
function positionIn({ source, lines }: Place, path: ValuePath, text: string, offset: number): SourcePosition {
  const start = source.valueAt(path);
  const header = lines[start.line - 1]?.slice(start.column - 1) ?? "";
  const before = text.slice(0, offset).split("\n");
  const column = before.at(-1)!.length;
  if (header.startsWith("|")) {
    const line = start.line + before.length;
    const written = text.split("\n")[before.length - 1]!;
    const indent = lines[line - 1]?.indexOf(written) ?? -1;
    return indent === -1 ? start : { ...start, line, column: indent + 1 + column };
  }
  const opening = /^["']/.test(header) ? 1 : 0;
  return header.startsWith(text.slice(0, offset), opening)
    ? { ...start, column: start.column + opening + column }
    : start;
}
