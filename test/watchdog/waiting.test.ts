import { describe, expect, test } from "vitest";
import type { OpenQuestion } from "../../src/approval/question.ts";
import { finishJob, recordJob, recordRun, repositoryNamed } from "../../src/emulator/rest/index.ts";
import { workflowRuns } from "../../src/emulator/rest/actions/rows.ts";
import type { NotReached } from "../../src/github/not-reached.ts";
import { systemWorld } from "../../src/world/system.ts";
import type { WaitingRun, WaitsFor } from "../../src/waiting/waiting-run.ts";
import { requestsOf } from "../../src/watchdog/requests.ts";
import { lookAtWaiting, type WaitingLooking, type WaitingVerdict } from "../../src/watchdog/waiting/look.ts";
import { clientOf } from "../emulator/rest/github.ts";
import { emulatorForTest } from "../github/scene.ts";
import { note, repository, waitingOf } from "../waiting/scene.ts";

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse("2026-11-21T12:00:00Z");
const limits = { unanswered: 2 * day, "not-resumed": 2 * hour, "dead-letters": day };

async function scene() {
  const emulator = await emulatorForTest();
  const home = repositoryNamed(emulator.state, repository.owner, repository.name)!;
  const place = { state: emulator.state, clock: { ...systemWorld().clock, now: () => now } };
  const runs: WaitingRun[] = [];
  const questions: OpenQuestion[] = [];

  /** A run in the index whose only job has ended. */
  function wait(id: number, waitsFor: readonly WaitsFor[], given: Partial<WaitingRun> = {}): WaitingRun {
    const waiting = waitingOf(id, { waitsFor: new Set(waitsFor), since: now - 3 * day, until: undefined, ...given });
    const ended = { status: "completed", conclusion: "success" } as const;
    const createdAt = waiting.since - hour;
    const path = { workflowPath: ".github/workflows/orders.yml" };
    if (workflowRuns(emulator.state).get(id) === undefined)
      recordRun(place, home, { id, ...path, ...ended, createdAt });
    runs.push(waiting);
    return waiting;
  }

  async function look(given: Partial<WaitingLooking> = {}) {
    emulator.requests.clear();
    return lookAtWaiting({
      octokit: clientOf(emulator),
      repository,
      requests: requestsOf(100),
      now,
      index: { list: async () => ({ kind: "listed", runs: [...runs] }), noteOf: async () => note },
      questions: { open: async () => ({ kind: "listed", questions }) },
      limits,
      urlOf: (id) => `https://github.com/octocat/hello-world/actions/runs/${id}`,
      ...given,
    });
  }

  /** What is said of each run, by its id. */
  async function said(given: Partial<WaitingLooking> = {}): Promise<Record<number, string>> {
    const verdicts = await verdictsOf(look(given));
    const words = verdicts.map(({ waiting, kind, ruling }) => [waiting.runId, `${kind} ${ruling.kind}`] as const);
    return Object.fromEntries(words);
  }

  const finding = async (given: Partial<WaitingLooking> = {}) => {
    const [verdict] = await verdictsOf(look(given));
    return verdict?.ruling.kind === "found" ? { name: verdict.name, ...verdict.ruling.finding } : undefined;
  };
  return { emulator, home, place, runs, questions, wait, look, said, finding };
}

async function verdictsOf(looked: ReturnType<typeof lookAtWaiting>): Promise<readonly WaitingVerdict[]> {
  const look = await looked;
  if (look.kind !== "listed") throw new Error(look.reason);
  return look.verdicts;
}

