import { describe, expect, it } from "vitest";
import type { FailedJob } from "../../src/recovery/failed-job.ts";
import { rerunWithinHour, whyNotRerun, whyReplaced, whyTooMany } from "../../src/recovery/judge.ts";
import { failedRun, minute, now } from "./runs.ts";

const limits = { attempts: 3, perBranch: 2, perHour: 4 };

function job(name: string, kind: FailedJob["classification"]["kind"]): FailedJob {
  const failure = { reason: "exit code 1", undone: [], waysOn: [] };
  return { name, classification: { kind, rule: "r" }, failure, cause: "c", subject: "s" };
}

function rerun(id: number, given: Parameters<typeof failedRun>[0] = {}) {
  return failedRun({ id, workflowId: id, attempt: 2, startedAt: now - minute, ...given });
}

describe("a run is run again", () => {
  it("where all its failures pass and attempts are left", () => {
    const failed = [job("a", "transient"), job("b", "transient")];
    expect(whyNotRerun({ attempt: 2 }, 2, failed, limits)).toBeUndefined();
    expect(whyNotRerun({ attempt: 3 }, 3, failed, limits)).toBe("it has failed in all its 3 attempts");
    expect(whyNotRerun({ attempt: 1 }, 1, failed, { attempts: 1 })).toBe("it has failed in its only attempt");
  });

  it("however often it went on after a wait before it failed", () => {
    expect(whyNotRerun({ attempt: 21 }, 2, [job("a", "transient")], limits)).toBeUndefined();
    expect(whyNotRerun({ attempt: 21 }, 3, [job("a", "transient")], limits)).toBe(
      "it has failed in its last 3 attempts",
    );
  });

  it.each(["permanent", "unknown"] as const)("not where one is %s", (kind) => {
    expect(whyNotRerun(failedRun(), 1, [job("a", "transient"), job("b", kind)], limits)).toContain("what b failed of");
  });

  it("not where nothing tells why it failed", () => {
    expect(whyNotRerun(failedRun(), 1, [], limits)).toContain("no job of it says why");
  });
});

describe("within an hour", () => {
  it("a branch has so many re-runs and no more", () => {
    expect(whyTooMany(failedRun(), [rerun(1)], limits)).toBeUndefined();
    expect(whyTooMany(failedRun(), [rerun(1), rerun(2)], limits)).toContain("its branch may have");
    expect(whyTooMany(failedRun(), [rerun(1, { attempt: 3 })], limits)).toContain("its branch may have");
    expect(whyTooMany(failedRun({ branch: "fix" }), [rerun(1), rerun(2)], limits)).toBeUndefined();
    expect(whyTooMany(failedRun({ fork: "mona/hello" }), [rerun(1), rerun(2)], limits)).toBeUndefined();
  });

  it("the repository has so many, on whatever branches", () => {
    const others = [1, 2, 3, 4].map((id) => rerun(id, { branch: `b${id}` }));
    expect(whyTooMany(failedRun(), others.slice(1), limits)).toBeUndefined();
    expect(whyTooMany(failedRun(), others, limits)).toContain("the repository may have");
  });

  it("of a run whose attempts are known, those count that followed one that failed", () => {
    const waiting = rerun(1, { attempt: 21 });
    expect(whyTooMany(failedRun(), [waiting], limits)).toContain("the repository may have");
    expect(whyTooMany(failedRun(), [waiting], limits, new Map([[1, 1]]))).toBeUndefined();
    expect(whyTooMany(failedRun(), [waiting], limits, new Map([[1, 2]]))).toContain("its branch may have");
  });

  it("what was before it does not count, nor do first attempts", () => {
    const past = [1, 2, 3, 4, 5].map((id) => rerun(id, { startedAt: now - 61 * minute }));
    const first = [6, 7, 8, 9, 10].map((id) => rerun(id, { attempt: 1 }));
    expect(rerunWithinHour([...past, rerun(11), ...first], now).map(({ id }) => id)).toEqual([11]);
  });
});

describe("a newer run of the workflow on the branch", () => {
  const newer = failedRun({ id: 101, number: 11, status: "in_progress", conclusion: undefined });

  it("takes the place of an older one", () => {
    expect(whyReplaced(failedRun(), [newer])).toContain("a newer run");
  });

  it.each([{ branch: "fix" }, { workflowId: 2 }, { fork: "mona/hello" }, { event: "schedule" }, { number: 9 }])(
    "does not where it is another's: %j",
    (given) => expect(whyReplaced(failedRun(), [{ ...newer, ...given }])).toBeUndefined(),
  );

  it("does not where each run has a work of its own", () => {
    const event = "repository_dispatch";
    expect(whyReplaced(failedRun({ event }), [{ ...newer, event }])).toBeUndefined();
  });
});
