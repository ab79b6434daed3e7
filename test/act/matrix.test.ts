import { expect, it } from "vitest";
import { newUser, requireSuccess } from "./act.ts";

const workflow = ["workflow_dispatch", "-W", "examples/matrix/.github/workflows/checksums.yml"];

it("each leg of a matrix goes on from where it stopped, under the same step ids", async () => {
  const user = await newUser();

  const failed = await user.holdfastAct(...workflow, "--var", "CLOSED_PART=docs");
  expect(failed.code).toBe(1);
  expect((await user.executed()).sort()).toEqual([
    "check actions",
    "check docs",
    "check examples",
    "sums actions",
    "sums docs",
    "sums examples",
  ]);

  const resumed = await user.holdfastAct("--rerun", ...workflow);
  requireSuccess(resumed);
  expect(await user.executed()).toEqual(["check docs"]);
  expect(resumed.output).toMatch(/^docs: \d+ files are as they were$/m);
});
