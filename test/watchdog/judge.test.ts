import { expect, test } from "vitest";
import type { WorkflowRun } from "../../src/github/workflow-runs.ts";
import type { Workflow } from "../../src/github/workflows.ts";
import { countedRuns } from "../../src/watchdog/counting.ts";
import type { Silence } from "../../src/watchdog/heartbeats.ts";
import { historyOf } from "../../src/watchdog/history.ts";
import { judge } from "../../src/watchdog/judge.ts";
import type { Judgement } from "../../src/watchdog/judgement.ts";
import { dueSince } from "../../src/watchdog/overdue.ts";
import { findingsOf } from "../../src/watchdog/ruling.ts";
import { scheduleOf } from "../../src/watchdog/schedule.ts";
import type { Due, Watch } from "../../src/watchdog/watch.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.parse("2026-11-21T12:00:00Z");

const judgement: Judgement = {
  now,
  allowance: { late: 2 * hour, dropped: 1 },
  limits: { queued: 2 * hour, waiting: day },
};

const everyNight: Due = { kind: "schedule", schedule: scheduleOf([{ cron: "0 3 * * *" }]) };

function watchOf(due: Due = everyNight, workflow: Partial<Workflow> = {}, isNamed = false): Watch {
  const path = ".github/workflows/nightly.yml";
  return {
    workflow: { id: 1, name: "Nightly", path, state: "active", changedAt: 0, url: "https://github.com/w", ...workflow },
    due,
    isNamed,
  };
}

/** A run that began so many milliseconds ago. */
function run(ago: number, given: Partial<WorkflowRun> & { took?: number } = {}): WorkflowRun {
  const { took = 10 * minute, ...fields } = given;
  const createdAt = now - ago;
  const id = Math.round(1e9 - ago / 1_000);
  const url = `https://github.com/run/${id}`;
  const times = { createdAt, startedAt: createdAt, updatedAt: createdAt + took };
  return {
    id,
    number: 7,
    workflowId: 1,
    event: "schedule",
    branch: "main",
    status: "completed",
    conclusion: "success",
    attempt: 1,
    url,
    ...times,
    ...fields,
  };
}

const failure = { conclusion: "failure" };
const atWork = { status: "in_progress", conclusion: undefined };
const nights = (count: number, given: (night: number) => Partial<WorkflowRun> & { took?: number } = () => ({})) =>
  Array.from({ length: count }, (_, night) => run(9 * hour + night * day, given(night)));

const judgeRuns = (watch: Watch, runs: readonly WorkflowRun[], other: Partial<Judgement> = {}, since = 0) =>
  judge(watch, historyOf(runs, since, countedRuns(watch, "main")), { ...judgement, ...other });

const found = (watch: Watch, runs: readonly WorkflowRun[], other: Partial<Judgement> = {}) =>
  findingsOf(judgeRuns(watch, runs, other)).map(({ kind }) => kind);

test("a night that is missed may have been dropped, two are overdue", () => {
  expect(found(watchOf(), nights(5))).toEqual([]);
  expect(found(watchOf(), nights(5).slice(1))).toEqual([]);
  expect(found(watchOf(), nights(5).slice(2))).toEqual(["overdue"]);
  const none = { allowance: { late: 2 * hour, dropped: 0 } };
  expect(found(watchOf(), nights(5).slice(1), none)).toEqual(["overdue"]);
  expect(found(watchOf(), nights(5).slice(1), { ...none, now: now - 7 * hour - minute })).toEqual([]);
});

test("what came and failed is overdue as well, and says so", () => {
  const runs = nights(5, (night) => (night < 2 ? failure : {}));
  const [finding] = findingsOf(judgeRuns(watchOf(), runs));
  expect(finding).toMatchObject({
    title: "no success since 2026-11-19 03:00 UTC",
    because:
      "A run was expected at 2026-11-20 03:00 UTC; it may come 2h late and the next one may be dropped. " +
      "Of 2 runs since, 2 failed and none succeeded. The last success was 2026-11-19 03:00 UTC.",
    url: runs[0]?.url,
  });
});

test("of a schedule that runs often as many runs may be missing as would come within the time they may be late", () => {
  const often: Due = { kind: "schedule", schedule: scheduleOf([{ cron: "*/10 * * * *" }]) };
  expect(found(watchOf(often), [run(4 * hour)])).toEqual([]);
  expect(found(watchOf(often), [run(4 * hour + minute)])).toEqual(["overdue"]);
});

