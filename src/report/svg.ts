/** A graph as an SVG file of its own: no scripts, nothing from outside, light or dark as its reader has it. */
import { isOfRun, type Graph } from "./graph.ts";
import { shorten } from "./label.ts";
import { layOut, type PlacedEdge, type PlacedGroup, type PlacedNode, type Point } from "./layout.ts";
import { stateInWords } from "./operation.ts";
import { styleSheet } from "./svg-style.ts";

/** More nodes than this are no picture any more. */
const mostNodes = 200;

/** The SVG text, or undefined where the graph has more than 200 nodes. `title` is what the picture is of. */
export async function svgOf(graph: Graph, title: string): Promise<string | undefined> {
  if (graph.nodes.length > mostNodes) return undefined;
  const { width, height, nodes, groups, edges } = await layOut(graph);
  const isRun = isOfRun(graph);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="holdfast${isRun ? "" : " plan"}" role="img" aria-labelledby="holdfast-title holdfast-desc" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title id="holdfast-title">${encoded(shorten(title, 200))}</title>`,
    `<desc id="holdfast-desc">${encoded(inWords(graph, isRun))}</desc>`,
    `<style>${styleSheet()}</style>`,
    `<rect class="canvas" width="${width}" height="${height}"/>`,
    ...groups.map(groupShape),
    // What was taken lies over what was not.
    ...edges.toSorted((a, b) => Number(a.edge.isTaken) - Number(b.edge.isTaken)).map(edgeShape),
    ...nodes.map((node) => nodeShape(node, isRun)),
    ...groups.map(groupLabel),
    ...edges.flatMap(({ label }) => (label ? [textAt(label, "way", label.text, "middle")] : [])),
    "</svg>",
    "",
  ].join("\n");
}

function inWords({ nodes }: Graph, isRun: boolean): string {
  const said = nodes.slice(0, 60).map(({ label, state }) => {
    return isRun ? `${shorten(label, 60)}: ${stateInWords(state)}` : shorten(label, 60);
  });
  return [...said, ...(nodes.length > said.length ? [`and ${nodes.length - said.length} more`] : [])].join("; ");
}

function nodeShape({ node, label, notes, x, y, width, height }: PlacedNode, isRun: boolean): string {
  const left = round(x - width / 2);
  const top = round(y - height / 2);
  const { kind, state } = node;
  const first = top + 23;
  const hasBar = isRun && kind !== "end" && kind !== "decision";
  return [
    `<g class="${state}">`,
    `<title>${encoded(isRun ? `${label}: ${stateInWords(state)}` : label)}</title>`,
    ...(kind === "map" ? [rect("box", { left: left + 5, top: top - 5, width, height, radius: 6 })] : []),
    outline(kind, { left, top, width, height }),
    ...(hasBar ? [rect("bar", { left: left + 7, top: top + 9, width: 4, height: height - 18, radius: 2 })] : []),
    textAt({ x: round(x), y: first }, "label", label, "middle"),
    ...notes.map((note, index) => {
      const tellsState = isRun && index === notes.length - 1 && state !== "pending" && kind !== "decision";
      return textAt({ x: round(x), y: first + 17 * (index + 1) }, tellsState ? "note state" : "note", note, "middle");
    }),
    "</g>",
  ].join("");
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function outline(kind: PlacedNode["node"]["kind"], box: Rect): string {
  const { left, top, width, height } = box;
  const right = left + width;
  const middle = top + height / 2;
  switch (kind) {
    case "decision":
    case "wait":
    case "callback":
    case "condition": {
      const slant = kind === "decision" ? 22 : 10;
      const corners = [
        [left - slant / 2, middle],
        [left + slant / 2, top],
        [right - slant / 2, top],
        [right + slant / 2, middle],
        [right - slant / 2, top + height],
        [left + slant / 2, top + height],
      ];
      return `<polygon class="box" points="${corners.map((corner) => corner.map(round).join(",")).join(" ")}"/>`;
    }
    case "end":
      return rect("box", { ...box, radius: height / 2 });
    default:
      return rect("box", { ...box, radius: 6 });
  }
}

function rect(name: string, { left, top, width, height, radius }: Rect & { readonly radius: number }): string {
  return `<rect class="${name}" x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`;
}

function groupShape({ x, y, width, height }: PlacedGroup): string {
  return rect("group", { left: x - width / 2, top: y - height / 2, width, height, radius: 8 });
}

/** Stands over the lines that cross it. */
function groupLabel({ label, x, y, width, height }: PlacedGroup): string {
  return textAt({ x: x - width / 2 + 10, y: y - height / 2 + 17 }, "way name", label, "start");
}

function edgeShape({ edge: { kind, isTaken }, points }: PlacedEdge): string {
  const taken = isTaken ? " taken" : "";
  const [last, before] = points.toReversed();
  if (!last || !before) return "";
  const angle = (Math.atan2(last.y - before.y, last.x - before.x) * 180) / Math.PI;
  const head = `<path class="head${taken}" d="M0 0L-9 4.5L-9 -4.5Z" transform="translate(${round(last.x)} ${round(last.y)}) rotate(${round(angle)})"/>`;
  return `<path class="edge ${kind}${taken}" d="${curve(points)}"/>${head}`;
}

/** A smooth line through the middles between the points, as a B-spline of degree two is. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.pop();
  if (!first || !last) return "";
  const bends = rest.map((point, index) => {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 1 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first)}${bends.length > 0 ? bends.join("") : `L${at(last)}`}`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function textAt({ x, y }: Point, name: string, words: string, anchor: "start" | "middle"): string {
  return `<text class="${name}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${encoded(words)}</text>`;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}

/** As text of XML; what XML cannot hold at all is gone with the control characters. */
function encoded(foreign: string): string {
  return foreign
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
