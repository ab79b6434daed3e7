import { describe, expect, it } from "vitest";
import { reopen, type Asked } from "../../../src/actions/run/reopen.ts";
import type { RunLane } from "../../../src/durable/lane/run-lane.ts";
import { done, ended, failed, laneOf, mapOfThree, type At } from "../../report/recorded.ts";

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

describe("a dead letter named in redrive", () => {
  const suspended: At = [4000, { type: "run-suspended", waiting: ["pause"], until: 9000 }];
  const completed = [...mapOfThree(0), ended(5000, "completed")];

  it("runs again", async () => {
    expect(await reopenedOf(completed, { redrive: ["A-3"] })).toEqual({ reopen: ["import/A-3"], appended: [] });
    expect(await reopenedOf(completed, { redrive: ["all"] })).toEqual({ reopen: ["import/A-3"], appended: [] });
  });

  it("whose item is done by now is passed over, so that the job can be re-run", async () => {
    expect(await reopenedOf(completed, { redrive: ["A-1", "A-3"] })).toEqual({ reopen: ["import/A-3"], appended: [] });
    expect(await reopenedOf(completed, { redrive: ["A-1"] })).toEqual({ reopen: "causes", appended: [] });
  });

  it("is passed over where the job was killed while its item ran again", async () => {
    const redriven: At = [6000, { type: "run-resumed", reopened: ["import/A-3"] }];
    expect(await reopenedOf([...completed, redriven], { redrive: ["A-3"] })).toEqual({
      reopen: "causes",
      appended: [],
    });
  });

  it("that there is not is told of", async () => {
    await expect(reopenedOf(completed, { redrive: ["A-4"] })).rejects.toThrow(
      'input redrive names "A-4", which is no dead letter of the run; write all, or of these: A-3',
    );
    await expect(reopenedOf(completed, { redrive: ["A-2"] })).rejects.toThrow('names "A-2", which is no dead letter');
  });

  it.each(["all", "A-3", "A-1"])("is left by a job that a suspended run goes on in: %s", async (name) => {
    expect(await reopenedOf([...mapOfThree(0), suspended], { redrive: [name] })).toEqual({
      reopen: "causes",
      appended: [],
    });
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
