import { expect, it } from "vitest";
import { recordRepository } from "../../src/emulator/rest/index.ts";
import { beginAttempt, beginRun, endRun } from "../../src/cli/run-ledger.ts";
import { UserError } from "../../src/policy/user-error.ts";
import { emulatorForTest } from "../emulator/clients.ts";
import { clockForTest, DAY_MS } from "../emulator/clock.ts";

it("a run is as old as GitHub lets it be when it is re-run", async () => {
  const clock = clockForTest();
  const emulator = await emulatorForTest({ clock });
  const { state } = emulator;
  const repository = await recordRepository({ state, clock }, { owner: "octocat", name: "hello-world" });
  const place = { emulator, repository, clock };

  const run = beginRun(place, { workflowPath: "ci.yml", event: "push", ref: "refs/heads/topic", sha: undefined });
  expect(run).toMatchObject({ status: "in_progress", headBranch: "topic", attempt: 1 });
  endRun(place, run, "failure");

  clock.advance(30 * DAY_MS - 60_000);
  expect(beginAttempt(place, run.id)).toMatchObject({ id: run.id, status: "in_progress", attempt: 2 });
  endRun(place, run, "failure");

  clock.advance(120_000);
  const late = () => beginAttempt(place, run.id);
  expect(late).toThrow(UserError);
  expect(late).toThrow("leave out --rerun for a new one");
});
