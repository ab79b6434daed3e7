import { describe, expect, it } from "vitest";
import { reopen, type Asked } from "../../../src/actions/run/reopen.ts";
import type { RunLane } from "../../../src/durable/lane/run-lane.ts";
import { done, ended, failed, laneOf, type At } from "../../report/recorded.ts";

const nothing: Asked = { again: [], redrive: [], isScheduled: false };
const pay: At = [1000, { type: "started", step: "pay", fingerprint: "f", semantics: "at-most-once" }];

/** What is run anew of a run that had this recorded, and what was appended to its journal. */
async function reopenedOf(events: Iterable<At>, asked: Partial<Asked>) {
  const appended: unknown[] = [];
  const journal = { state: laneOf(events), append: (event: unknown) => Promise.resolve(void appended.push(event)) };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a lane, it looks at the journal alone
  const options = await reopen({ journal } as unknown as RunLane, { ...nothing, ...asked });
  return { ...options, appended };
}

describe("a run that had stopped", () => {
  it.each(["failed", "paused", "cancelled"] as const)(
    "as %s is left as it is by a schedule, whatever it names",
    async (status) => {
      const events = [...failed(0, "deploy", "red"), pay, ended(5000, status, ["deploy"], "red")];
      expect(await reopenedOf(events, { isScheduled: true })).toEqual({ appended: [] });
      expect(await reopenedOf(events, { isScheduled: true, again: ["pay"] })).toEqual({ appended: [] });
      expect(await reopenedOf(events, {})).toEqual({ reopen: "causes", appended: [] });
    },
  );

  it("runs what is named again, and nothing else that nobody knows the effect of", async () => {
    const refund: At = [1100, { type: "started", step: "refund", fingerprint: "f", semantics: "at-most-once" }];
    const events = [
      ...failed(0, "deploy", "red"),
      pay,
      refund,
      ended(5000, "failed", ["deploy", "pay", "refund"], "red"),
    ];
    expect(await reopenedOf(events, { again: ["pay"] })).toEqual({ reopen: ["deploy", "pay"], appended: [] });
  });
});

describe("a step named in again", () => {
  it("that is done by now is left done, so that the job can be re-run", async () => {
    const events = [...done(0, "pay"), ...failed(2000, "deploy", "red"), ended(5000, "failed", ["deploy"], "red")];
    expect(await reopenedOf(events, { again: ["pay"] })).toEqual({ reopen: "causes", appended: [] });
  });

  it("that there is not is told of", async () => {
    await expect(reopenedOf([pay], { again: ["pray"] })).rejects.toThrow(
      'input again names a step that the run has not begun: "pray"; did you mean "pay"?',
    );
  });
});

describe("a run that was killed", () => {
  it("runs the step again that is named, but not for a schedule", async () => {
    expect(await reopenedOf([pay], { again: ["pay"] })).toEqual({
      appended: [{ type: "run-resumed", reopened: ["pay"] }],
    });
    expect(await reopenedOf([pay], { again: ["pay"], isScheduled: true })).toEqual({ reopen: "causes", appended: [] });
  });
});
