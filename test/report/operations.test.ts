import { expect, test } from "vitest";
import type { Operation } from "../../src/report/operation.ts";
import { countsInWords, countStates } from "../../src/report/operation.ts";
import { operationsOf, type Viewpoint } from "../../src/report/operations.ts";
import { type At, done, ended, failed, laneOf, mapOfThree, start, started } from "./recorded.ts";

const looking: Viewpoint = { isAtWork: false };

function operations(events: readonly At[], view: Viewpoint = looking): readonly Operation[] {
  return operationsOf(laneOf(events), view);
}

const one = (events: readonly At[], view?: Viewpoint) => operations(events, view)[0];

test("operations stand in the order in which they were come to, whatever they are", () => {
  const found = operations([
    ...done(0, "first"),
    [1000, { type: "wait-started", path: "pause", until: start + 3000 }],
    [3000, { type: "wait-done", path: "pause" }],
    [3001, { type: "callback-created", path: "answer", id: "a" }],
    [3500, { type: "callback-done", path: "answer" }],
    [3600, { type: "condition-checked", path: "look", number: 1, since: start + 3600 }],
    ...done(4000, "group/inner"),
    [5000, { type: "context-done", path: "group", kind: "child" }],
    ...done(6000, "last"),
  ]);
  expect(found.map(({ name, kind, state }) => `${name}: ${kind} ${state}`)).toEqual([
    "first: step done",
    "pause: wait done",
    "answer: callback done",
    "look: condition done",
    "group: child done",
    "last: step done",
  ]);
});

test("names are told as their author wrote them", () => {
  expect(operations(done(0, "50%25/a%2Fb")).map(({ name, children }) => [name, children[0]?.name])).toEqual([
    ["50%", "a/b"],
  ]);
});

test("what did not run in this invocation is replayed, and so is a context in which nothing ran", () => {
  const events = [
    ...done(0, "old/step"),
    [1100, { type: "context-done", path: "old", kind: "child" }] as At,
    ...done(2000, "new/step"),
    [3100, { type: "context-done", path: "new", kind: "child" }] as At,
  ];
  const states = (view: Viewpoint) => operations(events, view).map(({ state }) => state);
  expect(states({ isAtWork: false, ran: new Set(["new/step"]) })).toEqual(["replayed", "done"]);
  expect(states(looking)).toEqual(["done", "done"]);
});

test("a step that is started runs while somebody is at work on the run, and is interrupted after", () => {
  expect(one([started(0, "a")], { isAtWork: true })).toMatchObject({ state: "running", attempts: 1 });
  expect(one([started(0, "a")])).toMatchObject({ state: "interrupted", attempts: 1 });
});

test("a step between two attempts waits for the next one", () => {
  const failure = { kind: "timeout", message: "too slow" } as const;
  const events: At[] = [
    started(0, "a"),
    [9, { type: "attempt-failed", step: "a", number: 1, failure, next: start + 60_000 }],
  ];
  expect(one(events)).toMatchObject({ state: "waiting", attempts: 1, until: start + 60_000, failure });
});

test("a done step tells its attempts and time, a failed one why", () => {
  expect(one(done(0, "a", { attempts: 3, duration: 1500 }))).toMatchObject({ attempts: 3, duration: 1500 });
  expect(one(failed(0, "a", "no room", 2))).toMatchObject({
    state: "failed",
    attempts: 2,
    failure: { message: "no room" },
  });
});

test("an undone step is compensated, and the step that undid it is not told of beside it", () => {
  const events: At[] = [...done(0, "a"), ...done(2000, "a (undo)"), [3000, { type: "compensated", path: "a" }]];
  expect(operations(events)).toMatchObject([{ path: "a", state: "compensated" }]);
});

test("a step that is to run anew is pending", () => {
  const events: At[] = [
    ...failed(0, "a", "x"),
    ended(900, "failed", ["a"]),
    [1000, { type: "run-resumed", reopened: ["a"] }],
  ];
  expect(one(events)).toMatchObject({ state: "pending" });
});

test("a map is known by its items also while it is not at its end", () => {
  const map = one(mapOfThree(0));
  expect(map).toMatchObject({ path: "import", kind: "map", state: "failed" });
  expect(countsInWords(countStates(map?.children ?? []))).toBe("1 failed, 1 dead letter, 1 done");
});

test("a map whose failures are dead letters says so", () => {
  const map = one([...mapOfThree(0), [9000, { type: "context-done", path: "import", kind: "map" }]]);
  expect(map).toMatchObject({ kind: "map", state: "dead-letters" });
});

test("a map that a run failed of has failed, though it came to its end", () => {
  const events: readonly At[] = [
    ...done(0, "import/A-1/one"),
    [1100, { type: "context-done", path: "import/A-1", kind: "item" }],
    ...failed(1200, "import/A-2", "customer 7 is gone"),
    [9000, { type: "context-done", path: "import", kind: "map" }],
  ];
  const seen = (causes: readonly string[]) => one([...events, ended(9001, "failed", causes)]);
  expect(seen(["import/A-2"])).toMatchObject({ kind: "map", state: "failed" });
  // Its failures were tolerated.
  expect(seen(["publish"])).toMatchObject({ kind: "map", state: "done" });
});

test("a callback and how it was handed out are one operation", () => {
  const asked: At[] = [
    [0, { type: "callback-created", path: "approve/callback", id: "id-1", until: start + 1000 }],
    ...done(1, "approve/submit", { duration: 1 }),
  ];
  expect(operations(asked)).toEqual([
    {
      path: "approve",
      name: "approve",
      kind: "callback",
      state: "waiting",
      until: start + 1000,
      callback: { id: "id-1" },
      children: [],
    },
  ]);
});

test("a condition waits for its next look, or fails", () => {
  const looked: At = [0, { type: "condition-checked", path: "c", number: 4, since: start, next: start + 500 }];
  expect(one([looked])).toMatchObject({ state: "waiting", attempts: 4, until: start + 500 });
  const failure = { kind: "timeout", message: "it did not hold within 5m" } as const;
  expect(one([looked, [1, { type: "condition-failed", path: "c", failure }]])).toMatchObject({
    state: "failed",
    failure,
  });
});

test("names that objects have of their own are names like others", () => {
  const found = operations([...done(0, "constructor"), ...done(1, "__proto__/toString")]);
  expect(found.map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
    ["constructor", []],
    ["__proto__", ["toString"]],
  ]);
});

test("what undoes a step is told of where it could not", () => {
  const found = operations([...done(0, "publish"), ...failed(2000, "publish (undo)", "locked")]);
  expect(found.map(({ name, state }) => `${name}: ${state}`)).toEqual(["publish: done", "publish (undo): failed"]);
});
