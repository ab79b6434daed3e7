import { expect, test } from "vitest";
import { day, hour, watchedRepository } from "./scene.ts";

const issue = { channels: "issue", labels: "watchdog" };

async function withIssues() {
  const watched = await watchedRepository();
  const { octokit, at } = watched;
  const issues = async () => {
    const { data } = await octokit.rest.issues.listForRepo({ ...at, labels: "watchdog", state: "all" });
    return data.map(({ state, title, comments }) => `${state} ${title} (${comments})`).toSorted();
  };
  return { ...watched, issues };
}

test("a finding is told once, people are reminded where that is asked for, and its end is told", async () => {
  const { workflow, nights, succeed, watch, issues } = await withIssues();
  const path = await workflow("nightly.yml");
  nights(path, 2);
  const given = { ...issue, "renotify-after": "1d" };
  await watch(given, { runId: 1 });
  const [opened] = await issues();
  expect(opened).toMatch(/^open nightly\.yml: no success since .* \(0\)$/);

  await watch(given, { runId: 2, later: 3 * hour });
  expect(await issues()).toEqual([opened]);
  await watch(given, { runId: 3, later: day });
  expect(await issues()).toEqual([opened?.replace("(0)", "(1)")]);

  succeed(path, -day - hour);
  const last = await watch(given, { runId: 4, later: day + 2 * hour });
  expect(await issues()).toEqual([opened?.replace("open", "closed").replace("(0)", "(2)")]);
  expect(last.lines.join("\n")).toMatch(/Incident "nightly\.yml: no success since .*" is over: told by summary, issue/);
});

test("everything that is found of a workflow is an incident of its own", async () => {
  const { workflow, nights, succeed, queue, watch, issues } = await withIssues();
  const path = await workflow("nightly.yml");
  nights(path, 2);
  queue(path, 5 * day);
  await watch(issue, { runId: 1 });
  expect(await issues()).toEqual([
    expect.stringMatching(/^open nightly\.yml: no success since /),
    expect.stringMatching(/^open nightly\.yml: run #4 has been in a queue for 5d/),
  ]);
  succeed(path, hour);
  await watch(issue, { runId: 2 });
  expect(await issues()).toEqual([
    expect.stringMatching(/^closed nightly\.yml: no success since /),
    expect.stringMatching(/^open nightly\.yml: run #4 has been in a queue for 5d/),
  ]);
});

test("what GitHub turned off is not late any more, and not well either", async () => {
  const { workflow, turnOff, watch, issues } = await withIssues();
  await workflow("nightly.yml");
  await watch(issue, { runId: 1 });
  turnOff("nightly.yml");
  await watch(issue, { runId: 2 });
  expect(await issues()).toEqual(["open nightly.yml: no success (0)", "open nightly.yml: turned off by GitHub (0)"]);
});

test("where nothing is found and nothing ever was, it takes two requests to see that", async () => {
  const { emulator, workflow, nights, watch } = await withIssues();
  nights(await workflow("nightly.yml"), 0);
  emulator.requests.clear();
  await watch({});
  const looked = emulator.requests.all().length;
  emulator.requests.clear();
  await watch(issue);
  expect(emulator.requests.all().length - looked).toBe(2);
});

test("without channels nothing is kept, and nobody told", async () => {
  const { emulator, workflow, watch, issues } = await withIssues();
  await workflow("nightly.yml");
  await watch({});
  expect(await issues()).toEqual([]);
  expect(emulator.requests.all().filter(({ method }) => method !== "GET")).toEqual([]);
});

test("a channel that does not exist is said, and the others are told", async () => {
  const { workflow, nights, watch, issues } = await withIssues();
  nights(await workflow("nightly.yml"), 2);
  const { lines } = await watch({ ...issue, channels: "pager\nissue" });
  expect(lines.join("\n")).toMatch(/Nobody is told by channel pager: there is no such channel/);
  expect(await issues()).toHaveLength(1);
});
