import { describe, expect, test, vi } from "vitest";
import { workflowRuns } from "../../../src/emulator/rest/actions/rows.ts";
import { finishJob, recordWorkflow } from "../../../src/emulator/rest/index.ts";
import { at, day, minute, repositoryForTest } from "./scene.ts";

const denied = { kind: "status", status: 403, body: { message: "Resource not accessible by integration" } } as const;

test("where nothing waits, that is said in words", async () => {
  const { resume } = await repositoryForTest();
  const { decisions, outputs, summary, lines, requests } = await resume();
  expect([decisions, outputs["resumed"], outputs["waiting"], lines]).toEqual([{}, "0", "0", ["info: No run waits."]]);
  expect(summary).toBe("### No run waits\n");
  expect(requests).toBe(1);
});

describe("a run whose time has come", () => {
  test("is resumed, once, and its entry goes when its job has started", async () => {
    const { suspends, resume, passTime, attemptOf, waiting, isTaken } = await repositoryForTest();
    const { runId, lane } = await suspends();
    expect((await resume()).decisions).toEqual({ [runId]: "waits" });
    expect(attemptOf(runId)).toBe(1);

    passTime(61 * minute);
    const { decisions, outputs, log } = await resume();
    expect(decisions).toEqual({ [runId]: "resumed" });
    expect([outputs["resumed"], outputs["waiting"], attemptOf(runId)]).toEqual(["1", "0", 2]);
    expect(log).toContain(`Run ${runId}, waiting for time: resumed.`);

    expect((await resume()).decisions).toEqual({ [runId]: "left" });
    expect([attemptOf(runId), await waiting()]).toEqual([2, [lane]]);
    isTaken(runId);
    expect((await resume()).decisions).toEqual({ [runId]: "gone-on" });
    expect([attemptOf(runId), await waiting()]).toEqual([2, []]);
    expect((await resume()).decisions).toEqual({});
  });

  test("is resumed again where what it was asked to do was cancelled before a runner took it", async () => {
    const { suspends, resume, passTime, attemptOf, octokit, isTaken, ends } = await repositoryForTest();
    const { runId } = await suspends();
    passTime(61 * minute);
    await resume();
    await octokit.rest.actions.cancelWorkflowRun({ ...at, run_id: runId });
    expect((await resume()).decisions).toEqual({ [runId]: "resumed" });
    for (const job of isTaken(runId)) await ends(job);
    expect((await resume()).decisions).toEqual({ [runId]: "gone-on" });
    expect(attemptOf(runId)).toBe(3);
  });

  test("that suspends again is resumed when that time has come, its first wait forgotten", async () => {
    const { suspends, putsIn, resume, passTime, attemptOf, isTaken, ends, waiting } = await repositoryForTest();
    const { runId, lane } = await suspends();
    passTime(61 * minute);
    await resume();
    passTime(minute);
    const [job] = isTaken(runId);
    await putsIn(runId, job!, { lane, due: 120 * minute });
    await ends(job!);
    const { decisions, lines } = await resume();
    expect(decisions).toEqual({ [runId]: "gone-on" });
    expect(lines).toHaveLength(1);
    expect(await waiting()).toEqual([lane]);
    passTime(121 * minute);
    expect((await resume()).decisions).toEqual({ [runId]: "resumed" });
    expect(attemptOf(runId)).toBe(3);
  });

  test("is left while other jobs of its run are at work", async () => {
    const { starts, putsIn, ends, resume, passTime, attemptOf } = await repositoryForTest();
    const { id, jobs } = starts(["build", "other"]);
    await putsIn(id, jobs[0]!);
    await ends(jobs[0]!);
    passTime(61 * minute);
    const { decisions, summary } = await resume();
    expect(decisions).toEqual({ [id]: "left" });
    expect(summary).toContain("left for the next sweep: its workflow run is in progress");
    await ends(jobs[1]!);
    await resume();
    expect(attemptOf(id)).toBe(2);
  });

  test("is found in the cache, too", async () => {
    const { suspends, resume, passTime, attemptOf, isTaken, waiting } = await repositoryForTest({ kind: "cache" });
    const { runId } = await suspends();
    passTime(61 * minute);
    const { summary } = await resume({ "waiting-index": "auto" });
    expect(summary).toContain("orders");
    expect(attemptOf(runId)).toBe(2);
    isTaken(runId);
    await resume({ "waiting-index": "auto" });
    expect(await waiting()).toEqual([]);
  });
});

