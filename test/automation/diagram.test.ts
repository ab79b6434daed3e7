import { expect, test } from "vitest";
import { graphOfDefinition } from "../../src/automation/diagram.ts";
import type { Definition } from "../../src/automation/definition.ts";
import type { Graph } from "../../src/report/graph.ts";
import { operationsOf } from "../../src/report/operations.ts";
import { definition, deployment, parallel, step } from "../report/definitions.ts";
import { type At, done, ended, failed, laneOf } from "../report/recorded.ts";

function ways(graph: Graph, isTaken?: boolean): string[] {
  return graph.edges
    .filter((edge) => isTaken === undefined || edge.isTaken === isTaken)
    .map(
      ({ from, to, kind, label }) =>
        `${from} ${kind === "next" ? "->" : `-${kind}->`} ${to}${label ? ` (${label})` : ""}`,
    );
}

function states(graph: Graph): Record<string, string> {
  return Object.fromEntries(graph.nodes.filter(({ state }) => state !== "pending").map(({ id, state }) => [id, state]));
}

function after(of: Definition, events: readonly At[]): Graph {
  const lane = laneOf(events);
  return graphOfDefinition(of, { status: lane.run.status, operations: operationsOf(lane, { isAtWork: false }) });
}

test("a definition alone shows every way there is, and none as taken", () => {
  const graph = graphOfDefinition(deployment);
  expect(ways(graph)).toEqual([
    "build -> checks",
    "checks -> unit-tests (unit)",
    "unit-tests -> staging",
    "checks -> audit (security)",
    "audit -> licences",
    "licences -> staging",
    "staging -> smoke",
    "smoke -> again",
    "again -goto-> staging",
    "again -> approve (else)",
    "approve -> production",
    "approve -failure-> end/failed (on failure)",
    "production -> tell-people",
    "production -failure-> rollback (on failure)",
    "tell-people -> rollback",
    "rollback -goto-> end/failed",
    "rollback -> end/succeeded (else)",
  ]);
  expect(ways(graph, true)).toEqual([]);
  expect(graph.nodes.find(({ id }) => id === "smoke")?.notes).toEqual(["at most 5 times"]);
  expect(graph.nodes.find(({ id }) => id === "again")).toMatchObject({ kind: "decision", label: "again" });
});

test("a run shows the way it took: past what was skipped, round a cycle, and on after a failure", () => {
  const graph = after(deployment, [
    ...done(0, "build"),
    ...done(1100, "checks/unit/unit-tests"),
    ...done(1100, "checks/security/audit"),
    [2900, { type: "context-done", path: "checks/unit", kind: "branch" }],
    [2900, { type: "context-done", path: "checks/security", kind: "branch" }],
    [3000, { type: "context-done", path: "checks", kind: "parallel" }],
    ...done(3100, "staging"),
    ...failed(4200, "smoke", "502"),
    ...done(5000, "staging#2"),
    ...done(7000, "smoke#2"),
    [8100, { type: "callback-created", path: "approve/callback", id: "x" }],
    [9000, { type: "callback-done", path: "approve/callback" }],
    [9001, { type: "context-done", kind: "callback", path: "approve" }],
    ...failed(9100, "production", "no room"),
    ...done(10_000, "rollback"),
    ended(12_000, "failed", ["production"]),
  ]);
  expect(ways(graph, false)).toEqual([
    "approve -failure-> end/failed (on failure)",
    "production -> tell-people",
    "tell-people -> rollback",
    "rollback -> end/succeeded (else)",
  ]);
  expect(states(graph)).toEqual({
    build: "done",
    checks: "done",
    "unit-tests": "done",
    audit: "done",
    licences: "skipped",
    staging: "done",
    smoke: "done",
    again: "done",
    approve: "done",
    production: "failed",
    rollback: "done",
    "end/failed": "failed",
  });
  expect(graph.nodes.find(({ id }) => id === "smoke")?.notes).toEqual(["at most 5 times", "visit 2", "done · 1s"]);
});

const guarded = definition(
  step("first"),
  step("second"),
  step("jump", "goto", { step: "first" }),
  step("tidy", "run", { if: "always()" }),
);

