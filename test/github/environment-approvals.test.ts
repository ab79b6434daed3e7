import { expect, it } from "vitest";
import { recordRun, repositoryNamed, reviews } from "../../src/emulator/rest/index.ts";
import { environmentApproval } from "../../src/github/environment-approvals.ts";
import { readContext } from "../../src/github/context.ts";
import { createOctokit } from "../../src/github/octokit.ts";
import { systemWorld } from "../../src/world/system.ts";
import { emulatorForTest, worldOf } from "./scene.ts";

type Verdict = readonly [environment: string, login: string, state?: "approved" | "rejected"];

/** What is known of who approved `production` in run 7, after these reviews of it. */
async function approvalAfter(...verdicts: readonly Verdict[]) {
  const emulator = await emulatorForTest();
  const world = await worldOf(emulator);
  const octokit = await createOctokit(world, readContext(world.environment), { token: "ghs_t" });
  const home = repositoryNamed(emulator.state, "octocat", "hello-world");
  if (home === undefined) throw new Error("the emulator has no repository");
  const place = { state: emulator.state, clock: systemWorld().clock };
  recordRun(place, home, { id: 7, workflowPath: ".github/workflows/deploy.yml" });
  for (const [environment, login, state = "approved"] of verdicts) {
    reviews(emulator.state).insert({ run: 7, environments: [environment], state, login, comment: "fine" });
  }
  return environmentApproval(octokit, { owner: "octocat", name: "hello-world" }, 7, "production");
}

it("is who approved the environment, however it is written", async () => {
  expect(await approvalAfter(["staging", "eve"], ["Production", "mona"])).toEqual({
    kind: "approved",
    by: "mona",
    comment: "fine",
  });
});

it("is nobody's where only others were approved, or it was rejected", async () => {
  const none = { kind: "none", reason: expect.stringContaining("nobody has approved this run") as string };
  expect(await approvalAfter()).toEqual(none);
  expect(await approvalAfter(["staging", "mona"])).toEqual(none);
  expect(await approvalAfter(["production", "mona", "rejected"])).toEqual(none);
});