test("a late run that still runs may yet succeed; after a failure, or where it was overdue before, it excuses nothing", () => {
  const late = run(minute, atWork);
  const [, , ...before] = nights(6);
  expect(found(watchOf(), [late, ...before])).toEqual([]);
  expect(found(watchOf(), [late, run(9 * hour, failure), ...before])).toEqual(["overdue"]);
  expect(found(watchOf(), [late, ...before.slice(1)])).toEqual(["overdue"]);
});

test("of a workflow that is new or was turned on lately nothing is due, and it is not well before it succeeded", () => {
  const lately = now - 30 * hour;
  expect(found(watchOf(everyNight, { changedAt: lately }), [])).toEqual([]);
  expect(judgeRuns(watchOf(everyNight, { changedAt: lately }), []).overdue.kind).toBe("undecided");
  expect(judgeRuns(watchOf(everyNight, { changedAt: now - hour }), nights(2)).overdue.kind).toBe("well");
  expect(found(watchOf({ kind: "window", ms: 2 * day }, { changedAt: lately }), [])).toEqual([]);
  expect(found(watchOf({ kind: "window", ms: day }, { changedAt: lately }), [])).toEqual(["overdue"]);
});

test("a window asks for a success that was had within it, whatever started the run", () => {
  const window: Due = { kind: "window", ms: 6 * hour };
  expect(found(watchOf(window), [run(6 * hour + 5 * minute, { event: "push" })])).toEqual([]);
  expect(found(watchOf(window), [run(6 * hour + 15 * minute)])).toEqual(["overdue"]);
  expect(found(watchOf(window), [run(hour, { event: "pull_request" })])).toEqual(["overdue"]);
});

test("of what was not read, nothing is found, and it is said that it is not known", () => {
  expect(judge(watchOf(), undefined, judgement)).toEqual({
    schedule: { kind: "well" },
    disabled: { kind: "well" },
    overdue: { kind: "unread" },
    stuck: { kind: "unread" },
    "success-rate": { kind: "unread" },
    duration: { kind: "unread" },
  });
  expect(judgeRuns(watchOf(), [], {}, now - hour).overdue).toEqual({ kind: "unread" });
  expect(judgeRuns(watchOf(), [run(60 * hour)], {}, now - hour).overdue).toEqual({ kind: "unread" });
});

test("a schedule that never comes is never due", () => {
  const never: Due = { kind: "schedule", schedule: scheduleOf([{ cron: "0 0 31 2 *" }]) };
  expect(dueSince(watchOf(never), judgement)).toBeUndefined();
});

test("a schedule that cannot be read is found", () => {
  expect(found(watchOf({ kind: "unreadable", reason: "no" }), [])).toEqual(["schedule"]);
});

test.each([
  ["disabled_inactivity", false, ["disabled"]],
  ["disabled_fork", false, ["disabled"]],
  ["disabled_manually", true, ["disabled"]],
  ["disabled_manually", false, []],
])("what is %s (asked for by name: %s) is that, and not late as well", (state, isNamed, kinds) => {
  expect(found(watchOf(everyNight, { state }, isNamed), [])).toEqual(kinds);
});

test("a run is stuck where it is at work far longer than those before it, in a queue, or before an approval", () => {
  const ended = nights(10);
  const withRun = (ago: number, status: string) => found(watchOf(), [run(ago, { ...atWork, status }), ...ended]);
  expect([withRun(59 * minute, "in_progress"), withRun(61 * minute, "in_progress")]).toEqual([[], ["stuck"]]);
  expect([withRun(119 * minute, "queued"), withRun(121 * minute, "pending")]).toEqual([[], ["stuck"]]);
  expect([withRun(23 * hour, "waiting"), withRun(25 * hour, "waiting")]).toEqual([[], ["stuck"]]);
});

test("how long a run may be at work is what was said, or six hours where too little is known", () => {
  const given = { limits: { ...judgement.limits, running: 10 * minute } };
  expect(found(watchOf(), [run(11 * minute, atWork), ...nights(10)], given)).toEqual(["stuck"]);
  const success = run(7 * hour);
  expect(found(watchOf(), [run(5.9 * hour, atWork), success])).toEqual([]);
  expect(found(watchOf(), [run(6.1 * hour, atWork), success])).toEqual(["stuck"]);
});

test("a run whose heartbeat stopped is stuck however short it is at work; where nobody knows, it is not well", () => {
  const short = run(2 * hour, { ...atWork, id: 9 });
  const judgeWith = (...silences: [number, Silence][]) => {
    const history = historyOf([...nights(4), short], 0, countedRuns(watchOf(), "main"));
    return judge(watchOf(), history, judgement, new Map(silences)).stuck;
  };
  expect(judgeWith()).toEqual({ kind: "well" });
  expect(judgeWith([8, now - hour])).toEqual({ kind: "well" });
  expect(judgeWith([9, "unread"])).toEqual({ kind: "unread" });
  expect(judgeWith([9, now - hour])).toMatchObject({
    finding: {
      title: "run #7 has been at work for 2h",
      because:
        "Run #7 has been at work for 2h; its journal's heartbeat stopped at 2026-11-21 11:00 UTC, 1h ago, and comes every ten minutes.",
    },
  });
});