describe("a run that waits", () => {
  test("is found by what it waits for and for how long", async () => {
    const { wait, said } = await scene();
    const until = now + day;
    wait(1, ["approval"]);
    wait(2, ["event", "time"], { until });
    wait(3, ["approval"], { since: now - 2 * day });
    wait(4, ["time"], { until });
    wait(5, ["time"], { until: now - 3 * hour });
    wait(6, ["time"], { until: now - 2 * hour });
    wait(7, ["dead-letters"]);
    wait(8, ["dead-letters"], { since: now - day });
    expect(await said()).toEqual({
      1: "unanswered found",
      2: "unanswered found",
      3: "unanswered undecided",
      5: "not-resumed found",
      6: "not-resumed well",
      7: "dead-letters found",
      8: "dead-letters undecided",
    });
    const off = { unanswered: undefined, "not-resumed": undefined, "dead-letters": undefined };
    expect(await said({ limits: off })).toEqual({});
  });

  test("may do so for several things; where its time is out an answer comes too late", async () => {
    const { wait, look } = await scene();
    wait(1, ["approval", "dead-letters"]);
    wait(2, ["time", "approval"], { until: now - day });
    const verdicts = await verdictsOf(look());
    expect(verdicts.map(({ waiting, kind, ruling }) => [waiting.runId, kind, ruling.kind])).toEqual([
      [1, "unanswered", "found"],
      [1, "dead-letters", "found"],
      [2, "unanswered", "undecided"],
      [2, "not-resumed", "found"],
    ]);
  });

  test("is looked at in the last wait of its lane alone", async () => {
    const { wait, said } = await scene();
    wait(1, ["approval"], { since: now - 9 * day });
    wait(1, ["time"], { until: now + hour });
    expect(await said()).toEqual({});
  });

  test("costs nothing where it waits for no longer than it may", async () => {
    const { emulator, wait, look } = await scene();
    for (let id = 1; id <= 30; id++) wait(id, ["time"], { until: now + day });
    expect(await look()).toMatchObject({ kind: "listed", verdicts: [] });
    expect(emulator.requests.all()).toEqual([]);
  });
});

describe("who went on is not found", () => {
  test("where the job ran again, though its entry is there still", async () => {
    const { place, wait, said, runs } = await scene();
    wait(1, ["approval"]);
    const before = recordJob(place, 1, { name: "build", startedAt: now - 4 * day });
    await finishJob(place, before.id, { conclusion: "success" });
    runs[0] = { ...runs[0]!, jobId: before.id };
    expect(await said()).toEqual({ 1: "unanswered found" });
    workflowRuns(place.state).update(1, { attempt: 2 });
    const other = recordJob(place, 1, { name: "other", startedAt: now - hour });
    await finishJob(place, other.id, { conclusion: "success" });
    expect(await said()).toEqual({ 1: "unanswered found" });
    recordJob(place, 1, { name: "build", startedAt: now - hour });
    expect(await said()).toEqual({ 1: "unanswered well" });
  });

  test("and nothing is said where nobody can tell which job waits", async () => {
    const { place, wait, said } = await scene();
    wait(1, ["approval"], { jobId: undefined });
    for (const name of ["one", "two"])
      await finishJob(place, recordJob(place, 1, { name }).id, { conclusion: "success" });
    workflowRuns(place.state).update(1, { attempt: 2 });
    expect(await said()).toEqual({ 1: "unanswered undecided" });
  });

  test("and a run that is in progress may go on when it has ended; its approver is waited for all the same", async () => {
    const { place, wait, said } = await scene();
    wait(1, ["time"], { until: now - day });
    wait(2, ["approval"]);
    for (const id of [1, 2]) workflowRuns(place.state).update(id, { status: "in_progress", conclusion: null });
    expect(await said()).toEqual({ 1: "not-resumed undecided", 2: "unanswered found" });
  });
});

