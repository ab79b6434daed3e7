/** Where the nodes, groups and edges of a graph stand on paper. */
import type { Graph, GraphEdge, GraphGroup, GraphNode } from "./graph.ts";
import { shorten } from "./label.ts";
import { letters } from "./svg-style.ts";

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly groups: readonly PlacedGroup[];
  readonly edges: readonly PlacedEdge[];
}

/** Pixels; `x` and `y` are of the middle. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends Box {
  readonly node: GraphNode;
  readonly label: string;
  readonly notes: readonly string[];
}

export interface PlacedGroup extends Box {
  readonly group: GraphGroup;
  readonly label: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly points: readonly Point[];
  /** With where its middle stands. */
  readonly label?: Point & { readonly text: string };
}

const longest = { label: 36, note: 44, edge: 28, group: 40 } as const;
const margin = 20;

/** Lays a graph out from top to bottom. */
export async function layOut(graph: Graph): Promise<Layout> {
  const { Graph: DirectedGraph, layout } = await import("@dagrejs/dagre");
  const paper = new DirectedGraph({ directed: true, compound: true, multigraph: true });
  paper.setGraph({ rankdir: "TB", nodesep: 36, edgesep: 18, ranksep: 44, marginx: margin, marginy: margin });

  const nodes = graph.nodes.map((node) => measured(node));
  graph.groups.forEach((group, index) => {
    paper.setNode(`group ${index}`, {});
    const outer = graph.groups.findIndex(({ id }) => id === group.group);
    if (outer >= 0) paper.setParent(`group ${index}`, `group ${outer}`);
  });
  nodes.forEach(({ node, width, height }, index) => {
    paper.setNode(`node ${index}`, { width, height });
    const group = graph.groups.findIndex(({ id }) => id === node.group);
    if (node.group !== undefined && group >= 0) paper.setParent(`node ${index}`, `group ${group}`);
  });
  const numberOf = new Map(graph.nodes.map(({ id }, index) => [id, `node ${index}`]));
  const labels = graph.edges.map(({ label }) => (label === undefined ? undefined : shorten(label, longest.edge)));
  graph.edges.forEach(({ from, to }, index) => {
    const text = labels[index];
    const size = text === undefined ? {} : { width: widthOf(text, letters.edge), height: 16, labelpos: "c" as const };
    paper.setEdge(numberOf.get(from) ?? from, numberOf.get(to) ?? to, size, String(index));
  });
  layout(paper);

  const { width = 0, height = 0 } = paper.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.map((node, index) => ({ ...node, ...boxOf(paper.node(`node ${index}`)) })),
    groups: graph.groups.map((group, index) => ({
      group,
      ...namedBox(group.label, boxOf(paper.node(`group ${index}`))),
    })),
    edges: graph.edges.map((edge, index) => {
      const { from, to } = edge;
      const placed = paper.edge(numberOf.get(from) ?? from, numberOf.get(to) ?? to, String(index));
      const { points = [], x = 0, y = 0 } = placed;
      const text = labels[index];
      return { edge, points, ...(text !== undefined && { label: { text, x, y } }) };
    }),
  };
}

/** A group is as wide as what stands in it: its name has to do with that. */
function namedBox(name: string, box: Box): Box & { label: string } {
  for (let length: number = longest.group; ; length--) {
    const label = shorten(name, length);
    if (length <= 4 || widthOf(label, letters.edge) <= box.width - 20) return { ...box, label };
  }
}

function boxOf({ x = 0, y = 0, width, height }: { x?: number; y?: number; width: number; height: number }): Box {
  return { x, y, width, height };
}

function measured(node: GraphNode): PlacedNode {
  const label = shorten(node.label, longest.label);
  const notes = node.notes.map((note) => shorten(note, longest.note));
  const text = Math.max(widthOf(label, letters.label), ...notes.map((note) => widthOf(note, letters.note)));
  return { node, label, notes, x: 0, y: 0, width: Math.max(88, text + 40), height: 36 + 17 * notes.length };
}

/** About how wide text is in a font nobody knows beforehand: rather too wide than too narrow. */
function widthOf(text: string, size: number): number {
  let width = 0;
  for (const sign of text) {
    if (
      /[\p{Emoji_Presentation}\p{Ideographic}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uff00-\uffef]/u.test(
        sign,
      )
    ) {
      width += 1.15;
    } else if (/[iljtfr.,:;'|! ()[\]]/.test(sign)) width += 0.38;
    else if (/[mwMWQ@%…]/.test(sign)) width += 0.95;
    else width += /\p{M}/u.test(sign) ? 0 : /\p{Lu}/u.test(sign) ? 0.72 : 0.6;
  }
  return Math.ceil(width * size);
}
