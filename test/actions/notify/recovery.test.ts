/** Failures that are left to the workflow that looks after the run. */
import { expect, it } from "vitest";
import { recordRun, recordWorkflow, repositoryNamed } from "../../../src/emulator/rest/index.ts";
import { clientOf } from "../../emulator/rest/github.ts";
import { emulatorForTest } from "../../github/scene.ts";
import { hasteWrites } from "../../github/haste.ts";
import { systemClock } from "../../../src/world/clock.ts";
import { workflowForTest } from "./scene.ts";

const at = { owner: "octocat", repo: "hello-world" };

/** The workflow `Nightly` at run 7, in a repository whose `recover.yml` looks after it where it is there. */
async function scene(isThere: boolean) {
  hasteWrites();
  const emulator = await emulatorForTest();
  const { git, issues } = clientOf(emulator).rest;
  const path = ".github/workflows/recover.yml";
  const home = repositoryNamed(emulator.state, at.owner, at.repo);
  if (home === undefined) throw new Error("the emulator has no repository");
  const place = { state: emulator.state, clock: systemClock };
  recordRun(place, home, { id: 7, workflowPath: ".github/workflows/nightly.yml" });
  if (isThere) {
    const content = "on: { workflow_run: { workflows: [Nightly], types: [completed] } }";
    const { data: tree } = await git.createTree({ ...at, tree: [{ path, mode: "100644", type: "blob", content }] });
    const { data: commit } = await git.createCommit({ ...at, message: "m", tree: tree.sha });
    await git.updateRef({ ...at, ref: "heads/main", sha: commit.sha, force: true });
    recordWorkflow(place, home, { path });
  }
  const workflow = await workflowForTest({}, emulator);
  const told = async () => (await issues.listForRepo({ ...at, state: "all" })).data.map(({ title }) => title);
  return { notify: workflow.notify.bind(workflow), told };
}

const toIssue = { channels: "issue", recovery: "recover.yml" };

it("a failure is left to a workflow that looks after the run, and a success is not", async () => {
  const { notify, told } = await scene(true);
  const { outputs, lines } = await notify({ ...toIssue, status: "failure" }, { runId: 7 });
  expect(outputs).toMatchObject({ incident: "none", delivered: "{}", count: "0" });
  expect(lines).toEqual(["info: It is left to recover.yml, which has it run again, or tells people of it."]);
  expect(await told()).toEqual([]);

  await notify({ channels: "issue", status: "failure" }, { runId: 7 });
  const green = await notify({ ...toIssue, status: "success" }, { runId: 8 });
  expect(green.outputs["incident"]).toBe("recovered");
});

it("what was cancelled is told at once where that is a failure: the run does not end as failed, and nobody looks after it", async () => {
  const { notify, told } = await scene(true);
  await notify({ ...toIssue, status: "cancelled", "on-cancelled": "failure" }, { runId: 7 });
  expect(await told()).toHaveLength(1);
});

it("people are told at once where nobody can count on that workflow, and why", async () => {
  const { notify, told } = await scene(false);
  const { outputs, lines } = await notify({ ...toIssue, status: "failure" }, { runId: 7 });
  expect(outputs["incident"]).toBe("opened");
  expect(lines[0]).toMatch(/^warning: People are told at once: recover\.yml: not found \(404\)/);
  expect(await told()).toEqual(["Nightly: job build failed"]);
});

it("people are told at once under act, and without a token", async () => {
  const { notify } = await scene(true);
  const env = { ACT: "true" };
  expect((await notify({ ...toIssue, status: "failure" }, { runId: 7, env })).outputs["incident"]).toBe("opened");
  const alone = await workflowForTest();
  const { lines } = await alone.notify({ recovery: "recover.yml", status: "failure" });
  expect(lines[0]).toMatch(/without the input token/);
});

it("only the name of a file is taken", async () => {
  const { notify } = await scene(true);
  await expect(notify({ recovery: "../x.yml", status: "failure" })).rejects.toThrow(/write such as recover\.yml/);
});
