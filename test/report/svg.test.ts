import { assert, asyncProperty, string } from "fast-check";
import { expect, test } from "vitest";
import type { Graph, GraphNode } from "../../src/report/graph.ts";
import { layOut } from "../../src/report/layout.ts";
import { themes } from "../../src/report/svg-style.ts";
import { svgOf } from "../../src/report/svg.ts";

function node(id: string, facts: Partial<GraphNode> = {}): GraphNode {
  return { id, label: id, notes: [], kind: "step", state: "done", ...facts };
}

function chain(nodes: readonly GraphNode[], groups: Graph["groups"] = []): Graph {
  const edges = nodes.slice(1).map(({ id }, index) => {
    return { from: nodes[index]?.id ?? "", to: id, kind: "next" as const, label: "then", isTaken: true };
  });
  return { nodes, edges, groups };
}

test("the picture says what it is to who cannot see it", async () => {
  const svg = await svgOf(chain([node("fetch"), node("publish", { state: "failed" })]), "import <orders>");
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="holdfast-title holdfast-desc"/);
  expect(svg).toContain('<title id="holdfast-title">import &#60;orders&#62;</title>');
  expect(svg).toContain('<desc id="holdfast-desc">fetch: done; publish: failed</desc>');
  expect(svg).toMatch(/<text class="label"[^>]*>publish<\/text>/);
});

test("the picture is whole: no script, nothing from elsewhere", async () => {
  const svg = (await svgOf(chain([node("a"), node("b")]), "t")) ?? "";
  const own = svg.replace('xmlns="http://www.w3.org/2000/svg"', "");
  expect(own).not.toMatch(/<script|href|url\(|@import|https?:|\son\w+=/i);
});

test("foreign text never becomes markup", async () => {
  await assert(
    asyncProperty(string({ unit: "binary" }), async (label) => {
      const group = { id: "g", label };
      const graph = chain([node("a", { label, notes: [label], group: "g" }), node("b")], [group]);
      const svg = (await svgOf({ ...graph, edges: graph.edges.map((edge) => ({ ...edge, label })) }, label)) ?? "";
      const tags = new Set(Array.from(svg.matchAll(/<\/?([^\s>/]*)/g), ([, name]) => name));
      expect(["svg", "title", "desc", "style", "rect", "g", "text", "path"]).toEqual(expect.arrayContaining([...tags]));
      // oxlint-disable-next-line no-control-regex -- XML cannot hold them
      expect(svg).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|&(?!#\d+;)/);
    }),
    { numRuns: 15 },
  );
});

test("nodes overlap neither each other nor the edge of the paper", async () => {
  const nodes = Array.from({ length: 12 }, (_, index) =>
    node(`step ${index}`, { notes: index % 2 === 0 ? ["a note"] : [] }),
  );
  const edges = nodes.slice(1).map(({ id }, index) => {
    return { from: nodes[Math.floor(index / 3)]?.id ?? "", to: id, kind: "goto" as const, isTaken: false };
  });
  const paper = await layOut({ nodes, edges, groups: [] });
  const boxes = paper.nodes.map(({ x, y, width, height }) => ({
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  }));
  boxes.forEach((a, index) => {
    expect(Math.min(a.left, a.top)).toBeGreaterThanOrEqual(0);
    expect(a.right).toBeLessThanOrEqual(paper.width);
    expect(a.bottom).toBeLessThanOrEqual(paper.height);
    for (const b of boxes.slice(index + 1)) {
      expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
    }
  });
});

test("a group holds what stands in it", async () => {
  const paper = await layOut(chain([node("a", { group: "g" }), node("b")], [{ id: "g", label: "g" }]));
  const [group] = paper.groups;
  const [inside] = paper.nodes;
  expect(Math.abs(inside!.x - group!.x)).toBeLessThanOrEqual((group!.width - inside!.width) / 2);
  expect(Math.abs(inside!.y - group!.y)).toBeLessThanOrEqual((group!.height - inside!.height) / 2);
});

test("a step that leads to itself is drawn", async () => {
  const graph: Graph = {
    nodes: [node("again")],
    edges: [{ from: "again", to: "again", kind: "goto", isTaken: true }],
    groups: [],
  };
  expect(await svgOf(graph, "t")).toContain('class="edge goto taken"');
});

test("more than can be seen is not drawn", async () => {
  expect(await svgOf(chain(Array.from({ length: 201 }, (_, index) => node(String(index)))), "t")).toBeUndefined();
});

const grounds = ["canvas", "box", "group"] as const;
const inks = ["text", "quiet", "good", "busy", "wait", "bad", "undone"] as const;

test.each(["light", "dark"] as const)("text in %s stands out by at least 4.5:1, lines by 3:1", (name) => {
  const theme = themes[name];
  for (const ground of grounds) {
    for (const ink of inks) {
      expect({ ink, ground, isRead: contrast(theme[ink], theme[ground]) >= 4.5 }).toEqual({
        ink,
        ground,
        isRead: true,
      });
    }
    for (const line of ["line", "way"] as const) expect(contrast(theme[line], theme[ground])).toBeGreaterThanOrEqual(3);
  }
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