test("a re-run is as old as its last attempt", () => {
  const rerun = run(20 * day, { ...atWork, startedAt: now - minute });
  expect(found(watchOf(), [...nights(10), rerun])).toEqual([]);
});

const failing = (...failed: number[]) =>
  found(
    watchOf(),
    nights(70, (night) => (failed.includes(night) ? failure : {})),
  );

test("a rate is judged by what chance would do, and mended by three successes", () => {
  expect(failing(0, 2, 4, 6)).toEqual([]);
  expect(failing(0, 2, 4, 6, 8)).toEqual(["success-rate"]);
  expect(failing(3, 4, 5, 6, 7, 8)).toEqual([]);
  expect(
    found(
      watchOf(),
      nights(29, (night) => (night % 2 === 0 ? failure : {})),
    ),
  ).toEqual([]);
});

test("a rate that fell so long ago that most runs are from after it is found all the same", () => {
  const since = Array.from({ length: 25 }, (_, night) => night).filter((night) => night % 3 !== 1);
  expect(failing(...since)).toContain("success-rate");
});

test("a flaky workflow that is as flaky as ever is left alone", () => {
  expect(
    found(
      watchOf(),
      nights(70, (night) => (night % 2 === 1 ? failure : {})),
    ),
  ).toEqual([]);
});

test("runs that were cancelled or skipped say nothing of whether a workflow works", () => {
  const conclusions = ["cancelled", "skipped"];
  const runs = nights(60, (night) => (night > 0 && night < 8 ? { conclusion: conclusions[night % 2] } : {}));
  expect(found(watchOf(), runs)).toEqual([]);
});

const slow = (count: number, took: number) =>
  found(
    watchOf(),
    nights(40, (night) => (night < count ? { took } : {})),
  );

test("a duration is judged by the middle of nine runs: four odd ones change nothing", () => {
  expect(slow(4, 3 * hour)).toEqual([]);
  expect(slow(5, 14 * minute)).toEqual([]);
  expect(slow(5, 16 * minute)).toEqual(["duration"]);
  expect(slow(5, minute)).toEqual(["duration"]);
});

test("a change of duration that nobody would look for is left alone", () => {
  expect(
    found(
      watchOf(),
      nights(40, (night) => ({ took: night < 9 ? 40_000 : 10_000 })),
    ),
  ).toEqual([]);
});

test("a wide range is usual where it always was", () => {
  const runs = nights(40, (night) => ({ took: night < 9 ? 80 * minute : (1 + (night % 4)) * 10 * minute }));
  expect(found(watchOf(), runs)).toEqual([]);
});

test("only what is well is over: too few runs, and failures that have become usual, decide nothing", () => {
  const rate = (runs: readonly WorkflowRun[]) => judgeRuns(watchOf(), runs)["success-rate"].kind;
  expect([rate(nights(2)), rate(nights(3)), rate(nights(100, () => failure))]).toEqual([
    "undecided",
    "well",
    "undecided",
  ]);
  const duration = (count: number) => judgeRuns(watchOf(), nights(count)).duration.kind;
  expect([duration(23), duration(24)]).toEqual(["undecided", "well"]);
  expect(judgeRuns(watchOf(everyNight, { state: "disabled_manually" }), nights(3))).toMatchObject({
    disabled: { kind: "undecided" },
    overdue: { kind: "undecided" },
    stuck: { kind: "well" },
  });
});

test("a late run that still runs is neither a finding nor a recovery", () => {
  const [, , ...before] = nights(6);
  expect(judgeRuns(watchOf(), [run(minute, atWork), ...before]).overdue.kind).toBe("undecided");
});

test("runs of other events neither make a schedule flaky nor slow, and hang all the same", () => {
  const pushes = Array.from({ length: 60 }, (_, index) =>
    run(index * hour, { ...failure, id: index, event: "push", took: 5 * hour }),
  );
  expect(found(watchOf(), [...pushes, ...nights(70)])).toEqual([]);
  const hanging = run(7 * hour, { ...atWork, event: "push", branch: "feature" });
  expect(found(watchOf(), [hanging, ...nights(70)])).toEqual(["stuck"]);
  expect(found(watchOf(), [{ ...hanging, event: "pull_request" }, ...nights(70)])).toEqual([]);
});
