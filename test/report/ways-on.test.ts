import { describe, expect, it } from "vitest";
import { inMarkdown, plainly, redriveInWords, wayOn, wayOnInWords, type Reach } from "../../src/report/ways-on.ts";

const failed = { status: "failed", failure: { kind: "error", message: "gone" }, causes: ["a"] } as const;
const unknown = {
  status: "paused",
  failure: { kind: "interrupted", message: "look whether it happened" },
  causes: ["group/pay it"],
} as const;
const job: Reach = {
  key: "my run",
  rerunUrl: "https://github.com/octo/shop/actions/runs/42",
  isShared: false,
  isKept: false,
  isLeft: false,
};

describe("the way on", () => {
  it.each(["interrupted", "failed", "paused", "suspended", "cancelled"] as const)(
    "of a run that is %s does the same wherever it is gone on with",
    (status) => {
      const { effect } = wayOn({ status }) ?? { effect: "nothing" };
      for (const markup of [plainly, inMarkdown]) {
        expect(wayOnInWords({ status }, { ...job, isKept: true }, markup)).toContain(`: ${effect}.`);
      }
    },
  );

  it.each(["completed", "running"] as const)("is none where a run is %s", (status) => {
    expect(wayOn({ status })).toBeUndefined();
    expect(wayOnInWords({ status }, job, plainly)).toBe("");
  });

  it("is how the run can be reached", () => {
    const effect = "what is done is replayed, and what failed runs again";
    expect(wayOnInWords(failed, job, plainly)).toBe(`To go on, re-run the failed jobs: ${effect}.`);
    expect(wayOnInWords(failed, { ...job, isShared: true, isKept: true, isLeft: true }, plainly)).toBe(
      "To go on, re-run this job, or run the workflow again with this key, or run holdfast resume 'my run' on this " +
        `machine: ${effect}. A schedule leaves it as it is.`,
    );
    expect(wayOnInWords(failed, job, inMarkdown)).toContain(
      '**To go on**, re-run the failed jobs <a href="https://github.com/octo/shop/actions/runs/42">on the page',
    );
  });

  it("names the steps that nobody knows the effect of", () => {
    expect(wayOn(unknown)).toMatchObject({ again: ["group/pay it"] });
    expect(wayOnInWords(unknown, { ...job, isKept: true }, plainly)).toBe(
      'To go on, look whether the effect of "group/pay it" happened. Where it may happen again, give the input again its ' +
        "name (\"group/pay it\") and re-run the failed jobs, or run holdfast resume 'my run' --again 'group/pay it' on " +
        "this machine: what is done is replayed, and that runs again.",
    );
  });

  it("leads to dead letters by the input, and by the command where that finds the run", () => {
    expect(redriveInWords(job, plainly)).toBe(
      "The items are kept with their errors. The input redrive tries them anew, and nothing else.",
    );
    expect(redriveInWords({ ...job, isKept: true }, plainly)).toContain(
      ", as holdfast redrive 'my run' does on this machine.",
    );
  });
});
