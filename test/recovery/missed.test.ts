import { describe, expect, it, vi } from "vitest";
import type { AttemptedRun } from "../../src/github/attempted-runs.ts";
import { missedRuns, type Sweep } from "../../src/recovery/missed.ts";
import { failedRun, minute, now } from "./runs.ts";

const late = failedRun({ updatedAt: now - 40 * minute });
const good = { ...late, id: 101, number: 11, conclusion: "success" };

function missed(runs: readonly AttemptedRun[], isOver: Sweep["isOver"] = async () => true) {
  return missedRuns(runs, { workflows: ["Nightly"], now, isOver });
}

describe("runs that nobody looked after", () => {
  it("failed a while ago, the oldest first", async () => {
    const older = failedRun({ id: 99, createdAt: 0, conclusion: "timed_out", updatedAt: now - 40 * minute });
    expect(await missed([late, failedRun({ id: 101 }), older])).toEqual([older, late]);
  });

  it("are the newest of a great many: the older were found before", async () => {
    const many = Array.from({ length: 300 }, (_, at) => ({ ...late, id: at, number: at, createdAt: at }));
    expect((await missed(many)).map(({ id }) => id)).toEqual(Array.from({ length: 200 }, (_, at) => 100 + at));
  });

  it.each([{ workflow: "Other" }, { conclusion: "cancelled" }, { status: "in_progress", conclusion: undefined }])(
    "are not those that are none of it: %j",
    async (given) => expect(await missed([{ ...late, ...given }])).toEqual([]),
  );

  it("are not those that a newer success has made good, whatever failed between the two", async () => {
    expect(await missed([late, good])).toEqual([]);
    expect(await missed([late, { ...late, id: 102, number: 12, conclusion: "cancelled" }, good])).toEqual([]);
  });

  it.each([{ fork: "mona/hello" }, { branch: "fix" }, { event: "workflow_dispatch" }, { workflowId: 2 }])(
    "are not made good by a success of something else: %j",
    async (given) => expect(await missed([late, { ...good, ...given }])).toEqual([late]),
  );

  it("are not made good by another run where each is about something of its own", async () => {
    const event = "workflow_dispatch";
    expect(
      await missed([
        { ...late, event },
        { ...good, event },
      ]),
    ).toEqual([{ ...late, event }]);
  });

  it("are not made good by a green run that still waits, which is asked of each but once", async () => {
    const isOver = vi.fn<Sweep["isOver"]>(async () => false);
    const second = { ...late, id: 99, number: 9 };
    expect(await missed([good, late, second], isOver)).toEqual([late, second]);
    expect(isOver.mock.calls).toEqual([[good]]);
  });
});
