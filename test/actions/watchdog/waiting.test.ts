import { expect, test } from "vitest";
import { approvalIssues } from "../../../src/approval/approval-issues.ts";
import { finishRun, recordRun, repositoryNamed } from "../../../src/emulator/rest/index.ts";
import type { WaitingRun } from "../../../src/waiting/waiting-run.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { clientOf } from "../../emulator/rest/github.ts";
import { indexOn, note, repository, waitingOf } from "../../waiting/scene.ts";
import { day, hour, now, watchedRepository } from "./scene.ts";

const issue = { channels: "issue", labels: "watchdog" };
const refused = { kind: "status", status: 403, body: { message: "Resource not accessible by integration" } } as const;

/** A repository without workflows to watch. */
async function scene() {
  const watched = await watchedRepository();
  const { emulator, place, octokit, at } = watched;
  const home = repositoryNamed(emulator.state, at.owner, at.repo)!;
  const index = await indexOn(emulator);

  /** A run in the index whose workflow run has ended. */
  async function wait(id: number, given: Partial<WaitingRun> = {}, kept = index): Promise<WaitingRun> {
    const waiting = waitingOf(id, {
      waitsFor: new Set(["approval"]),
      since: now - 3 * day,
      until: undefined,
      ...given,
    });
    recordRun(place, home, { id, workflowPath: ".github/workflows/orders.yml", createdAt: waiting.since });
    finishRun(place, id, "success");
    await kept.add(waiting, { ...note, automation: `orders-${id}` });
    return waiting;
  }

  const issues = async () => {
    const { data } = await octokit.rest.issues.listForRepo({ ...at, labels: "watchdog", state: "all" });
    return data.map(({ state, title, comments }) => `${state} ${title} (${comments})`).toSorted();
  };
  return { ...watched, index, wait, issues };
}

