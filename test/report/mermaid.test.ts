import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import type { Graph, GraphNode } from "../../src/report/graph.ts";
import { mermaidLimits, mermaidOf } from "../../src/report/mermaid.ts";
import { casesOf } from "../cases.ts";

function node(id: string, facts: Partial<GraphNode> = {}): GraphNode {
  return { id, label: id, notes: [], kind: "step", state: "pending", ...facts };
}

/** Steps one after the other, with these labels. */
function chain(labels: readonly string[], facts: Partial<GraphNode> = {}): Graph {
  return {
    nodes: labels.map((label, index) => node(String(index), { label, ...facts })),
    edges: labels.slice(1).map((label, index) => {
      return { from: String(index), to: String(index + 1), kind: "next" as const, label, isTaken: false };
    }),
    groups: [],
  };
}

test("a plan is drawn plain, each kind in its shape", () => {
  const graph: Graph = {
    nodes: [
      node("build"),
      node("each", { kind: "map" }),
      node("ask", { kind: "callback" }),
      node("again", { kind: "decision", notes: ["if x"] }),
      node("end", { kind: "end" }),
    ],
    edges: [
      { from: "build", to: "each", kind: "next", isTaken: false },
      { from: "each", to: "ask", kind: "failure", label: "on failure", isTaken: false },
      { from: "again", to: "end", kind: "goto", isTaken: false },
    ],
    groups: [],
  };
  expect(mermaidOf(graph)).toBe(`flowchart TD
  n0("build")
  n1[["each"]]
  n2{{"ask"}}
  n3{{"again<br/><small>if x</small>"}}
  n4(["end"])
  n0 --> n1
  n1 -.->|"on failure"| n2
  n3 --> n4
`);
});

test("a run shows the way that was taken, and states by signs as well as lines", () => {
  const graph: Graph = {
    nodes: [node("a", { state: "done", notes: ["done"] }), node("b", { state: "failed" }), node("c")],
    edges: [
      { from: "a", to: "b", kind: "next", isTaken: true },
      { from: "b", to: "c", kind: "next", isTaken: false },
    ],
    groups: [],
  };
  expect(mermaidOf(graph)).toBe(`flowchart TD
  n0("✅ a<br/><small>done</small>")
  n1("❌ b")
  n2("c")
  n0 ==> n1
  n1 -.-> n2
  classDef done stroke:#2a9d4a,stroke-width:2px
  class n0 done
  classDef failed stroke:#e5534b,stroke-width:4px
  class n1 failed
  classDef pending stroke-dasharray:3 3
  class n2 pending
`);
});

test("contexts are drawn around what stands in them", () => {
  const graph: Graph = {
    nodes: [node("inner", { group: "in" }), node("outer", { group: "out" })],
    edges: [],
    groups: [
      { id: "out", label: "out" },
      { id: "in", label: "in [1]", group: "out" },
    ],
  };
  expect(mermaidOf(graph)).toBe(`flowchart TD
  subgraph g0["out"]
    n1("outer")
    subgraph g1["in #91;1#93;"]
      n0("inner")
    end
  end
`);
});

const hostile = oneof(
  string({ unit: "binary" }),
  constantFrom(
    'x"] --> y',
    "%%{init: {}}%%",
    'end"]\nclick n0 "javascript:alert(1)"',
    "<script>alert(1)</script>",
    "```\n# out",
    "1. one",
    "`**bold**`",
    "#quot;",
    "\ufb02\u00b0\u00b060\u00b6\u00df",
    "style n0:#fff;",
    "subgraph",
    "---\ntitle: x\n---",
    "\u202egnp.exe",
  ),
);

test("foreign text stays inside its quotes and is never read as markup", () => {
  assert(
    property(array(hostile, { minLength: 1, maxLength: 4 }), (labels) => {
      const mermaid = mermaidOf(chain(labels)) ?? "";
      const [, ...lines] = mermaid.trimEnd().split("\n");
      expect(lines).toHaveLength(2 * labels.length - 1);
      for (const line of lines) {
        const entities = String.raw`(?:[\p{L}\p{M}\p{N} ]|#\d+;)+`;
        expect(line).toMatch(new RegExp(`^ {2}n\\d+(?:\\("${entities}"\\)| -->\\|"${entities}"\\| n\\d+)$`, "u"));
        expect(line).not.toMatch(/[\ufb02\u00df]/);
      }
    }),
    { numRuns: casesOf(10_000) },
  );
});

test("long names lose their middle", () => {
  const mermaid = mermaidOf(chain([`begin${"x".repeat(10_000)}end`])) ?? "";
  expect(mermaid).toMatch(/\("beginx+#8230;x+end"\)/);
  expect(mermaid.length).toBeLessThan(120);
});

test("what is too long for GitHub is not drawn", () => {
  const notes = ["(".repeat(500), ")".repeat(500)];
  const brackets = (count: number) => mermaidOf(chain(Array<string>(count).fill("[".repeat(500)), { notes }));
  expect(brackets(30)?.length).toBeGreaterThan(20_000);
  expect(brackets(mermaidLimits.nodes) === undefined).toBe(true);
});

test("what is too large to be read is not drawn", () => {
  expect(mermaidOf(chain(Array.from({ length: mermaidLimits.nodes + 1 }, String)))).toBeUndefined();
});
