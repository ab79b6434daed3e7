import { expect, test } from "vitest";
import { lanesByWords, wordsOfJob } from "../../src/recovery/job-lanes.ts";
import { writeHistory } from "../../src/journal/history.ts";
import { readJournal } from "../../src/journal/journal-file.ts";
import { foldHistory } from "./runs.ts";

test.each([
  ["build", "build"],
  ["build (20, linux)", "build (node=20, os=linux)"],
  ["build (linux, 20)", "build (node=20, os=linux)"],
  ["build (3.10)", 'build (python="3.10")'],
  ["release / build (20)", "build (node=20)"],
])("job %s has the lane %s", (job, lane) => {
  const state = foldHistory(lane);
  expect(lanesByWords([state]).get(wordsOfJob(job))).toBe(state);
});

test("a job has the lane of the automation that it runs", () => {
  const lane = "import (20)/orders/of today";
  const started = { type: "run-started", name: "orders/of today", at: 1 } as const;
  const state = readJournal(
    writeHistory(lane, [
      { type: "opened", key: "1", writer: { id: "w" }, at: 0, attempt: 1 },
      { ...started, attempt: 1 },
    ]),
  );
  expect(lanesByWords([state]).get(wordsOfJob("import (20)"))).toBe(state);
});

test.each([
  ["build (20)", "build"],
  ["build (20)", "build (node=22)"],
  ["Build the site", "build"],
])("job %s has not the lane %s", (job, lane) => {
  expect(lanesByWords([foldHistory(lane)]).get(wordsOfJob(job))).toBeUndefined();
});