describe("what anybody's pull request saves to its cache", () => {
  test("has no job run again", async () => {
    const { starts, ends, saves, resume, attemptOf, passTime } = await repositoryForTest({ kind: "auto" });
    const { id, jobs } = starts(["deploy"]);
    await ends(jobs[0]!);
    saves("refs/pull/7/merge", { runId: id, jobId: jobs[0]!, due: -minute });
    passTime(day);
    expect([(await resume()).decisions, attemptOf(id)]).toEqual([{}, 1]);
  });

  test.each(["refs/pull/7/merge", "refs/heads/next"])("takes nobody out of the index: %s", async (ref) => {
    const { suspends, saves, waiting, resume, passTime, attemptOf } = await repositoryForTest({ kind: "auto" });
    const { lane, runId } = await suspends();
    passTime(minute);
    saves(ref, { lane, runId: 4711 });
    await resume();
    expect(await waiting()).toContain(lane);
    passTime(61 * minute);
    await resume();
    expect(attemptOf(runId)).toBe(2);
  });
});

test("a cache has no workflow started anew: any job of a branch may write what it says", async () => {
  const { suspends, resume, passTime, runs } = await repositoryForTest({ kind: "cache" });
  const { runId } = await suspends({ due: 4 * day });
  passTime(31 * day);
  const { decisions, failed } = await resume();
  expect([decisions, failed]).toEqual([{ [runId]: "out-of-reach" }, [expect.stringContaining("with the key orders")]]);
  expect(runs()).toHaveLength(1);
});

/** A run whose jobs of the first names suspended for an hour that is over. */
async function matrix(names: readonly string[], others: readonly string[] = []) {
  const repository = await repositoryForTest();
  const { starts, putsIn, ends, passTime } = repository;
  const { id, jobs } = starts([...names, ...others]);
  for (const job of jobs.slice(0, names.length)) await putsIn(id, job);
  for (const job of jobs) await ends(job);
  passTime(61 * minute);
  const work = async () => {
    for (const job of repository.isTaken(id)) await ends(job);
  };
  return { ...repository, id, work };
}

describe("a matrix of jobs that wait", () => {
  test("is resumed whole, in one request", async () => {
    const { id, resume, jobsOf, work, waiting, attemptOf } = await matrix(["a", "b", "c"]);
    const { outputs, requests } = await resume();
    expect([outputs["resumed"], attemptOf(id)]).toEqual(["3", 2]);
    expect(jobsOf(id).map(({ status }) => status)).toEqual(["queued", "queued", "queued"]);
    // The index, the run, its jobs, the re-run, and three notes.
    expect(requests).toBe(7);
    await work();
    await resume();
    expect(await waiting()).toEqual([]);
  });

  test("goes on one by one where another job would run with it", async () => {
    const { id, resume, jobsOf, work, waiting, attemptOf } = await matrix(["a", "b"], ["deploy"]);
    const ran = () => jobsOf(id).map(({ name, status }) => `${name} ${status}`);
    expect((await resume()).outputs["resumed"]).toBe("1");
    expect(ran()).toEqual(["a queued", "b completed", "deploy completed"]);
    await work();
    expect((await resume()).outputs["resumed"]).toBe("1");
    expect(ran()).toEqual(["a completed", "b queued", "deploy completed"]);
    await work();
    expect((await resume()).outputs["resumed"]).toBe("0");
    expect([attemptOf(id), await waiting()]).toEqual([3, []]);
  });
});

