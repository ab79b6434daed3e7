/** A graph as Mermaid text, which GitHub draws in summaries, issues and files. */
import { isOfRun, type Graph, type GraphEdge, type GraphNode } from "./graph.ts";
import { shorten } from "./label.ts";
import { signs, type OperationState } from "./operation.ts";

/** GitHub draws no diagram of more than 500 edges or 50,000 characters; a person reads far fewer. */
export const mermaidLimits = { nodes: 60, edges: 150, characters: 50_000 } as const;

/**
 * The Mermaid text, or undefined where there is more than {@link mermaidLimits} allow: a table has to do then. Colours are GitHub's own but for lines, which show in both of its themes.
 */
export function mermaidOf(graph: Graph): string | undefined {
  const { nodes, edges } = graph;
  if (nodes.length > mermaidLimits.nodes || edges.length > mermaidLimits.edges) return undefined;
  const isRun = isOfRun(graph);
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const states = new Map<OperationState, string[]>();
  for (const { id, state } of nodes) states.set(state, [...(states.get(state) ?? []), ids.get(id) ?? ""]);
  const styled = isRun ? [...states].filter(([state]) => styles[state] !== undefined) : [];
  const text = [
    "flowchart TD",
    ...groupLines(graph, undefined, (node) => `${ids.get(node.id)}${shapeOf(node, isRun)}`),
    ...edges.map((edge) => `  ${ids.get(edge.from)} ${lineOf(edge, isRun)} ${ids.get(edge.to)}`),
    ...styled.flatMap(([state, members]) => [
      `  classDef ${classOf(state)} ${styles[state]}`,
      `  class ${members.join(",")} ${classOf(state)}`,
    ]),
    "",
  ].join("\n");
  return text.length > mermaidLimits.characters ? undefined : text;
}

/** Lines of at least 3:1 on white and on GitHub's dark canvas, and a way to tell them apart without colour. */
const styles: Readonly<Partial<Record<OperationState, string>>> = {
  pending: "stroke-dasharray:3 3",
  skipped: "stroke-dasharray:3 3",
  done: "stroke:#2a9d4a,stroke-width:2px",
  replayed: "stroke:#2a9d4a,stroke-width:1px",
  running: "stroke:#388bfd,stroke-width:3px",
  waiting: "stroke:#b08800,stroke-width:3px",
  failed: "stroke:#e5534b,stroke-width:4px",
  interrupted: "stroke:#e5534b,stroke-width:3px,stroke-dasharray:6 3",
  "dead-letters": "stroke:#b08800,stroke-width:4px,stroke-dasharray:6 3",
  compensated: "stroke:#986ee2,stroke-width:2px,stroke-dasharray:6 3",
};

/** `default` and `end` mean something to Mermaid; no state is called so. */
function classOf(state: OperationState): string {
  return state.replaceAll("-", "");
}

function groupLines(
  { nodes, groups }: Graph,
  within: string | undefined,
  nodeLine: (node: GraphNode) => string,
  indent = "  ",
): string[] {
  return [
    ...nodes.filter(({ group }) => group === within).map((node) => `${indent}${nodeLine(node)}`),
    ...groups.flatMap((group, index) =>
      group.group === within
        ? [
            `${indent}subgraph g${index}["${quoted(group.label)}"]`,
            ...groupLines({ nodes, groups, edges: [] }, group.id, nodeLine, `${indent}  `),
            `${indent}end`,
          ]
        : [],
    ),
  ];
}

function shapeOf({ label, notes, kind, state }: GraphNode, isRun: boolean): string {
  const sign = isRun && state !== "pending" ? `${signs[state]} ` : "";
  const lines = [`${sign}${quoted(label)}`, ...notes.map((note) => `<small>${quoted(note)}</small>`)];
  const text = `"${lines.join("<br/>")}"`;
  switch (kind) {
    case "end":
      return `([${text}])`;
    case "map":
      return `[[${text}]]`;
    case "decision":
    case "wait":
    case "callback":
    case "condition":
      return `{{${text}}}`;
    default:
      return `(${text})`;
  }
}

function lineOf({ kind, label, isTaken }: GraphEdge, isRun: boolean): string {
  const line = isTaken ? "==>" : isRun || kind === "failure" ? "-.->" : "-->";
  return label === undefined ? line : `${line}|"${quoted(label)}"|`;
}

/** Foreign text inside quotes: every character but letters, digits and blanks as Mermaid's own entity. */
function quoted(foreign: string): string {
  const text = shorten(foreign, 48);
  // The last two are letters that Mermaid itself puts in the place of entities while it works.
  return text.replace(/[^\p{L}\p{M}\p{N} ]|[\ufb02\u00df]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
