import { expect, test } from "vitest";
import { finishRun, recordRun, repositoryNamed } from "../../src/emulator/rest/index.ts";
import { readContext } from "../../src/github/context.ts";
import { createOctokit } from "../../src/github/octokit.ts";
import { runState } from "../../src/github/runs.ts";
import { systemWorld } from "../../src/world/system.ts";
import { hasteTimers } from "./haste.ts";
import { emulatorForTest, worldOf } from "./scene.ts";

async function scene() {
  hasteTimers();
  const emulator = await emulatorForTest();
  const world = await worldOf(emulator);
  const octokit = await createOctokit(world, readContext(world.environment), { token: "ghs_t" });
  const place = { state: emulator.state, clock: systemWorld().clock };
  const home = repositoryNamed(emulator.state, "octocat", "hello-world");
  if (home === undefined) throw new Error("the emulator has no repository");
  const run = recordRun(place, home, { workflowPath: ".github/workflows/ci.yml", status: "in_progress" });
  const stateOf = (runId: number, attempt = 1) =>
    runState(octokit, { repository: { owner: "octocat", name: "hello-world" }, runId, attempt });
  return { emulator, run, stateOf, finish: () => finishRun(place, run.id, "failure") };
}

test("a run that goes on may still write", async () => {
  const { run, stateOf } = await scene();
  expect(await stateOf(run.id)).toEqual({ kind: "running", status: "in_progress" });
});

test("a run that ended can be taken over from", async () => {
  const { run, stateOf, finish } = await scene();
  finish();
  expect(await stateOf(run.id)).toEqual({ kind: "ended", conclusion: "failure" });
});

test("a run nobody can tell about is not taken for ended", async () => {
  const { emulator, run, stateOf } = await scene();
  expect(await stateOf(999_999)).toMatchObject({ kind: "unknown", reason: expect.stringContaining("`actions: read`") });
  for (const status of [401, 403, 500]) {
    emulator.faults.order({ times: "always", action: { kind: "status", status, body: { message: "no" } } });
    expect(await stateOf(run.id)).toMatchObject({ kind: "unknown", reason: expect.stringContaining("no") });
    emulator.faults.clear();
  }
  emulator.faults.order({ action: { kind: "status", status: 200, body: { status: 7 } } });
  expect(await stateOf(run.id)).toMatchObject({ kind: "unknown" });
});