describe("a run that GitHub re-runs no more", () => {
  test("goes on under its key in a new run of its workflow", async () => {
    const { suspends, resume, passTime, runs, waiting } = await repositoryForTest();
    const { runId } = await suspends({ due: 31 * day });
    passTime(31 * day + minute);
    const { decisions, outputs, summary, failed } = await resume();
    expect(decisions).toEqual({ [runId]: "dispatched" });
    expect([outputs["resumed"], outputs["waiting"], failed]).toEqual(["1", "0", []]);
    expect(summary).toContain("resumed by a new run of orders.yml");
    expect(runs().at(-1)).toMatchObject({
      event: "workflow_dispatch",
      headBranch: "main",
      inputs: { key: "orders", automation: "automations/orders.yml" },
    });
    expect(await waiting()).toEqual([]);
    expect((await resume()).decisions).toEqual({});
    expect(runs()).toHaveLength(2);
  });

  test("is started anew once though the answer is lost", async () => {
    const { suspends, resume, passTime, runs, emulator } = await repositoryForTest();
    const { runId } = await suspends({ due: 31 * day });
    passTime(31 * day + minute);
    emulator.faults.order({ method: "POST", path: "/dispatches", action: { kind: "drop-after-commit", status: 502 } });
    expect((await resume()).decisions).toEqual({ [runId]: "dispatched" });
    expect(runs()).toHaveLength(2);
  });

  test.each([
    ["its key is its run's own", { isShared: false }, /start it anew: its key was that of its workflow run/],
    ["nothing tells its workflow", { workflow: undefined }, /Start its workflow by hand with the key orders/],
    [
      "its workflow is gone",
      { workflow: ".github/workflows/gone.yml" },
      /gone\.yml was not started on main: not found/,
    ],
  ])("makes the step red, and says what to do, where %s", async (_, note, message) => {
    const { suspends, resume, passTime, waiting } = await repositoryForTest();
    const { runId } = await suspends({ due: 31 * day, note });
    passTime(31 * day + minute);
    const { decisions, failed, outputs, summary } = await resume();
    expect(decisions).toEqual({ [runId]: "out-of-reach" });
    expect(failed).toEqual([expect.stringMatching(message)]);
    expect(failed[0]).toContain("older than the 30 days");
    expect(outputs["waiting"]).toBe("1");
    expect(summary).toContain("cannot be resumed");
    expect(await waiting()).toEqual([]);
    expect(await resume()).toMatchObject({ decisions: {}, failed: [] });
  });

  test("is told of though many others are, some in the next look", async () => {
    const { suspends, suspendLike, resume, passTime, waiting } = await repositoryForTest();
    await suspendLike(await suspends({ due: 31 * day, note: { isShared: false } }), 10);
    passTime(31 * day + minute);
    const { failed } = await resume();
    expect([failed.length, failed.at(-1)]).toEqual([10, expect.stringContaining("2 more runs cannot be resumed")]);
    expect(await waiting()).toHaveLength(2);
    expect((await resume()).failed).toHaveLength(2);
    expect(await waiting()).toEqual([]);
  });

  test("waits on where the token may not start its workflow, and what to grant is said", async () => {
    const { suspends, resume, passTime, waiting, emulator } = await repositoryForTest();
    const { lane } = await suspends({ due: 31 * day });
    passTime(31 * day + minute);
    emulator.faults.order({ method: "POST", path: "/dispatches", times: "always", action: denied });
    await expect(resume()).rejects.toThrow(/actions: write/);
    expect(await waiting()).toEqual([lane]);
  });

  test("is told of when its workflow takes no key, and when it was deleted", async () => {
    const { suspends, resume, passTime, place, home, emulator } = await repositoryForTest();
    recordWorkflow(place, home, { path: ".github/workflows/strict.yml", inputs: {} });
    const strict = await suspends({ due: 31 * day, note: { workflow: ".github/workflows/strict.yml" } });
    const gone = await suspends({ note: { isShared: false } });
    workflowRuns(emulator.state).delete(gone.runId);
    passTime(31 * day + minute);
    const { decisions, failed } = await resume();
    expect(decisions).toEqual({ [strict.runId]: "out-of-reach", [gone.runId]: "out-of-reach" });
    expect(failed.join()).toMatch(/Unexpected inputs provided/);
    expect(failed.join()).toMatch(/GitHub knows its workflow run no more/);
  });

  test("because its job was skipped when it ran again is told of", async () => {
    const { suspends, resume, passTime, jobsOf, place } = await repositoryForTest();
    const { runId } = await suspends({ note: { isShared: false } });
    passTime(61 * minute);
    await resume();
    passTime(minute);
    for (const { id } of jobsOf(runId)) await finishJob(place, id, { conclusion: "skipped" });
    const { decisions, failed } = await resume();
    expect(decisions).toEqual({ [runId]: "out-of-reach" });
    expect(failed).toEqual([expect.stringContaining("its job was skipped when it was to run again")]);
  });

  test("because it refuses for a reason of its own is told of with that", async () => {
    const { suspends, resume, passTime, emulator } = await repositoryForTest();
    const { runId } = await suspends({ note: { isShared: false } });
    passTime(61 * minute);
    const refused = { message: "This workflow run cannot be retried" };
    emulator.faults.order({ path: /\/rerun$/, action: { kind: "status", status: 403, body: refused } });
    const { decisions, failed } = await resume();
    expect(decisions).toEqual({ [runId]: "out-of-reach" });
    expect(failed).toEqual([expect.stringContaining("This workflow run cannot be retried")]);
  });
});

