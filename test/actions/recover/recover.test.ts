import { describe, expect, it, test } from "vitest";
import type { NewEvent } from "../../../src/journal/event.ts";
import { createOctokit } from "../../../src/github/octokit.ts";
import { refsLedger } from "../../../src/notify/ledger/refs.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { lasting, logOf, minute, passing, repositoryForTest } from "./scene.ts";

function failedWith(code: number): readonly NewEvent[] {
  const failure = { kind: "exit", message: `exit code ${code}`, code } as const;
  return [
    { type: "started", step: "import", fingerprint: "f", semantics: "at-least-once" },
    { type: "failed", step: "import", failure, attempts: 2, duration: 1 },
  ];
}

describe("a run that failed of what passes", () => {
  it("is run again after a while, and nobody is told until its last attempt has failed: then people are, once", async () => {
    const { ranAs, goesOnAs, recover, attemptOf, issues, body, sleeps } = await repositoryForTest();
    const id = await ranAs({ build: { conclusion: "success" }, sync: passing });
    const runId = { "run-id": String(id) };

    expect((await recover(runId)).decisions).toEqual({ [id]: "rerun" });
    expect(await attemptOf(id)).toBe(2);
    // What went by since the failure is not waited for again: here the time that the machine took.
    expect(sleeps[0]).toBeGreaterThanOrEqual(0.4 * minute);
    expect(sleeps[0]).toBeLessThanOrEqual(minute);
    await goesOnAs(id, { sync: passing });
    expect((await recover(runId)).decisions).toEqual({ [id]: "rerun" });
    expect(sleeps.at(-1)).toBeGreaterThan(0.9 * minute);
    expect(await issues()).toEqual([]);

    await goesOnAs(id, { sync: passing });
    expect((await recover(runId)).decisions).toEqual({ [id]: "told" });
    const again = await recover(runId);
    expect(again.decisions).toEqual({ [id]: "left" });
    expect(again.lines.join()).toContain("people have been told of it");
    const told = await issues();
    expect(told).toMatchObject([{ title: "nightly: job sync failed", state: "open", comments: 0 }]);
    for (const part of [
      "failed in all its 3 attempts",
      "read ECONNRESET",
      `runs/${id}/attempts/3`,
      "connection reset",
    ]) {
      expect(await body()).toContain(part);
    }
    expect(await attemptOf(id)).toBe(3);
  });

  it("is told of once where what people were told is kept in an issue", async () => {
    const { ranAs, goesOnAs, recover, issues } = await repositoryForTest();
    const id = await ranAs({ sync: passing });
    const given = { "run-id": String(id), ledger: "issue", "run-attempts": "2" };
    expect((await recover(given)).decisions).toEqual({ [id]: "rerun" });
    await goesOnAs(id, { sync: passing });
    expect((await recover(given)).decisions).toEqual({ [id]: "told" });
    expect((await recover(given)).decisions).toEqual({ [id]: "left" });
    expect((await issues()).filter(({ title }) => title === "nightly: job sync failed")).toHaveLength(1);
  });

  it("and then goes well was never anybody's trouble", async () => {
    const { ranAs, goesOnAs, recover, issues } = await repositoryForTest();
    const id = await ranAs({ sync: passing });
    await recover({ "run-id": String(id) });
    await goesOnAs(id, { sync: { conclusion: "success" } });
    expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "left" });
    expect(await issues()).toEqual([]);
  });

  it("is known by its journal where the log says nothing", async () => {
    const { ranAs, leaves, recover, emulator } = await repositoryForTest();
    const id = await ranAs({ "sync (20, linux)": { log: logOf("no word of why") } });
    await leaves(id, "sync (node=20, os=linux)", failedWith(75));
    emulator.requests.clear();
    expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "rerun" });
    expect(emulator.requests.all().filter(({ path }) => path.endsWith("/logs"))).toEqual([]);
  });

  it("is not run again when the journal is an older attempt's", async () => {
    const { ranAs, leaves, recover, passTime } = await repositoryForTest();
    const id = await ranAs({});
    await leaves(id, "sync", failedWith(75));
    passTime(60 * minute);
    const later = await ranAs(
      { sync: lasting },
      { id, attempt: 2, status: "queued", startedAt: Date.now() + 60 * minute },
    );
    expect((await recover({ "run-id": String(later) })).decisions).toEqual({ [id]: "told" });
  });
});