test("runs that wait for too long are findings, with a table of their own", async () => {
  const { emulator, wait, watch } = await scene();
  await wait(2, { waitsFor: new Set(["time"]), until: now + hour });
  emulator.requests.clear();
  const calm = await watch();
  expect(calm.outputs.get("healthy")).toBe("true");
  const before = emulator.requests.all().length;
  await wait(1);
  await wait(3, { waitsFor: new Set(["time"]), until: now - 3 * hour });
  emulator.requests.clear();
  const { outputs, lines, summary } = await watch();
  // For each that is found its run and its note, and the questions to people.
  expect(emulator.requests.all().length - before).toBe(5);
  expect(Object.fromEntries(outputs)).toMatchObject({ healthy: "false", watched: "0", waiting: "3", unknown: "0" });
  const findings: unknown = JSON.parse(outputs.get("findings") ?? "");
  expect(findings).toMatchObject([
    { run: "orders-1 (orders)", lane: "1".padStart(32, "0"), "run-id": 1, kind: "unanswered", severity: "warning" },
    { run: "orders-3 (orders)", kind: "not-resumed", severity: "error" },
  ]);
  expect(lines).toEqual([
    expect.stringMatching(/^warning orders-1 \(orders\): waits for an approval since .*: It waits for an approval/),
    expect.stringMatching(/^warning orders-3 \(orders\): is due since .*, and nothing has it go on: Its time came/),
  ]);
  expect(summary).toMatch(/^### Watchdog&#58; 2 findings of 0 workflows&#44; 3 runs waiting\n/);
  expect(summary).toMatch(/⚠️ \| <a href="[^"]*\/actions\/runs\/1">orders.*approval \| 3d ago \| –/);
  expect(summary).not.toContain("/actions/runs/2");
});

test("each is an incident of its own, told once, and over when the run is gone from the index", async () => {
  const { index, wait, watch, issues } = await scene();
  const first = await wait(1);
  await wait(2, { since: now - day });
  await watch(issue, { runId: 1 });
  const opened = expect.stringMatching(/^open orders-1 \(orders\): waits for an approval since .* \(0\)$/);
  expect(await issues()).toEqual([opened]);
  await watch(issue, { runId: 2, later: day + 2 * hour });
  expect(await issues()).toEqual([
    opened,
    expect.stringMatching(/^open orders-2 .*: waits for an approval since .* \(0\)$/),
  ]);

  await index.remove(first);
  await watch(issue, { runId: 3, later: day + 3 * hour });
  expect(await issues()).toEqual([
    expect.stringMatching(/^closed orders-1 .* \(1\)$/),
    expect.stringMatching(/^open orders-2 .* \(0\)$/),
  ]);
});

test("who waits anew for an answer is not well, and who is due anew has gone on since", async () => {
  const { index, wait, watch, issues } = await scene();
  const asked = await wait(1);
  const due = await wait(2, { waitsFor: new Set(["time"]), until: now - 3 * hour });
  await watch(issue, { runId: 1 });
  expect((await issues()).map((line) => line.split(" ")[0])).toEqual(["open", "open"]);
  for (const waiting of [asked, due]) await index.remove(waiting);
  await index.add({ ...asked, since: now - hour }, note);
  await index.add({ ...due, since: now - hour, until: now - hour / 2 }, note);
  await watch(issue, { runId: 2 });
  expect(await issues()).toEqual([
    expect.stringMatching(/^closed orders-2 .*: is due since/),
    expect.stringMatching(/^open orders-1 .*: waits for an approval/),
  ]);
});

test("an incident stays open where the index cannot be listed, and where its kind is looked for no more", async () => {
  const { emulator, index, wait, watch, issues } = await scene();
  const waiting = await wait(1);
  await watch(issue, { runId: 1 });
  await index.remove(waiting);
  const open = [expect.stringMatching(/^open orders-1/)];
  // Nobody asks again where GitHub answers so.
  const lost = emulator.faults.order({
    path: /matching-refs\/holdfast(\/|%2F)waiting/,
    times: "always",
    action: { kind: "status", status: 422 },
  });
  const { outputs, lines } = await watch(issue, { runId: 2 });
  expect(lost.hits).toBeGreaterThan(0);
  expect([outputs.get("healthy"), outputs.get("waiting")]).toEqual(["false", ""]);
  expect(lines.join("\n")).toMatch(/warning : The runs that wait were not looked at: /);
  expect(await issues()).toEqual(open);
  emulator.faults.clear();
  await watch({ ...issue, "waiting-index": "none" }, { runId: 3 });
  await watch({ ...issue, "unanswered-after": "0" }, { runId: 4 });
  expect(await issues()).toEqual(open);
  await watch(issue, { runId: 5 });
  expect(await issues()).toEqual([expect.stringMatching(/^closed orders-1/)]);
});

test("it is said whom people asked, and in which issue", async () => {
  const { emulator, wait, watch } = await scene();
  const { lane } = await wait(1);
  const signal = new AbortController().signal;
  const questions = approvalIssues(systemWorld(), clientOf(emulator), repository, signal);
  const rule = { approvers: ["mona"], approvals: 1, preventSelfReview: false, startedBy: undefined };
  const words = { automation: "orders", key: "orders", step: "approve", text: "", until: undefined, runUrl: undefined };
  const asked = await questions.ask({ ...rule, ...words, lane, callback: "approve", id: "1" });
  if (asked.kind !== "asked") throw new Error(asked.reason);
  const { outputs } = await watch();
  const findings: unknown = JSON.parse(outputs.get("findings") ?? "");
  expect(findings).toMatchObject([{ next: expect.stringContaining(`Asked in ${asked.url}: mona.`) }]);
});

test("a job that may read neither refs nor caches is told so in a note, and fails where it was asked to look there", async () => {
  const { emulator, wait, watch } = await scene();
  await wait(1);
  emulator.faults.order({ path: "/matching-refs", times: "always", action: refused });
  const half = await watch();
  expect(half.outputs.get("healthy")).toBe("true");
  expect(half.lines[0]).toMatch(/^notice : Not all runs that wait may have been seen: .*`contents: read`/);
  emulator.faults.order({ path: "/actions/caches", times: "always", action: refused });
  const none = await watch();
  expect([none.outputs.get("healthy"), none.outputs.get("waiting")]).toEqual(["true", ""]);
  expect(none.lines.filter((line) => line.startsWith("notice"))).toEqual([
    expect.stringMatching(
      /Runs that wait are not looked at: .*`contents: read`.*`actions: read`.* write waiting-index: none\./,
    ),
  ]);
  const asked = await watch({ "waiting-index": "refs" });
  expect(asked.outputs.get("healthy")).toBe("false");
  expect(asked.lines[0]).toMatch(/^failed : The runs that wait cannot be looked at: .*`contents: read`/);
});
