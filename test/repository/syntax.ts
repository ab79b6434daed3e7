/** What a module imports and which globals it refers to, read from its syntax tree with the scopes resolved. */
import { parseSync } from "rolldown/utils";

export interface Import {
  readonly specifier: string;
  /** Names taken from the module: `default`, `*` for all of it. */
  readonly names: readonly string[];
  /** Erased by the compiler: nothing is loaded. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** How a global is used: `Date.now` is a member, `new Date(1)` a construction, `const clock = Date` a value. */
export type Use =
  | { readonly kind: "member"; readonly member: string }
  | { readonly kind: "construct"; readonly arguments: number }
  | { readonly kind: "instance-test" }
  | { readonly kind: "value" };

export interface GlobalReference {
  readonly name: string;
  readonly use: Use;
  readonly line: number;
}

export interface Syntax {
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalReference[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Throws where the text is not TypeScript. */
export function readSyntax(path: string, text: string): Syntax {
  const { program, errors } = parseSync(path, text, { lang: "ts", sourceType: "module" });
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors.map((error) => error.message).join("; ")}`);
  const imports: Import[] = [];
  const globals: GlobalReference[] = [];
  const lineOf = (node: Node) => text.slice(0, node.start).split("\n").length;
  // oxc types each kind of node apart; this walk reads them all the same way.
  const tree: unknown = program;
  if (isNode(tree)) visit(tree, [], new Set());
  return { imports, globals };

  function visit(node: Node, ancestors: readonly Node[], bound: ReadonlySet<string>): void {
    const found = importOf(node);
    if (found !== undefined) imports.push({ ...found, line: lineOf(node) });
    if (node.type === "Identifier" && typeof node["name"] === "string" && !bound.has(node["name"])) {
      globals.push({ ...useOf(node, node["name"], ancestors), line: lineOf(node) });
    }
    const inner = new Set([...bound, ...bindingsOf(node)]);
    for (const [key, child] of childrenOf(node)) {
      if (isName(node, key)) continue;
      if (isErased(child)) visitTypes(child);
      else visit(child, [...ancestors, node], inner);
    }
  }

  /** In types only `import("…")` matters. */
  function visitTypes(node: Node): void {
    const found = importOf(node);
    if (found !== undefined) imports.push({ ...found, line: lineOf(node) });
    for (const [, child] of childrenOf(node)) visitTypes(child);
  }
}

function importOf(node: Node): Omit<Import, "line"> | undefined {
  switch (node.type) {
    case "ImportDeclaration": {
      const specifiers = nodesIn(node["specifiers"]);
      const typeOnly =
        node["importKind"] === "type" ||
        (specifiers.length > 0 && specifiers.every((specifier) => specifier["importKind"] === "type"));
      const values = specifiers.filter((specifier) => typeOnly || specifier["importKind"] !== "type");
      return { specifier: sourceOf(node), names: values.map(importedName), typeOnly };
    }
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
      if (!isNode(node["source"])) return undefined;
      return { specifier: sourceOf(node), names: ["*"], typeOnly: node["exportKind"] === "type" };
    case "ImportExpression":
      return { specifier: sourceOf(node), names: ["*"], typeOnly: false };
    case "TSImportType":
      return { specifier: sourceOf(node), names: ["*"], typeOnly: true };
    default:
      return undefined;
  }
}

/** The module named, or `*` where it is only known when the code runs. */
function sourceOf(node: Node): string {
  const source = node["source"];
  return isNode(source) && typeof source["value"] === "string" ? source["value"] : "*";
}

function importedName(specifier: Node): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  const imported = specifier["imported"];
  if (!isNode(imported)) return "*";
  return String(imported["name"] ?? imported["value"]);
}

function useOf(node: Node, name: string, ancestors: readonly Node[]): Omit<GlobalReference, "line"> {
  const parent = ancestors.at(-1);
  const member = parent?.type === "MemberExpression" && parent["object"] === node ? memberOf(parent) : undefined;
  if (member !== undefined && (name === "globalThis" || name === "global")) {
    return parent === undefined ? { name, use: { kind: "value" } } : useOf(parent, member, ancestors.slice(0, -1));
  }
  if (member !== undefined) return { name, use: { kind: "member", member } };
  if (parent?.type === "NewExpression" && parent["callee"] === node) {
    const given = nodesIn(parent["arguments"]).filter((argument) => argument.type !== "SpreadElement");
    return { name, use: { kind: "construct", arguments: given.length } };
  }
  if (parent?.type === "BinaryExpression" && parent["operator"] === "instanceof" && parent["right"] === node) {
    return { name, use: { kind: "instance-test" } };
  }
  return { name, use: { kind: "value" } };
}

function memberOf(expression: Node): string | undefined {
  const property = expression["property"];
  if (!isNode(property)) return undefined;
  if (expression["computed"] !== true) return String(property["name"]);
  return typeof property["value"] === "string" ? property["value"] : undefined;
}

/** Names that a node makes known to what is inside it; functions and classes are known before their line. */
function bindingsOf(node: Node): string[] {
  switch (node.type) {
    case "Program":
    case "BlockStatement":
    case "StaticBlock":
      return nodesIn(node["body"]).flatMap(declaredBy);
    case "SwitchStatement":
      return nodesIn(node["cases"]).flatMap((branch) => nodesIn(branch["consequent"]).flatMap(declaredBy));
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return [...patternNames(node["id"]), ...nodesIn(node["params"]).flatMap(patternNames)];
    case "ClassExpression":
      return patternNames(node["id"]);
    case "CatchClause":
      return patternNames(node["param"]);
    case "ForStatement":
      return isNode(node["init"]) ? declaredBy(node["init"]) : [];
    case "ForInStatement":
    case "ForOfStatement":
      return isNode(node["left"]) ? declaredBy(node["left"]) : [];
    default:
      return [];
  }
}

function declaredBy(statement: Node): string[] {
  switch (statement.type) {
    case "VariableDeclaration":
      return nodesIn(statement["declarations"]).flatMap((declarator) => patternNames(declarator["id"]));
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return patternNames(statement["id"]);
    case "ImportDeclaration":
      return nodesIn(statement["specifiers"]).flatMap((specifier) => patternNames(specifier["local"]));
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return isNode(statement["declaration"]) ? declaredBy(statement["declaration"]) : [];
    default:
      return [];
  }
}

function patternNames(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  switch (pattern.type) {
    case "Identifier":
      return [String(pattern["name"])];
    case "ObjectPattern":
      return nodesIn(pattern["properties"]).flatMap((property) => patternNames(property["value"] ?? property));
    case "ArrayPattern":
      return nodesIn(pattern["elements"]).flatMap(patternNames);
    case "AssignmentPattern":
      return patternNames(pattern["left"]);
    case "RestElement":
      return patternNames(pattern["argument"]);
    default:
      return [];
  }
}

/** `fetch` in `http.fetch`, `{ fetch: … }`, `fetch() {}` of a class and `import { fetch as get }` is only a name. */
function isName(node: Node, key: string): boolean {
  switch (node.type) {
    case "MemberExpression":
      return key === "property" && node["computed"] !== true;
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
      return key === "key" && node["computed"] !== true;
    case "ImportSpecifier":
      return key === "imported";
    case "ExportSpecifier":
      return key === "exported";
    case "ExportAllDeclaration":
      return key === "exported";
    case "MetaProperty":
      return true;
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return key === "label";
    default:
      return false;
  }
}

const typedExpressions = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
]);

function isErased(node: Node): boolean {
  return node.type.startsWith("TS") && !typedExpressions.has(node.type);
}

function childrenOf(node: Node): [key: string, child: Node][] {
  return Object.entries(node).flatMap(([key, value]) =>
    (Array.isArray(value) ? nodesIn(value) : isNode(value) ? [value] : []).map((child): [string, Node] => [key, child]),
  );
}

function nodesIn(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
