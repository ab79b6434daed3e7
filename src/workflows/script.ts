/** The script of a step, as bash reads it. */
import { forEachChild, parse, type Command, type SyntaxNode } from "unbash";
import type { SourcePosition, ValuePath } from "../automation/source.ts";
import type { WrittenStep } from "./schema.ts";
import { ownAction } from "./own-action.ts";
import { positionsIn, type SourceText } from "./script-position.ts";

export interface Script {
  /** Who runs it: the runner, a step that retries it, or a durable step. */
  readonly ranBy: "runner" | "retry" | "durable-step";
  /** Whether a pipe fails where one of its commands does: not in the shell that GitHub takes when none is named. */
  readonly hasPipefail: boolean;
  readonly text: string;
  readonly nodes: readonly ScriptNode[];
  readonly at: (offset: number) => SourcePosition;
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

interface Defaults {
  readonly shell: string | undefined;
  readonly runner: unknown;
}

/** Undefined where the step runs none, or none that bash reads. */
export function scriptOf(
  place: SourceText,
  path: ValuePath,
  step: WrittenStep,
  defaults: Defaults,
): Script | undefined {
  const found = writtenIn(step);
  if (found === undefined) return undefined;
  const shell = (found.ranBy === "runner" ? (step.shell ?? defaults.shell) : step.with["shell"]) ?? "";
  if (!/^(bash|sh)?(\s|$)/.test(shell)) return undefined;
  if (shell === "" && /windows/i.test(JSON.stringify(defaults.runner ?? ""))) return undefined;
  const text = step.run ?? step.with[found.input] ?? "";
  const nodes = nodesOf(text);
  const valuePath = found.ranBy === "runner" ? [...path, "run"] : [...path, "with", found.input];
  return {
    ranBy: found.ranBy,
    hasPipefail: found.ranBy !== "runner" || shell === "bash" || shell.includes("pipefail") || nodes.some(setsPipefail),
    text,
    nodes,
    at: positionsIn(place, valuePath, text),
  };
}

/** `set -euo pipefail`. */
function setsPipefail({ node }: ScriptNode): boolean {
  if (node.type !== "Command") return false;
  const [program, ...options] = wordsOf(node);
  return program === "set" && options.includes("pipefail");
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

/** From the first to the last, each before its parts; as many as can be read of what is nested beyond measure. */
function nodesOf(text: string): ScriptNode[] {
  const nodes: ScriptNode[] = [];
  const left: ScriptNode[] = [
    { node: parse(withoutExpressions(text)), isInLoop: false, isLookedAt: false, isSubstituted: false },
  ];
  for (let found = left.pop(); found !== undefined; found = left.pop()) {
    nodes.push(found);
    for (const child of childrenOf(found.node).toReversed()) left.push(childIn(found, child));
  }
  return nodes;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  forEachChild(node, (child) => void children.push(child));
  return children;
}

/** An expression is a word to the shell, whatever is in it. */
function withoutExpressions(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let open = text.indexOf("${{"); open !== -1; open = text.indexOf("${{", from)) {
    const close = text.indexOf("}}", open);
    if (close === -1) break;
    parts.push(text.slice(from, open), "x".repeat(close + 2 - open));
    from = close + 2;
  }
  return parts.join("") + text.slice(from);
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
