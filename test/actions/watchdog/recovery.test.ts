import { expect, test } from "vitest";
import { hour, watchedRepository } from "./scene.ts";

const issue = { channels: "issue", labels: "watchdog" };

/** A workflow that is overdue, and people know; others were started by hand. */
async function overdue(others: readonly string[] = []) {
  const watched = await watchedRepository();
  const { octokit, at, workflow, succeed, watch } = watched;
  for (const name of others) succeed(await workflow(name), hour, "workflow_dispatch");
  const path = await workflow("nightly.yml");
  watched.nights(path, 2);
  const states = async () => {
    const { data } = await octokit.rest.issues.listForRepo({ ...at, labels: "watchdog", state: "all" });
    return data.map(({ state }) => state);
  };
  await watch(issue, { runId: 1 });
  expect(await states()).toEqual(["open"]);
  return { ...watched, path, states };
}

test("a new schedule excuses what the old one missed, and recovers nothing: a success does", async () => {
  const { workflow, commit, watch, succeed, path, states } = await overdue();
  await workflow("nightly.yml", "0 2 * * *");
  await commit(path, "on: { schedule: [{ cron: '0 2 * * *' }] }", hour);
  const excused = await watch(issue, { runId: 2 });
  expect(excused.outputs.get("findings")).toBe("[]");
  expect(await states()).toEqual(["open"]);
  succeed(path, hour);
  await watch(issue, { runId: 3 });
  expect(await states()).toEqual(["closed"]);
});

test("a workflow that was turned on is not well before it has succeeded", async () => {
  const { turnOff, watch, succeed, path, states } = await overdue();
  turnOff("nightly.yml");
  const turnedOn = await watch({ ...issue, enable: "true" }, { runId: 2 });
  expect(turnedOn.outputs.get("healthy")).toBe("true");
  await watch(issue, { runId: 3, later: hour });
  expect(await states()).toEqual(["open"]);
  succeed(path, hour);
  await watch(issue, { runId: 4 });
  expect(await states()).toEqual(["closed"]);
});

test("what there was no request to look at is as it was", async () => {
  const { watch, succeed, path, states } = await overdue(["a.yml", "b.yml", "c.yml", "d.yml", "e.yml"]);
  succeed(path, hour, "workflow_dispatch");
  const short = await watch({ ...issue, "max-requests": "10", "waiting-index": "none" }, { runId: 2 });
  expect(short.outputs.get("findings")).toBe("[]");
  expect(short.outputs.get("unknown")).toBe("3");
  expect(await states()).toEqual(["open"]);
  await watch(issue, { runId: 3 });
  expect(await states()).toEqual(["closed"]);
});