describe("a run that failed for good", () => {
  it.each([
    ["by its log", lasting, "exit code 1"],
    ["without a log", { conclusion: "failure" } as const, "nothing tells why it failed"],
  ])("is told of at once: %s", async (_, sync, reason) => {
    const { ranAs, recover, attemptOf, issues, body, sleeps } = await repositoryForTest();
    const id = await ranAs({ other: passing, sync });
    expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "told" });
    expect([await attemptOf(id), sleeps.filter((ms) => ms > 10_000)]).toEqual([1, []]);
    const [issue] = await issues();
    expect(issue?.title).toBe("nightly: job sync failed");
    for (const part of [reason, "job other", "It was not re-run"]) expect(await body()).toContain(part);
  });

  it("by its journal is told of with what the journal knows, and is over when a newer one succeeds", async () => {
    const { ranAs, leaves, recover, issues, body } = await repositoryForTest();
    const id = await ranAs({ sync: passing });
    await leaves(id, "sync", failedWith(77));
    expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "told" });
    expect(await issues()).toMatchObject([{ title: "nightly: step import failed" }]);
    expect(await body()).toContain("exit code 77");

    const elsewhere = await ranAs({ sync: { conclusion: "success" } }, { headBranch: "fix" });
    await recover({ "run-id": String(elsewhere) });
    expect(await issues()).toMatchObject([{ state: "open" }]);
    const good = await ranAs({ sync: { conclusion: "success" } });
    await recover({ "run-id": String(good) });
    expect(await issues()).toMatchObject([{ state: "closed" }]);
  });

  it("is told of whatever another run did, where each run has a work of its own", async () => {
    const { ranAs, recover, issues } = await repositoryForTest();
    const event = "repository_dispatch";
    const ids = [await ranAs({ sync: lasting }, { event }), await ranAs({ sync: lasting }, { event })];
    // The newer one ended first.
    for (const id of ids.toReversed()) {
      expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "told" });
    }
    expect(await issues()).toHaveLength(2);
    const good = await ranAs({ sync: { conclusion: "success" } }, { event });
    await recover({ "run-id": String(good) });
    expect((await issues()).map(({ state }) => state)).toEqual(["open", "open"]);
  });

  it("is not made good by what another event started", async () => {
    const { ranAs, recover, issues } = await repositoryForTest();
    const id = await ranAs({ sync: lasting }, { event: "schedule" });
    await recover({ "run-id": String(id) });
    const pushed = await ranAs({ sync: { conclusion: "success" } }, { event: "push" });
    await recover({ "run-id": String(pushed) });
    expect(await issues()).toMatchObject([{ state: "open" }]);
  });

  it("says nothing that its author meant for someone's attention", async () => {
    const { ranAs, recover, issues } = await repositoryForTest();
    const id = await ranAs({ sync: { log: logOf("@octo-org/everyone <img src=x> </details>") } });
    await recover({ "run-id": String(id) });
    const [issue] = await issues();
    expect(issue?.body).toContain("&#60;img src");
    expect(issue?.body).not.toMatch(/@octo-org|<img/);
  });
});

describe("bounds", () => {
  it("of a branch and of the repository hold over all runs, and people are told of what is beyond", async () => {
    const { ranAs, recover, attemptOf, issues, body } = await repositoryForTest();
    const workflows = ["a", "b", "c"].map((name) => `.github/workflows/${name}.yml`);
    const runs = [];
    for (const workflowPath of workflows) runs.push(await ranAs({ sync: passing }, { workflowPath }));
    const given = { "reruns-per-branch": "2" };
    for (const id of runs) await recover({ ...given, "run-id": String(id) });
    expect(await Promise.all(runs.map(attemptOf))).toEqual([2, 2, 1]);
    expect(await issues()).toHaveLength(1);
    expect(await body()).toContain("2 re-runs within an hour are as many as its branch may have");

    const branch = await ranAs({ sync: passing }, { headBranch: "fix" });
    expect((await recover({ "reruns-per-hour": "2", "run-id": String(branch) })).decisions).toEqual({
      [branch]: "told",
    });
  });

  it("count attempts since the run was last green: a run that waits goes on in a further one", async () => {
    const { ranAs, resumed, goesOnAs, recover, attemptOf, sleeps, body } = await repositoryForTest();
    const id = await ranAs({ sync: { conclusion: "success" } });
    for (const conclusion of ["success", "success", "failure"] as const) {
      await resumed(id);
      await goesOnAs(id, { sync: { ...passing, conclusion } });
    }
    const given = { "run-id": String(id), "reruns-per-branch": "2", "reruns-per-hour": "2" };
    expect((await recover(given)).decisions).toEqual({ [id]: "rerun" });
    expect(await attemptOf(id)).toBe(5);
    expect(sleeps.at(-1)).toBeLessThanOrEqual(minute);

    await goesOnAs(id, { sync: passing });
    expect((await recover({ ...given, "run-attempts": "2" })).decisions).toEqual({ [id]: "told" });
    expect(await body()).toContain("it has failed in its last 2 attempts");
    const other = await ranAs({ sync: passing }, { workflowPath: ".github/workflows/other.yml" });
    expect((await recover({ ...given, "run-id": String(other) })).decisions).toEqual({ [other]: "rerun" });
    const third = await ranAs({ sync: passing }, { workflowPath: ".github/workflows/third.yml" });
    expect((await recover({ ...given, "run-id": String(third) })).decisions).toEqual({ [third]: "told" });
  });

  it("ask how other runs came to their attempts only where these reach a bound", async () => {
    const { ranAs, recover, emulator } = await repositoryForTest();
    const other = { workflowPath: ".github/workflows/other.yml", attempt: 3 };
    await ranAs({ sync: passing }, other);
    const id = await ranAs({ sync: passing });
    const given = { "run-id": String(id), "reruns-per-branch": "3" };
    expect((await recover(given)).decisions).toEqual({ [id]: "rerun" });
    expect(emulator.requests.all().filter(({ path }) => /\/attempts\/\d+$/.test(path))).toEqual([]);
  });

  it("do not let an older run undo what a newer one has done", async () => {
    const { ranAs, recover, attemptOf } = await repositoryForTest();
    const id = await ranAs({ deploy: passing });
    await ranAs({ deploy: { conclusion: "success" } });
    expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "told" });
    expect(await attemptOf(id)).toBe(1);
  });
});

