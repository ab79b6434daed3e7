import { describe, expect, it } from "vitest";
import type { FailedJob } from "../../src/recovery/failed-job.ts";
import { whyNotNow, whyNotRerun } from "../../src/recovery/judge.ts";
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
    expect(whyNotRerun(failedRun({ attempt: 2 }), failed, limits)).toBeUndefined();
    expect(whyNotRerun(failedRun({ attempt: 3 }), failed, limits)).toBe("it has failed in all its 3 attempts");
    expect(whyNotRerun(failedRun(), failed, { ...limits, attempts: 1 })).toBe("it has failed in its only attempt");
  });

  it.each(["permanent", "unknown"] as const)("not where one is %s", (kind) => {
    expect(whyNotRerun(failedRun(), [job("a", "transient"), job("b", kind)], limits)).toContain("what b failed of");
  });

  it("not where nothing tells why it failed", () => {
    expect(whyNotRerun(failedRun(), [], limits)).toContain("no job of it says why");
  });
});

describe("within an hour", () => {
  it("a branch has so many re-runs and no more", () => {
    expect(whyNotNow(failedRun(), [rerun(1)], limits, now)).toBeUndefined();
    expect(whyNotNow(failedRun(), [rerun(1), rerun(2)], limits, now)).toContain("its branch may have");
    expect(whyNotNow(failedRun(), [rerun(1, { attempt: 3 })], limits, now)).toContain("its branch may have");
    expect(whyNotNow(failedRun({ branch: "fix" }), [rerun(1), rerun(2)], limits, now)).toBeUndefined();
    expect(whyNotNow(failedRun({ fork: "mona/hello" }), [rerun(1), rerun(2)], limits, now)).toBeUndefined();
  });

  it("the repository has so many, on whatever branches", () => {
    const others = [1, 2, 3, 4].map((id) => rerun(id, { branch: `b${id}` }));
    expect(whyNotNow(failedRun(), others.slice(1), limits, now)).toBeUndefined();
    expect(whyNotNow(failedRun(), others, limits, now)).toContain("the repository may have");
  });

  it("what was before it does not count, nor do first attempts", () => {
    const past = [1, 2, 3, 4, 5].map((id) => rerun(id, { startedAt: now - 61 * minute }));
    const first = [6, 7, 8, 9, 10].map((id) => rerun(id, { attempt: 1 }));
    expect(whyNotNow(failedRun(), [...past, ...first], limits, now)).toBeUndefined();
  });
});

describe("a newer run of the workflow on the branch", () => {
  const newer = failedRun({ id: 101, number: 11, status: "in_progress", conclusion: undefined });

  it("takes the place of an older one", () => {
    expect(whyNotNow(failedRun(), [newer], limits, now)).toContain("a newer run");
  });

  it.each([{ branch: "fix" }, { workflowId: 2 }, { fork: "mona/hello" }, { event: "schedule" }, { number: 9 }])(
    "does not where it is another's: %j",
    (given) => expect(whyNotNow(failedRun(), [{ ...newer, ...given }], limits, now)).toBeUndefined(),
  );

  it("does not where each run has a work of its own", () => {
    const event = "repository_dispatch";
    expect(whyNotNow(failedRun({ event }), [{ ...newer, event }], limits, now)).toBeUndefined();
  });
});
