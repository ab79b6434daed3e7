import { describe, expect, test } from "vitest";
import type { AttemptedRun } from "../../src/github/attempted-runs.ts";
import { isDue, judge, superseded, type Judgement } from "../../src/waiting/judge.ts";
import { standingOf } from "../../src/waiting/standing.ts";
import type { WaitingRun } from "../../src/waiting/waiting-run.ts";
import { failedRun } from "../recovery/runs.ts";
import { execution, suspended } from "./executions.ts";
import { day, minute, since, waiting, waitingOf } from "./scene.ts";

const now = since + 2 * 60 * minute;

describe("a run is due", () => {
  test.each<[string, Partial<WaitingRun>, boolean]>([
    ["when its time has come", { until: now }, true],
    ["not before", { until: now + 1000 }, false],
    ["not where it has none", { until: undefined, waitsFor: new Set(["approval"]) }, false],
    ["when an approval's time is out", { waitsFor: new Set(["approval"]), until: now }, true],
    ["not for dead letters", { waitsFor: new Set(["dead-letters"]), until: now }, false],
    ["for what is beside dead letters", { waitsFor: new Set(["time", "dead-letters"]), until: now }, true],
  ])("%s", (_, given, due) => expect(isDue(waiting(given), new Set(), now)).toBe(due));

  test("when its answer is there, and not for another's", () => {
    const asked = waiting({ waitsFor: new Set(["approval"]), until: undefined });
    expect(isDue(asked, new Set([asked.lane]), now)).toBe(true);
    expect(isDue(asked, new Set([waitingOf(2).lane]), now)).toBe(false);
  });
});

describe("of the waits of one lane", () => {
  test("the last one counts: the lane has gone on from the others", () => {
    const [first, second, third] = [waiting(), waiting({ attempt: 2 }), waiting({ attempt: 3, since: since - minute })];
    const other = waitingOf(2, { since: since - day });
    expect(superseded([second, other, third, first])).toEqual([second, first]);
  });

  test("of several workflow runs the last to be put in counts", () => {
    const again = waiting({ runId: 3, since: since + minute });
    expect(superseded([waiting({ attempt: 9 }), again])).toEqual([waiting({ attempt: 9 })]);
  });

  test("what a cache says counts for what the same branch's cache keeps", () => {
    const [own, cached] = [waiting(), waiting({ cachedOn: "refs/heads/main" })];
    const later = waiting({ since: since + minute, cachedOn: "refs/heads/main" });
    expect(superseded([own, cached, later])).toEqual([cached]);
    expect(superseded([waiting({ cachedOn: "refs/heads/next" }), later])).toEqual([]);
    expect(superseded([waiting({ since: since + minute }), cached])).toEqual([cached]);
  });

  test("the same, twice in the index, is not removed for itself", () => {
    expect(superseded([waiting(), waiting({ until: undefined })])).toEqual([]);
  });
});

/** A run that has ended as the jobs of its first attempt did. */
function ended(given: Partial<AttemptedRun> = {}): AttemptedRun {
  return failedRun({ id: 4711, createdAt: since - minute, status: "completed", conclusion: "success", ...given });
}

/** The only wait of a run, judged. */
function judgementOf(run: AttemptedRun | undefined, executions = [suspended], wait = waiting()): Judgement {
  const standing = standingOf(wait, run ?? { attempt: 1 }, executions);
  return judge([{ waiting: wait, standing }], run, executions, now).get(wait)!;
}