describe("whatever goes wrong on the way", () => {
  it.each([
    ["the jobs cannot be listed", "GET", /\/attempts\/1\/jobs$/],
    ["the re-runs of the hour cannot be counted", "GET", /\/actions\/runs$/],
    ["it may not be run again", "POST", /\/rerun-failed-jobs$/],
  ])("people are told: %s", async (_, method, path) => {
    const { ranAs, recover, emulator, body } = await repositoryForTest();
    const id = await ranAs({ sync: passing });
    const denied = { message: "Resource not accessible by integration" };
    emulator.faults.order({ method, path, times: "always", action: { kind: "status", status: 403, body: denied } });
    expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "told" });
    expect(await body()).toMatch(/It was not re-run: .*grant/);
  });

  it("a re-run whose answer was lost is one", async () => {
    const { ranAs, recover, emulator, issues, attemptOf } = await repositoryForTest();
    const id = await ranAs({ sync: passing });
    emulator.faults.order({ path: /\/rerun-failed-jobs$/, action: { kind: "drop-after-commit" } });
    expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "left" });
    expect([await attemptOf(id), await issues()]).toEqual([2, []]);
  });

  it("a cancelled wait tells people instead", async () => {
    const { ranAs, recover, attemptOf } = await repositoryForTest();
    const id = await ranAs({ sync: passing });
    const cancelled = AbortSignal.abort(new Error("the job is cancelled"));
    expect((await recover({ "run-id": String(id) }, cancelled)).decisions).toEqual({ [id]: "told" });
    expect(await attemptOf(id)).toBe(1);
  });
});

test.each(["cancelled", "skipped"] as const)("a run that was %s is nobody's trouble", async (conclusion) => {
  const { ranAs, recover, issues } = await repositoryForTest();
  const id = await ranAs({ sync: { conclusion: "cancelled" } }, { conclusion });
  expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "left" });
  expect(await issues()).toEqual([]);
});

test("a fork's run is left alone unless that is asked for, and never speaks for the repository's own branch", async () => {
  const { ranAs, recover, attemptOf, issues } = await repositoryForTest();
  const fork = { owner: "mona", name: "hello-world" };
  const id = await ranAs({ sync: passing }, { fork });
  expect((await recover({ "run-id": String(id) })).decisions).toEqual({ [id]: "left" });
  expect([await attemptOf(id), await issues()]).toEqual([1, []]);

  const own = await ranAs({ sync: lasting });
  await recover({ "run-id": String(own) });
  const good = await ranAs({ sync: { conclusion: "success" } }, { fork });
  await recover({ "run-id": String(good), forks: "true" });
  expect(await issues()).toMatchObject([{ state: "open" }]);
  expect((await recover({ "run-id": String(id), forks: "true" })).decisions).toEqual({ [id]: "told" });
});

test("a sweep looks after the runs that nobody was started for, and after no other", async () => {
  const { ranAs, recover, passTime, attemptOf, issues } = await repositoryForTest();
  const [flaky, broken] = [".github/workflows/flaky.yml", ".github/workflows/broken.yml"];
  const ids = [
    await ranAs({ sync: passing }, { workflowPath: flaky }),
    await ranAs({ sync: lasting }, { workflowPath: broken }),
    await ranAs({ sync: lasting }, { workflowPath: ".github/workflows/other.yml" }),
  ];
  const sweep = { sweep: "flaky\nbroken" };
  expect((await recover(sweep)).decisions).toEqual({});
  passTime(31 * minute);
  expect((await recover(sweep)).decisions).toEqual({ [ids[0]!]: "rerun", [ids[1]!]: "told" });
  expect(await Promise.all(ids.map(attemptOf))).toEqual([2, 1, 1]);
  expect((await recover(sweep)).decisions).toEqual({ [ids[1]!]: "left" });
  expect(await issues()).toHaveLength(1);
});