test("a failure that nothing catches is walked on from to the steps that look for failures", () => {
  const graph = after(guarded, [...failed(0, "first", "x"), ...done(900, "tidy"), ended(2000, "failed", ["first"])]);
  expect(ways(graph, true)).toEqual(["first -> second", "second -> jump", "jump -> tidy", "tidy -> end/succeeded"]);
  expect(states(graph)).toMatchObject({ first: "failed", second: "skipped", tidy: "done", "end/succeeded": "failed" });
  expect(graph.nodes.at(-1)?.label).toBe("failed");
});

test("what lies ahead of a run that has not ended stays open", () => {
  const graph = after(definition(step("a"), step("b", "run", { if: "x" }), step("c")), done(0, "a"));
  expect(ways(graph, true)).toEqual([]);
  expect(states(graph)).toEqual({ a: "done" });
});

test("steps that are skipped before the first record are on the way", () => {
  const graph = after(definition(step("a", "run", { if: "x" }), step("b")), [
    ...done(0, "b"),
    ended(2000, "completed"),
  ]);
  expect(ways(graph, true)).toEqual(["a -> b", "b -> end/succeeded"]);
  expect(states(graph)).toEqual({ a: "skipped", b: "done", "end/succeeded": "done" });
});

test("a step goes where it says it goes on, unless it failed and that is to be gone past", () => {
  const of = definition(
    step("a", "run", { onSuccess: { kind: "goto", step: "c" }, onFailure: { kind: "continue" } }),
    step("b"),
    step("c"),
  );
  expect(ways(after(of, [...done(0, "a"), ...done(2000, "c")]), true)).toEqual(["a -goto-> c"]);
  expect(ways(after(of, [...failed(0, "a", "x"), ...done(2000, "b"), ...done(4000, "c")]), true)).toEqual([
    "a -> b",
    "b -> c",
  ]);
});

test("a branch in which nothing ran is walked through", () => {
  const of = definition(parallel("sides", { left: [step("l", "run", { if: "x" })], right: [step("r")] }), step("last"));
  const graph = after(of, [
    ...done(0, "sides/right/r"),
    [1100, { type: "context-done", path: "sides/left", kind: "branch" }],
    [1100, { type: "context-done", path: "sides/right", kind: "branch" }],
    [1101, { type: "context-done", path: "sides", kind: "parallel" }],
    ...done(1200, "last"),
  ]);
  expect(states(graph)).toEqual({ sides: "done", l: "skipped", r: "done", last: "done" });
  expect(ways(graph, true).toSorted()).toEqual(["l -> last", "r -> last", "sides -> l (left)", "sides -> r (right)"]);
});

const asked = (path: string, at: number): readonly At[] => [
  [at, { type: "callback-created", path: `${path}/callback`, id: path }],
  [at + 1, { type: "callback-done", path: `${path}/callback` }],
  [at + 2, { type: "context-done", kind: "callback", path }],
];

test("steps may be called anything", () => {
  const of = definition(step("end/failed", "run", { onFailure: { kind: "end", status: "failed" } }), step("b#2"));
  const graph = after(of, [...done(0, "end%2Ffailed"), ...done(1100, "b#2"), ended(2200, "completed")]);
  expect(graph.nodes.map(({ label, state }) => [label, state])).toEqual([
    ["end/failed", "done"],
    ["failed", "pending"],
    ["b#2", "done"],
    ["completed", "done"],
  ]);
  expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(4);
});

test("a parallel that a failure leaves out is gone past", () => {
  const of = definition(step("a"), parallel("sides", { left: [step("l")] }), step("tidy", "run", { if: "failure()" }));
  const graph = after(of, [...failed(0, "a", "x"), ...done(900, "tidy"), ended(2000, "failed", ["a"])]);
  expect(ways(graph, true)).toEqual(["a -> sides", "sides -> tidy", "tidy -> end/succeeded"]);
  expect(states(graph)).toMatchObject({ sides: "skipped" });
  expect(ways(graphOfDefinition(of))).not.toContain("sides -> tidy");
});

test("an approval by several people is one visit of its step", () => {
  const graph = after(definition(step("approve", "approval"), step("go")), [
    ...asked("approve", 0),
    ...asked("approve (2 of 2)", 10),
    ...done(20, "go"),
  ]);
  expect(graph.nodes[0]).toMatchObject({ state: "done", notes: ["done"] });
  expect(ways(graph, true)).toEqual(["approve -> go"]);
});