describe("a finding says", () => {
  test("who is to answer, where, and since when", async () => {
    const { wait, questions, finding } = await scene();
    const { lane } = wait(1, ["approval"]);
    const rule = { approvers: ["mona", "octo/release"], approvals: 2, preventSelfReview: false, startedBy: undefined };
    const asked = {
      callback: "approve",
      id: "1",
      automation: "orders",
      key: "orders",
      step: "approve",
      text: "Go on?",
      mayHaveAnswers: false,
    };
    const url = "https://github.com/octocat/hello-world/issues/5";
    questions.push({ ...asked, lane: "f".repeat(32), issue: 4, url: "https://github.com/no", rule });
    questions.push({ ...asked, lane, issue: 5, url, rule });
    expect(await finding()).toEqual({
      name: "orders (orders)",
      kind: "unanswered",
      severity: "warning",
      title: "waits for an approval since 2026-11-18 12:00 UTC",
      because: "It waits for an approval (pause, each/4711/pause): since 2026-11-18 12:00 UTC, for 3d; 2d is allowed.",
      next:
        `Asked in ${url}: mona, octo/release (2 of them). ` +
        "Where that was done, see whether the workflow runs that uses actions/resume.",
      url: "https://github.com/octocat/hello-world/actions/runs/1",
    });
  });

  test("what it can where issues and notes cannot be read", async () => {
    const { wait, finding } = await scene();
    const waiting = wait(1, ["approval", "event"]);
    const denied: NotReached = { kind: "denied", reason: "no" };
    const index: WaitingLooking["index"] = {
      list: async () => ({ kind: "listed", runs: [waiting] }),
      noteOf: async () => undefined,
    };
    expect(await finding({ index, questions: { open: async () => denied } })).toMatchObject({
      name: "orders #1",
      title: "waits for an approval and an event since 2026-11-18 12:00 UTC",
      next: expect.stringMatching(
        /^Whoever may approve it answers in the issue that asks\. Whoever has the event sends it/,
      ),
      url: "https://github.com/octocat/hello-world/actions/runs/1",
    });
  });

  test("that nobody has it go on, or that GitHub does not", async () => {
    const { place, wait, finding, runs } = await scene();
    wait(1, ["time"], { until: now - 5 * hour });
    expect(await finding()).toMatchObject({
      severity: "error",
      title: "is due since 2026-11-21 07:00 UTC, and nothing has it go on",
      next: expect.stringContaining("uses actions/resume is there, is turned on and succeeds"),
    });
    workflowRuns(place.state).update(1, { createdAt: now - 31 * day });
    expect(await finding()).toMatchObject({
      next: expect.stringMatching(/^GitHub does not run it again: .* 30 days .* with the key orders: it goes on/),
    });
    runs[0] = { ...runs[0]!, runId: 99 };
    expect(await finding()).toMatchObject({ next: expect.stringContaining("knows its workflow run no more") });
  });

  test("how dead letters are tried again", async () => {
    const { wait, finding } = await scene();
    wait(1, ["dead-letters"]);
    expect(await finding()).toMatchObject({
      severity: "warning",
      title: "keeps dead letters since 2026-11-18 12:00 UTC",
      next: expect.stringContaining("run the job of orders again with redrive: all"),
    });
  });
});

describe("requests", () => {
  test("go to a fifth into runs that wait for too long, the oldest first; of the others nothing is known", async () => {
    const { emulator, wait, said } = await scene();
    for (let id = 1; id <= 40; id++) wait(id, ["event"], { since: now - 3 * day - (40 - id) * hour });
    const counts = Object.values(await said());
    expect(counts.filter((word) => word === "unanswered found")).toHaveLength(10);
    expect((await said())[1]).toBe("unanswered found");
    expect((await said())[40]).toBe("unanswered unread");
    // Notes are the index's own.
    expect(emulator.requests.all()).toHaveLength(10);
  });

  test("of which there are none leave it open what waits, as an index that does not answer", async () => {
    const { wait, look, said, emulator } = await scene();
    wait(1, ["approval"]);
    expect(await look({ requests: requestsOf(1) })).toMatchObject({ kind: "unavailable" });
    const reason = "no answer";
    const list = async () => ({ kind: "unavailable", reason }) as const;
    expect(await look({ index: { list, noteOf: async () => note } })).toEqual({ kind: "unavailable", reason });
    emulator.faults.order({
      path: "/actions/runs/",
      times: "always",
      action: { kind: "status", status: 403, body: {} },
    });
    expect(await said()).toEqual({ 1: "unanswered unread" });
  });
});