describe("whatever GitHub does not answer or refuse", () => {
  test("a re-run whose answer was lost is one", async () => {
    const { suspends, resume, passTime, emulator, attemptOf } = await repositoryForTest();
    const { runId } = await suspends();
    passTime(61 * minute);
    emulator.faults.order({ path: /\/rerun$/, action: { kind: "drop-after-commit", status: 502 } });
    expect((await resume()).decisions).toEqual({ [runId]: "resumed" });
    expect((await resume()).decisions).toEqual({ [runId]: "left" });
    expect(attemptOf(runId)).toBe(2);
  });

  test("one that did not happen is left for the next sweep, and keeps no other from going on", async () => {
    const { suspends, resume, passTime, emulator, attemptOf } = await repositoryForTest();
    const [first, other] = [await suspends({ due: 10 * minute }), await suspends()];
    passTime(61 * minute);
    emulator.faults.order({ path: /\/rerun$/, action: { kind: "status", status: 503 } });
    expect((await resume()).decisions).toEqual({ [first.runId]: "left", [other.runId]: "resumed" });
    expect((await resume()).decisions[first.runId]).toBe("resumed");
    expect([attemptOf(first.runId), attemptOf(other.runId)]).toEqual([2, 2]);
  });

  test("one that somebody else was faster with is resumed", async () => {
    const { suspends, resume, passTime, emulator, octokit, attemptOf } = await repositoryForTest();
    const { runId } = await suspends();
    passTime(61 * minute);
    const slow = emulator.faults.order({ path: /\/jobs$/, action: { kind: "delay", ms: 200 } });
    const sweeping = resume();
    await vi.waitFor(() => expect(slow.hits).toBe(1));
    await octokit.rest.actions.reRunWorkflow({ ...at, run_id: runId });
    expect([(await sweeping).decisions, attemptOf(runId)]).toEqual([{ [runId]: "resumed" }, 2]);
  });

  test.each([
    ["GET", /\/matching-refs\//, /contents: read/],
    ["GET", /\/actions\/runs\/\d+$/, /actions: read/],
    ["POST", /\/rerun$/, /actions: write/],
  ])("a token that may not says what to grant: %s %s", async (method, path, message) => {
    const { suspends, resume, passTime, emulator } = await repositoryForTest();
    await suspends();
    passTime(61 * minute);
    emulator.faults.order({ method, path, times: "always", action: denied });
    await expect(resume()).rejects.toThrow(message);
  });

  test.each([
    ["POST", "rerun", denied.status, denied.body.message],
    ["POST", "rerun", 404, "Not Found"],
    ["GET", "jobs", denied.status, denied.body.message],
  ])("one that may not be resumed keeps no other from going on: %s %s %i", async (method, what, status, message) => {
    const { suspends, resume, passTime, emulator, attemptOf, waiting } = await repositoryForTest();
    const [first, other] = [await suspends({ due: 10 * minute }), await suspends({ due: 20 * minute })];
    passTime(61 * minute);
    const path =
      what === "rerun" ? new RegExp(`/jobs/${first.jobId}/rerun$`) : new RegExp(`/runs/${first.runId}/jobs$`);
    emulator.faults.order({ method, path, times: "always", action: { kind: "status", status, body: { message } } });
    await expect(resume()).rejects.toThrow(method === "POST" ? /actions: write/ : /actions: read/);
    expect([attemptOf(first.runId), attemptOf(other.runId)]).toEqual([1, 2]);
    expect(await waiting()).toContain(first.lane);
  });

  test("an entry that may not be removed says what to grant, and keeps no other waiting", async () => {
    const { suspends, resume, passTime, emulator, isTaken, attemptOf } = await repositoryForTest();
    const { runId } = await suspends({ due: 10 * minute });
    passTime(11 * minute);
    await resume();
    isTaken(runId);
    const other = await suspends({ due: minute });
    passTime(2 * minute);
    emulator.faults.order({ method: "DELETE", times: "always", action: denied });
    await expect(resume()).rejects.toThrow(/contents: write/);
    expect(attemptOf(other.runId)).toBe(2);
  });
});

describe("many runs", () => {
  test("that wait take one request and a note each of the first twenty, and those that are due three more each", async () => {
    const { suspends, suspendLike, resume, passTime } = await repositoryForTest();
    await suspendLike(await suspends({ due: 5 * day }), 189);
    await suspendLike(await suspends(), 9);
    const quiet = await resume();
    expect(quiet.outputs["waiting"]).toBe("200");
    passTime(61 * minute);
    const busy = await resume();
    expect([busy.outputs["resumed"], busy.outputs["waiting"]]).toEqual(["10", "190"]);
    console.log(`200 runs that wait: ${quiet.requests} requests; 10 of them due: ${busy.requests}`);
    expect(quiet.requests).toBe(1 + 20);
    expect(busy.requests).toBe(1 + 10 * 3 + 20);
  });

  test("are resumed so many at a time, those first that are due for longest", async () => {
    const { suspends, resume, passTime, attemptOf } = await repositoryForTest();
    const late = await suspends({ due: 30 * minute });
    const later = await suspends({ due: 10 * minute });
    const latest = await suspends({ due: 5 * minute });
    passTime(61 * minute);
    const { decisions, summary } = await resume({ "max-resumed": "2" });
    expect(decisions).toEqual({ [latest.runId]: "resumed", [later.runId]: "resumed", [late.runId]: "left" });
    expect(summary).toContain("2 runs were resumed: the next sweep goes on");
    await resume({ "max-resumed": "2" });
    expect(attemptOf(late.runId)).toBe(2);
  });
});

test("a run with dead letters alone waits for a person", async () => {
  const { suspends, resume, passTime } = await repositoryForTest();
  const { runId } = await suspends({ waitsFor: new Set(["dead-letters"]) });
  passTime(day);
  expect((await resume()).decisions).toEqual({ [runId]: "waits" });
});

test("the summary tells what people ask first, and nothing foreign becomes markup", async () => {
  const { suspends, resume, passTime } = await repositoryForTest();
  await suspends({ note: { automation: "<b>@octo|orders</b>", key: "`4711`" } });
  passTime(90 * minute);
  const { summary, raw } = await resume();
  expect(summary).toContain("### 1 of 1 waiting run resumed");
  expect(summary).toMatch(
    /<code>`4711`<\/code> \| time \| 1h(29m5\ds|30m(\ds)?) ago \| (29m5\ds|30m(\ds)?) ago \| resumed \|/,
  );
  expect(raw).not.toMatch(/<b>|@octo/);
});
