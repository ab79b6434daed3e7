import { expect, test } from "vitest";
import { readSchedule } from "../../src/watchdog/read-schedule.ts";
import { scheduleOf } from "../../src/watchdog/schedule.ts";

const until = (cron: string, at: string, count: number, timezone?: string) =>
  scheduleOf([{ cron, timezone }])
    .until(Date.parse(at), count)
    .map((time) => new Date(time).toISOString().slice(0, 16));

test("a run is expected at the minute itself, in UTC where no time zone is named", () => {
  expect(until("0 3 * * *", "2026-11-21T03:00:00.000Z", 2)).toEqual(["2026-11-21T03:00", "2026-11-20T03:00"]);
  expect(until("0 3 * * *", "2026-11-21T02:59:59.999Z", 1)).toEqual(["2026-11-20T03:00"]);
  expect(until("0 3 * * *", "2026-11-21T12:00:00Z", 1, "Asia/Kolkata")).toEqual(["2026-11-20T21:30"]);
});

test.each([
  ["7/10 * * * *", ["2026-11-21T11:57", "2026-11-21T11:47", "2026-11-21T11:37"]],
  ["0 0 13 * FRI", ["2026-11-20T00:00", "2026-11-13T00:00", "2026-11-06T00:00"]],
  ["30 5,17 * jan-dec mon-fri", ["2026-11-20T17:30", "2026-11-20T05:30", "2026-11-19T17:30"]],
  ["0 0 31 2 *", []],
])("%s is read as GitHub reads it", (cron, expected) => {
  expect(until(cron, "2026-11-21T12:00:00Z", 3)).toEqual(expected);
});

test("of an hour that clocks skip the run moves to the next there is; of one they repeat it comes once", () => {
  const newYork = "America/New_York";
  const march = until("30 2 * * *", "2026-03-09T12:00:00Z", 3, newYork);
  expect(march).toEqual(["2026-03-09T06:30", "2026-03-08T07:00", "2026-03-07T07:30"]);
  const november = until("30 1 * * *", "2026-11-02T12:00:00Z", 3, newYork);
  expect(november).toEqual(["2026-11-02T06:30", "2026-11-01T05:30", "2026-10-31T05:30"]);
});

test("several entries make one schedule, each time in it once", () => {
  const schedule = scheduleOf([{ cron: "0 */6 * * *" }, { cron: "0 0 * * *" }, { cron: "15 0 * * *" }]);
  const at = Date.parse("2026-11-21T07:00:00Z");
  const hours = schedule.until(at, 4).map((time) => (at - time) / 3_600_000);
  expect(hours).toEqual([1, 6.75, 7, 13]);
  expect(schedule.after(at)).toBe(Date.parse("2026-11-21T12:00:00Z"));
  expect(scheduleOf([{ cron: "0 0 31 2 *" }]).after(at)).toBeUndefined();
});

test.each([
  ["@daily", undefined],
  ["0 0 0 * * *", undefined],
  ["61 * * * *", undefined],
  ["0 0 L * *", undefined],
  ["0 0 * * 1#2", undefined],
  ["", undefined],
  ["0 0 * * *", "Mars/Olympus"],
])("what GitHub would refuse is refused: %s %s", (cron, timezone) => {
  expect(() => scheduleOf([{ cron, timezone }])).toThrow(/is no schedule that GitHub takes/);
});

const read = (text: string) => readSchedule(".github/workflows/a.yml", text);

test("a workflow's file says when it runs, or that it runs on no schedule, or nothing that can be read", () => {
  const entries = [{ cron: "0 3 * * *", timezone: "Europe/Berlin" }, { cron: "0 4 * * *" }];
  expect(read(`on:\n  push:\n  schedule: ${JSON.stringify(entries)}\njobs: {}\n`)).toMatchObject({
    kind: "scheduled",
    schedule: { entries },
  });
  for (const text of ["on: push", "on: [push, schedule]", "jobs: {}", "", "- a"]) {
    expect(read(text)).toEqual({ kind: "unscheduled" });
  }
  expect(read("on: { schedule: [{ cron: '@daily' }] }")).toMatchObject({
    kind: "unreadable",
    reason: expect.stringContaining(`"@daily" is no`),
  });
  expect(read("on: {")).toMatchObject({ kind: "unreadable", reason: expect.stringContaining("a.yml:1") });
});
