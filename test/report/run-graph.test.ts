import { expect, test } from "vitest";
import type { Graph } from "../../src/report/graph.ts";
import { operationsOf } from "../../src/report/operations.ts";
import { graphOfRun } from "../../src/report/run-graph.ts";
import { type At, done, ended, laneOf, mapOfThree } from "./recorded.ts";

function drawn(events: readonly At[], maxNodes = 60): Graph {
  const lane = laneOf(events);
  return graphOfRun(operationsOf(lane, { isAtWork: false }), lane.run.status, maxNodes);
}

const ways = ({ edges }: Graph) => edges.map(({ from, to, label }) => `${from} -> ${to}${label ? ` (${label})` : ""}`);
const ids = ({ nodes }: Graph) => nodes.map(({ id }) => id);

const nested: readonly At[] = [
  ...done(0, "fetch"),
  ...done(1100, "group/a"),
  ...done(2200, "group/deeper/b"),
  [3300, { type: "context-done", path: "group/deeper", kind: "child" }],
  [3301, { type: "context-done", path: "group", kind: "child" }],
  ...done(3400, "last"),
];

test("operations follow each other into contexts and out of them", () => {
  const graph = drawn(nested);
  expect(ways(graph)).toEqual(["fetch -> group/a", "group/a -> group/deeper/b", "group/deeper/b -> last"]);
  expect(graph.groups).toEqual([
    { id: "group", label: "group" },
    { id: "group/deeper", label: "deeper", group: "group" },
  ]);
});

test("contexts are closed, the inner ones first, where there are too many nodes", () => {
  const more = [...nested, ...done(5000, "group/deeper/c")];
  expect(ids(drawn(more, 5))).toEqual(["fetch", "group/a", "group/deeper/b", "group/deeper/c", "last"]);
  expect(ids(drawn(more, 4))).toEqual(["fetch", "group/a", "group/deeper", "last"]);
  expect(ids(drawn(more, 3))).toEqual(["fetch", "group", "last"]);
});

test("branches go side by side and come together again", () => {
  const graph = drawn([
    ...done(0, "sides/left/a"),
    ...done(0, "sides/right/b"),
    ...done(1100, "sides/right/c"),
    [2200, { type: "context-done", path: "sides/left", kind: "branch" }],
    [2200, { type: "context-done", path: "sides/right", kind: "branch" }],
    [2201, { type: "context-done", path: "sides", kind: "parallel" }],
    ...done(2300, "last"),
  ]);
  expect(ways(graph)).toEqual([
    "sides -> sides/left/a (left)",
    "sides -> sides/right/b (right)",
    "sides/right/b -> sides/right/c",
    "sides/left/a -> last",
    "sides/right/c -> last",
  ]);
});

test("many branches and all items are one node with counts", () => {
  const branches = Array.from({ length: 20 }, (_, index): readonly At[] => [
    ...done(index, `sides/${index}/work`),
    [2000, { type: "context-done", path: `sides/${index}`, kind: "branch" }],
  ]);
  const graph = drawn([...branches.flat(), ...mapOfThree(5000)]);
  expect(graph.nodes.map(({ id, notes }) => [id, notes])).toEqual([
    ["sides", ["20 done"]],
    ["import", ["1 failed, 1 dead letter, 1 done"]],
  ]);
});

test("the end is a node of its own also where an operation is called so", () => {
  const graph = drawn([...done(0, "end"), ended(2000, "completed")]);
  expect(graph.nodes.map(({ label, kind }) => [label, kind])).toEqual([
    ["end", "step"],
    ["completed", "end"],
  ]);
  expect(new Set(ids(graph)).size).toBe(2);
});
