import { describe, expect, it, test } from "vitest";
import type { LaneState } from "../../src/journal/fold.ts";
import type { NewEvent } from "../../src/journal/event.ts";
import { lanesOfJobs } from "../../src/recovery/job-lanes.ts";
import { foldHistory } from "./runs.ts";

/** A step that failed. */
const failed: readonly NewEvent[] = [
  { type: "started", step: "a", fingerprint: "f", semantics: "at-least-once" },
  { type: "failed", step: "a", failure: { kind: "exit", message: "exit code 75", code: 75 }, attempts: 1, duration: 1 },
];
/** An automation that began. */
const run: NewEvent = { type: "run-started", name: "orders" };

/** The lane of the first of these jobs, each `name` or `name: how it ended`. */
function laneOf(jobs: readonly string[], ...lanes: readonly LaneState[]): LaneState | undefined {
  const ended = jobs.map((written) => {
    const [name = "", conclusion = "failure"] = written.split(": ");
    return { name, conclusion };
  });
  return lanesOfJobs(ended, lanes).get(ended[0]!);
}

test.each([
  ["build", "build"],
  ["build (20, linux)", "build (node=20, os=linux)"],
  ["build (linux, 20)", "build (node=20, os=linux)"],
  ["build (3.10)", 'build (python="3.10")'],
  ["release / build (20)", "build (node=20)"],
])("job %s has the lane %s", (job, lane) => {
  const state = foldHistory(lane);
  expect(laneOf([job], state)).toBe(state);
});

test("a job has the lane of the automation that it runs", () => {
  const state = foldHistory("import (20)/orders/of today", { type: "run-started", name: "orders/of today" });
  expect(laneOf(["import (20)"], state)).toBe(state);
});

test.each([
  ["build (20)", "build"],
  ["build (20)", "build (node=22)"],
  ["Build the site", "build"],
])("job %s has not the lane %s", (job, lane) => {
  expect(laneOf([job], foldHistory(lane))).toBeUndefined();
});

test("of two jobs of the same words nobody knows whose a lane is", () => {
  expect(laneOf(["one / build", "two / build: success"], foldHistory("build", ...failed))).toBeUndefined();
});

describe("one failed job and one failed lane belong together, whatever they are called", () => {
  const lane = foldHistory("sync", ...failed);

  it.each([
    ["beside jobs that ended well", ["Sync with the shop", "build: success", "notify: skipped"]],
    ["in a called workflow", ["orders / Sync with the shop"]],
  ])("%s", (_, jobs) => expect(laneOf(jobs, lane, foldHistory("build"))).toBe(lane));

  it("and what waits, or was let fail by an automation that is done, is no failed lane", () => {
    const done = foldHistory("done/orders", run, ...failed, { type: "run-ended", status: "completed", causes: [] });
    const waiting = foldHistory("waits/orders", run, { type: "run-suspended", until: 5, waiting: ["a"] });
    expect(laneOf(["Sync with the shop"], lane, done, waiting)).toBe(lane);
  });

  it.each([
    ["another job failed", ["Sync with the shop", "Build it"], [lane]],
    ["another job was cancelled, which may have left the lane", ["Sync with the shop", "Build it: cancelled"], [lane]],
    ["another lane failed", ["Sync with the shop"], [lane, foldHistory("other", ...failed)]],
    ["another lane was interrupted", ["Sync with the shop"], [lane, foldHistory("other/orders", run)]],
    ["the lane is another job's", ["Build it", "sync: success"], [lane]],
  ])("but not where %s", (_, jobs, lanes) => expect(laneOf(jobs, ...lanes)).toBeUndefined());
});