test("people are told by the next look where the one before may have died while it told them, and once", async () => {
  const { emulator, ranAs, recover, passTime, issues } = await repositoryForTest();
  const id = await ranAs({ sync: lasting });
  await recover({ "run-id": String(id) });
  const octokit = await createOctokit(systemWorld(), { apiUrl: emulator.url }, { token: "ghs_t" });
  const ledger = refsLedger(octokit, { repository: { owner: "octocat", name: "hello-world" } });
  const read = await ledger.read("octocat/hello-world / workflow 1 / main / push");
  if (read.kind !== "found") throw new Error("nothing is kept of it");
  const [incident] = read.entry.incidents;
  const { deliveries } = incident!;
  const pending = {
    ...incident!,
    deliveries: { ...deliveries, issue: { ...deliveries["issue"]!, state: "pending" } },
  } as const;
  await ledger.write({ ...read.entry, incidents: [pending] }, read.revision);
  passTime(31 * minute);
  expect((await recover({ sweep: "nightly" })).decisions).toEqual({ [id]: "told" });
  expect((await recover({ sweep: "nightly" })).decisions).toEqual({ [id]: "left" });
  expect(await issues()).toHaveLength(1);
});

test("people are told by the next look what a channel refused to take, and once", async () => {
  const { emulator, ranAs, recover, passTime, issues } = await repositoryForTest();
  const id = await ranAs({ sync: lasting });
  emulator.faults.order({ method: "POST", path: /\/issues$/, action: { kind: "status", status: 410 } });
  const refused = await recover({ "run-id": String(id) });
  expect(refused.lines.join()).toContain("Nobody is told by channel issue");
  expect(await issues()).toEqual([]);
  passTime(31 * minute);
  expect((await recover({ sweep: "nightly" })).decisions).toEqual({ [id]: "told" });
  expect(await issues()).toHaveLength(1);
  expect((await recover({ sweep: "nightly" })).decisions).toEqual({ [id]: "left" });
});

describe("a green run whose automation waits", () => {
  const waits: readonly NewEvent[] = [
    { type: "run-started", name: "orders" },
    { type: "wait-started", path: "pause", until: 5 },
    { type: "run-suspended", until: 5, waiting: ["pause"] },
  ];

  it("makes nothing good until it is done", async () => {
    const { ranAs, leaves, recover, issues } = await repositoryForTest();
    const failed = await ranAs({ sync: lasting });
    await recover({ "run-id": String(failed) });
    const green = await ranAs({ sync: { conclusion: "success" } });
    await leaves(green, "sync/orders", waits);
    const look = await recover({ "run-id": String(green) });
    expect(look.decisions).toEqual({ [green]: "left" });
    expect(look.lines.join()).toContain("orders is suspended");
    expect(await issues()).toMatchObject([{ state: "open" }]);

    const done: NewEvent = { type: "run-ended", status: "completed", causes: [] };
    await leaves(green, "sync/orders", [...waits, done], "holdfast-lane-0123456789abcdef.2");
    await recover({ "run-id": String(green) });
    expect(await issues()).toMatchObject([{ state: "closed" }]);
  });

  it("leaves the failure before it to the sweep", async () => {
    const { ranAs, leaves, recover, passTime } = await repositoryForTest();
    const failed = await ranAs({ sync: lasting });
    await leaves(await ranAs({ sync: { conclusion: "success" } }), "sync/orders", waits);
    passTime(31 * minute);
    expect((await recover({ sweep: "nightly" })).decisions).toEqual({ [failed]: "told" });
  });

  it("makes nothing good where nobody can say whether it waits", async () => {
    const { emulator, ranAs, recover, issues } = await repositoryForTest();
    await recover({ "run-id": String(await ranAs({ sync: lasting })) });
    const denied = { message: "Resource not accessible by integration" };
    const action = { kind: "status", status: 403, body: denied } as const;
    emulator.faults.order({ path: /\/artifacts$/, times: "always", action });
    const green = await ranAs({ sync: { conclusion: "success" } });
    expect((await recover({ "run-id": String(green) })).lines.join()).toContain("its journals cannot be listed");
    expect(await issues()).toMatchObject([{ state: "open" }]);
  });
});

test("a run that is not there is said to be none", async () => {
  const { recover } = await repositoryForTest();
  await expect(recover({ "run-id": "4711" })).rejects.toThrow(/run 4711: not found \(404\)/);
  await expect(recover({ "run-id": "x" })).rejects.toThrow(/not the id of a run/);
});