describe("a run that is due", () => {
  const again = execution({ id: 22, attempt: 2, startedAt: since + minute });
  const skipped = { ...again, conclusion: "skipped", hadRunner: false };

  test.each<[string, AttemptedRun | undefined, Judgement["kind"], (typeof suspended)[]]>([
    ["is resumed", ended(), "resume", [suspended]],
    ["is resumed when its time is nearly out", ended({ createdAt: now - 30 * day }), "resume", [suspended]],
    ["is resumed whatever else failed", ended({ conclusion: "failure" }), "resume", [suspended]],
    ["is left while others of its run work", ended({ status: "in_progress" }), "leave", [suspended]],
    ["is left while its job is queued again", ended({ attempt: 2, status: "queued" }), "leave", [suspended]],
    ["has gone on when its job ran again", ended({ attempt: 2 }), "gone-on", [suspended, again]],
    ["has gone on when its job runs", ended({ attempt: 2, status: "in_progress" }), "gone-on", [suspended, again]],
    [
      "has gone on though it was long ago",
      ended({ attempt: 2, createdAt: now - 40 * day }),
      "gone-on",
      [suspended, again],
    ],
    ["is out of reach after 30 days", ended({ createdAt: now - 30 * day - 1000 }), "out-of-reach", [suspended]],
    ["is out of reach after 50 re-runs", ended({ attempt: 51 }), "out-of-reach", [suspended]],
    ["is out of reach where its job was skipped", ended({ attempt: 2 }), "out-of-reach", [suspended, skipped]],
    ["is out of reach where its run is gone", undefined, "out-of-reach", []],
    [
      "is out of reach where nobody knows its job",
      ended(),
      "out-of-reach",
      [execution({ id: 1 }), execution({ id: 2 })],
    ],
    ["is resumed whole where it has no jobs", ended(), "resume", []],
    ["has gone on where a run without jobs did", ended({ attempt: 2 }), "gone-on", []],
  ])("%s", (_, run, kind, executions) => expect(judgementOf(run, executions).kind).toBe(kind));

  test("of which nobody knows its job says how runs to come are known", () => {
    const why = expect.stringContaining("the input `lane` of actions/run");
    expect(judgementOf(ended(), [execution({ id: 1 }), execution({ id: 2 })])).toEqual({ kind: "out-of-reach", why });
  });

  test.each<[string, Partial<WaitingRun>, Partial<AttemptedRun>, Judgement["kind"]]>([
    ["is resumed as its own branch's cache says", { cachedOn: "refs/heads/main" }, {}, "resume"],
    ["is resumed as its own tag's cache says", { cachedOn: "refs/tags/v1" }, { branch: "v1" }, "resume"],
    ["is left where another branch's cache names it", { cachedOn: "refs/heads/next" }, {}, "leave"],
    [
      "is left where it has no branch and a cache names it",
      { cachedOn: "refs/heads/" },
      { branch: undefined },
      "leave",
    ],
    ["is left where it runs what a fork wrote", {}, { fork: "eve/shop", event: "pull_request" }, "leave"],
    ["is resumed where a fork was its reason only", {}, { fork: "eve/shop", event: "pull_request_target" }, "resume"],
  ])("%s", (_, wait, run, kind) => {
    expect(judgementOf(ended(run), [suspended], waiting(wait)).kind).toBe(kind);
  });

  test("has that job run again that suspended, and no other", () => {
    const other = execution({ id: 13, name: "other" });
    expect(judgementOf(ended(), [other, suspended])).toEqual({ kind: "resume", job: suspended });
  });
});

describe("waits of one workflow run", () => {
  const legs = [1, 2, 3].map((leg) => execution({ id: leg, name: `build (${leg})` }));
  const waits = legs.map(({ id }) => waitingOf(id, { runId: 4711, jobId: id }));
  const kindsOf = (due: readonly WaitingRun[], executions = legs, run = ended()) => {
    const judged = judge(
      due.map((wait) => ({ waiting: wait, standing: standingOf(wait, run, executions) })),
      run,
      executions,
      now,
    );
    return due.map((wait) => judged.get(wait)!);
  };

  test("are resumed together where the run has no other job", () => {
    expect(kindsOf(waits)).toEqual(waits.map(() => ({ kind: "resume", job: undefined })));
    const skipped = execution({ id: 9, name: "tell", conclusion: "skipped" });
    expect(kindsOf(waits, [...legs, skipped]).map(({ kind }) => kind)).toEqual(["resume", "resume", "resume"]);
  });

  test("go on one by one where others would run with them", () => {
    const tell = execution({ id: 9, name: "tell" });
    const first = { kind: "resume", job: legs[0] };
    const left = { kind: "leave", why: expect.stringContaining("goes on first") };
    expect(kindsOf(waits, [...legs, tell])).toEqual([first, left, left]);
    expect(kindsOf(waits.slice(0, 2))).toEqual([first, left]);
  });

  test("of which one has gone on are not resumed with it", () => {
    const again = execution({ id: 11, name: "build (1)", attempt: 2, startedAt: since + minute });
    const judged = kindsOf(waits, [...legs, again], ended({ attempt: 2 }));
    expect(judged).toEqual([
      { kind: "gone-on" },
      { kind: "resume", job: legs[1] },
      { kind: "leave", why: expect.stringContaining("goes on first") },
    ]);
  });
});
