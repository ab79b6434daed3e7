import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newUser, requireSuccess } from "./act.ts";

const workflow = ["workflow_dispatch", "-W", "examples/dependency-report/.github/workflows/dependency-report.yml"];

it("under plain act its own cache server is enough to go on from where a run failed", async () => {
  const user = await newUser();

  const failed = await user.plainAct(...workflow, "--var", "REFUSED_LICENCES=ISC");
  expect(failed.code).toBe(1);
  expect(await user.executed()).toEqual(["inventory", "licences", "policy"]);

  await mkdir(join(user.outside, "resumed"));
  const resumed = await user.plainAct(
    ...workflow,
    "--env",
    "GITHUB_RUN_ATTEMPT=2",
    "--var",
    `DELIVER_TO=${join(user.outside, "resumed")}`,
  );
  requireSuccess(resumed);
  expect(await user.executed()).toEqual(["policy", "write", "pack"]);
  expect(await readFile(join(user.outside, "resumed", "report", "report.md"), "utf8")).toContain("| MIT |");
});
