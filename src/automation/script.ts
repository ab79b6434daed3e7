/** Scripts hold no expressions: what an expression gives would be run as a part of the script. */
import { UserError } from "../policy/user-error.ts";
import { splitTemplate, type TextPart } from "./template.ts";

/** What of the mended form is shown. */
const mostLines = 5;
const longestLine = 300;

type ExpressionPart = TextPart & { kind: "expression" };

/** What is wrong with a script that has `${{ }}` in it, with its mended form; undefined where it has none. */
export function refusalOf(script: string, key: string, shell: string | undefined): string | undefined {
  if (!script.includes("${{")) return undefined;
  const parts = expressionsIn(script);
  const variables = variablesFor(parts);
  const env = [...variables].map(([source, name]) => `    ${name}: '\${{ ${source.replaceAll("'", "''")} }}'`);
  const lines = linesWith(parts, script)
    .slice(0, mostLines)
    .map((line) => `    ${mended(line, variables, shell)}`);
  const [first] = variables.keys();
  return [
    `\${{ ${first} }} is not allowed in a script, since its value would be run as a part of it; ` +
      "hand it over as a variable:",
    "  env:",
    ...env,
    `  ${key}: |`,
    ...lines,
  ].join("\n");
}

/** Where an expression does not even end, the rest of the script is taken for it. */
function expressionsIn(script: string): ExpressionPart[] {
  if (!script.includes("${{")) return [];
  try {
    return splitTemplate(script).filter((part) => part.kind === "expression");
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const start = script.indexOf("${{");
    return [
      { kind: "expression", source: script.slice(start + 3, start + 80).split("\n")[0]!, start, end: script.length },
    ];
  }
}

/** Each expression with the name of a variable for it: the last name in it, as in `DATE` for `inputs.date`. */
function variablesFor(parts: readonly ExpressionPart[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  const taken = new Set<string>();
  for (const source of new Set(parts.map((part) => part.source.trim()))) {
    const words = source.match(/[A-Za-z_][\w-]*/g) ?? [];
    const base = (words.at(-1) ?? "value").toUpperCase().replaceAll("-", "_").slice(0, 40);
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
    taken.add(name);
    variables.set(source, name);
  }
  return variables;
}

/** The lines that have to change. */
function linesWith(parts: readonly ExpressionPart[], script: string): string[] {
  const starts = new Set(parts.map(({ start }) => script.lastIndexOf("\n", start) + 1));
  return [...starts].map((start) => {
    const end = script.indexOf("\n", start);
    return script
      .slice(start, end === -1 ? undefined : end)
      .trim()
      .slice(0, longestLine);
  });
}

function mended(line: string, variables: ReadonlyMap<string, string>, shell: string | undefined): string {
  let text = "";
  let from = 0;
  for (const { source, start, end } of expressionsIn(line)) {
    text += line.slice(from, start);
    text += reference(variables.get(source.trim()) ?? "VALUE", text, shell);
    from = end;
  }
  return text + line.slice(from);
}

/** How a shell reads a variable, after `before` on the same line. */
function reference(name: string, before: string, shell: string | undefined): string {
  const program = shell?.trim().split(/\s+/)[0];
  if (program === "pwsh" || program === "powershell") return `$env:${name}`;
  if (program === "cmd") return `%${name}%`;
  if (program === "python") return `os.environ["${name}"]`;
  if (isOpen(before, '"')) return `\${${name}}`;
  return isOpen(before, "'") ? `'"$${name}"'` : `"$${name}"`;
}

function isOpen(before: string, quote: string): boolean {
  return before.split(quote).length % 2 === 0;
}
