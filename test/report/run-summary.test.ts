import { describe, expect, test } from "vitest";
import { SUMMARY_LIMIT } from "../../src/github/summary.ts";
import { graphOfRun } from "../../src/report/run-graph.ts";
import { viewOf } from "../../src/report/run-view.ts";
import { runSummary } from "../../src/report/run-summary.ts";
import type { Reach } from "../../src/report/ways-on.ts";
import { type At, done, ended, failed, laneOf, mapOfThree, start, started } from "./recorded.ts";

const locally: Reach = { key: "orders-2026-11-21", isShared: true, isKept: true, isLeft: false };
const onGithub: Reach = {
  key: "42",
  rerunUrl: "https://github.com/octo/shop/actions/runs/42",
  isShared: false,
  isKept: false,
  isLeft: false,
};

function summaryOf(events: Iterable<At>, reach: Reach = locally, ran?: ReadonlySet<string>): string {
  const lane = laneOf(events);
  const view = viewOf(lane, { isAtWork: false, ...(ran && { ran }) });
  const graph = graphOfRun(view.operations, lane.run.status, 60);
  return runSummary({ lane, view, graph, now: start + 3_600_000, reach });
}

const mapIsDone: At = [5000, { type: "context-done", path: "import", kind: "map" }];

const runs: readonly (readonly [name: string, summary: () => string])[] = [
  [
    "completed",
    () =>
      summaryOf(
        [...done(0, "fetch", { attempts: 3 }), ...done(1100, "group/publish"), ended(62_000, "completed")],
        locally,
        new Set(["group/publish"]),
      ),
  ],
  [
    "failed",
    () =>
      summaryOf(
        [
          ...done(0, "fetch"),
          ...failed(1100, "publish", "connection reset by @octocat | #12 <b>x</b>", 5),
          ended(5000, "failed", ["publish"], 'step "publish" failed: connection reset'),
        ],
        onGithub,
        new Set(["publish"]),
      ),
  ],
  [
    "suspended",
    () =>
      summaryOf([
        ...done(0, "stage"),
        [1100, { type: "callback-created", path: "approve/callback", id: "3f6c", until: start + 172_800_000 }],
        ...done(1101, "approve/submit", { duration: 5 }),
        [1200, { type: "wait-started", path: "cool down", until: start + 7_200_000 }],
        [2000, { type: "run-suspended", until: start + 7_200_000, waiting: ["approve/callback", "cool down"] }],
      ]),
  ],
  [
    "paused",
    () => summaryOf([...failed(0, "charge", "card declined", 2), ended(700, "paused", ["charge"], "card declined")]),
  ],
  [
    "unknown",
    () =>
      summaryOf(
        [
          [0, { type: "started", step: "group/pay", fingerprint: "f", semantics: "at-most-once" }],
          ended(700, "paused", ["group/pay"], "look whether its effect happened", "interrupted"),
        ],
        { ...onGithub, isKept: true },
      ),
  ],
  ["cancelled", () => summaryOf([...done(0, "fetch"), ended(1500, "cancelled")])],
  ["interrupted", () => summaryOf([...done(0, "fetch"), started(1100, "publish")], onGithub)],
  ["dead-letters", () => summaryOf([...mapOfThree(0), mapIsDone, ended(6000, "completed")])],
];

describe("the summary of a run", () => {
  test.each(runs)("that is %s reads as it does", async (name, summary) => {
    await expect(summary()).toMatchFileSnapshot(`golden/${name}.md`);
  });

  test("begins with the outcome", () => {
    for (const [, summary] of runs) expect(summary()).toMatch(/^### \S+ import&#45;orders .+ after \d/);
  });

  test("keeps foreign text out of its own markup", () => {
    const key = "| x @octocat #1 <img src=x onerror=alert(1)> ``` [a](javascript:b)\n## heading";
    const events: At[] = [
      ...failed(0, key.replaceAll("/", "%2F"), key),
      ended(900, "failed", [key.replaceAll("/", "%2F")], key),
    ];
    const own = summaryOf(events).replace(/&#\d+;/g, "");
    expect(own).not.toMatch(/<img|javascript:|@|\n## heading|\]\(/);
    expect(own.match(/```/g)).toHaveLength(2);
    const rows = own.split("\n").filter((line) => line.startsWith("|"));
    expect(new Set(rows.map((line) => line.split("|").length))).toEqual(new Set([7]));
  });

  test("shows what needs a look where there are too many operations, and says what it left out", () => {
    const events: At[] = [];
    for (let index = 0; index < 500; index++) events.push(...done(index * 10, `step ${index}`, { duration: 5 }));
    events.push(...failed(9000, "the one", "broken"), ended(9600, "failed", ["the one"], "broken"));
    const summary = summaryOf(events);
    expect(summary).toContain("<code>the one</code> | ❌ failed");
    expect(summary).toContain("… and 401 more that are left out here: 401 done.");
    expect(summary).toContain("A diagram of 502 nodes is too large to be read: see the table.");
  });

  test("of 100,000 items is small", () => {
    const lane = laneOf(manyItems(100_000));
    const view = viewOf(lane, { isAtWork: false, ran: new Set() });
    const graph = graphOfRun(view.operations, lane.run.status, 60);
    const summary = runSummary({ lane, view, graph, now: start + 3_600_000, reach: locally });
    expect(summary).toContain("100000 items: 1000 failed, 1000 dead letters, 98000 replayed");
    expect(summary).toContain("… and 900 more that are left out here.");
    expect(summary.length).toBeLessThan(64 * 1024);
  });

  test("stays within what GitHub takes, whatever names and messages there are, and says what it left out", () => {
    const message = "[".repeat(1_000_000);
    const causes = Array.from({ length: 200 }, (_, index) => `${"(".repeat(10_000)}${index}`);
    const events: At[] = causes.flatMap((path) => [...failed(0, path, message)]);
    for (let map = 0; map < 12; map++) {
      for (let item = 0; item < 100; item++) {
        const path = `map ${map}/${"{".repeat(10_000)}${item}`;
        const failure = { kind: "error", message } as const;
        events.push([9, { type: "context-failed", path, kind: "item", failure, causes: [] }]);
        if (item % 2 === 0) events.push([9, { type: "dead-letter", path, key: path, failure, attempts: 1 }]);
      }
    }
    const summary = summaryOf([...events, ended(10, "failed", causes, message)]);
    expect(Buffer.byteLength(summary)).toBeLessThan(SUMMARY_LIMIT);
    expect(summary).toMatch(/> The [a-z ]+ is left out: it would be larger than a summary may be\.|left out here/);
  });
});

/** In a hundred, one fails and one becomes a dead letter. */
function* manyItems(count: number): Generator<At> {
  for (let index = 0; index < count; index++) {
    const path = `import/order-${index}`;
    const failure = { kind: "exit", message: `order ${index} is not valid`, code: 65 } as const;
    if (index % 100 === 0) {
      yield* failed(index, `${path}/one`, "not valid", 3);
      yield [index + 600, { type: "context-failed", path, kind: "item", failure, causes: [`${path}/one`] }];
    } else if (index % 100 === 1) {
      yield* failed(index, `${path}/one`, "not valid", 3);
      yield [index + 600, { type: "dead-letter", path, key: `order-${index}`, failure, attempts: 3 }];
    } else {
      yield* done(index, `${path}/one`, { duration: 3 });
      yield [index + 3, { type: "context-done", path, kind: "item" }];
    }
  }
  yield [count + 1000, { type: "context-done", path: "import", kind: "map" }];
  yield ended(count + 1001, "completed");
}
