import { describe, expect, it } from "vitest";
import { replaces, workOf } from "../../src/recovery/work.ts";
import { failedRun } from "./runs.ts";

describe("a newer run", () => {
  it.each(["push", "schedule"])("does the work of an older one that a %s started as well", (event) => {
    const older = failedRun({ event });
    const newer = failedRun({ event, id: 101, number: 11 });
    expect(workOf(newer)).toBe(workOf(older));
    expect([replaces(newer, older), replaces(older, newer), replaces(older, older)]).toEqual([true, false, false]);
  });

  it.each(["workflow_dispatch", "repository_dispatch", "issues", "pull_request", "release", "workflow_run"])(
    "has a work of its own where a %s started it",
    (event) => {
      expect(replaces(failedRun({ event, id: 101, number: 11 }), failedRun({ event }))).toBe(false);
      expect(workOf(failedRun({ event, attempt: 2 }))).toBe(workOf(failedRun({ event })));
    },
  );

  it.each([{ workflowId: 2 }, { branch: "fix" }, { fork: "mona/hello" }, { event: "schedule" }, { branch: undefined }])(
    "has another work where it differs in %j",
    (given) => expect(replaces({ ...failedRun({ id: 101, number: 11 }), ...given }, failedRun())).toBe(false),
  );

  it("has a work of its own where nothing says of which branch it is", () => {
    const branch = undefined;
    expect(replaces(failedRun({ branch, id: 101, number: 11 }), failedRun({ branch }))).toBe(false);
  });
});
