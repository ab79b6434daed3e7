import { expect, it } from "vitest";
import { recordRepository } from "../../src/emulator/rest/index.ts";
import { beginActAttempt, beginActRun, beginRun, endRun } from "../../src/cli/run-ledger.ts";
import { UserError } from "../../src/policy/user-error.ts";
import { emulatorForTest } from "../emulator/clients.ts";
import { clockForTest, DAY_MS } from "../emulator/clock.ts";
import { clientOf } from "../emulator/rest/github.ts";

it("the last run is the last of act's, whatever else made one since", async () => {
  const clock = clockForTest();
  const emulator = await emulatorForTest({ clock });
  const { state } = emulator;
  const repository = await recordRepository({ state, clock }, { owner: "octocat", name: "hello-world" });
  const place = { emulator, repository, clock };
  const run = { workflowPath: "ci.yml", event: "push", ref: "refs/heads/main", sha: undefined };

  const begun = beginActRun(place, run);
  beginRun(place, run);
  expect(beginActAttempt(place, undefined)).toMatchObject({ id: begun.id, attempt: 2 });
});

it("a run is as old as GitHub lets it be when it is re-run", async () => {
  const clock = clockForTest();
  const emulator = await emulatorForTest({ clock });
  const { state } = emulator;
  const repository = await recordRepository({ state, clock }, { owner: "octocat", name: "hello-world" });
  const place = { emulator, repository, clock };

  const run = beginActRun(place, { workflowPath: "ci.yml", event: "push", ref: "refs/heads/topic", sha: undefined });
  expect(run).toMatchObject({ status: "in_progress", headBranch: "topic", attempt: 1 });
  endRun(place, run, "failure");

  clock.advance(30 * DAY_MS - 60_000);
  expect(beginActAttempt(place, run.id)).toMatchObject({ id: run.id, status: "in_progress", attempt: 2 });
  endRun(place, run, "failure");

  clock.advance(120_000);
  const late = () => beginActAttempt(place, run.id);
  expect(late).toThrow(UserError);
  expect(late).toThrow("leave out --rerun for a new one");
});

it("an attempt that was asked for over REST is the next one, and none is cancelled for it", async () => {
  const clock = clockForTest();
  const emulator = await emulatorForTest({ clock });
  const { state } = emulator;
  const repository = await recordRepository({ state, clock }, { owner: "octocat", name: "hello-world" });
  const place = { emulator, repository, clock };
  const at = { owner: "octocat", repo: "hello-world" };
  const run = beginActRun(place, { workflowPath: "ci.yml", event: "push", ref: "refs/heads/main", sha: undefined });
  endRun(place, run, "success");

  const { actions } = clientOf(emulator).rest;
  await actions.reRunWorkflow({ ...at, run_id: run.id });
  expect(beginActAttempt(place, undefined)).toMatchObject({ id: run.id, status: "in_progress", attempt: 2 });
  const { data: first } = await actions.getWorkflowRunAttempt({ ...at, run_id: run.id, attempt_number: 1 });
  expect(first.conclusion).toBe("success");
  expect(beginActAttempt(place, run.id)).toMatchObject({ id: run.id, status: "in_progress", attempt: 3 });
  const { data: second } = await actions.getWorkflowRunAttempt({ ...at, run_id: run.id, attempt_number: 2 });
  expect(second.conclusion).toBe("cancelled");
});
