import { expect, test } from "vitest";
import { recordRun, recordWorkflow, repositoryNamed } from "../../src/emulator/rest/index.ts";
import { caches } from "../../src/emulator/rows.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import { readContext } from "../../src/github/context.ts";
import { createOctokit } from "../../src/github/octokit.ts";
import { readFile } from "../../src/github/workflows.ts";
import { heartbeatName } from "../../src/store/heartbeat-name.ts";
import { look, type Looking, type Verdict } from "../../src/watchdog/look.ts";
import { requestsOf } from "../../src/watchdog/requests.ts";
import { findingsOf, isUnknown } from "../../src/watchdog/ruling.ts";
import { nameOf } from "../../src/watchdog/select.ts";
import { hasteWrites } from "../github/haste.ts";
import { emulatorForTest, worldOf } from "../github/scene.ts";
import { commitFile } from "./commit-file.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Math.floor(Date.now() / day) * day + 12 * hour;
const clock = { now: () => now };

const nightly = "on: { schedule: [{ cron: '0 3 * * *' }] }";

async function scene() {
  hasteWrites();
  const emulator = await emulatorForTest();
  const world = await worldOf(emulator);
  const repository = { owner: "octocat", name: "hello-world" };
  const octokit = await createOctokit(world, readContext(world.environment), { token: "ghs_t" });
  const texts = new Map<string, string>();

  /** Without a text it has no file. */
  function workflow(name: string, text?: string, given: Partial<Parameters<typeof recordWorkflow>[2]> = {}): string {
    const path = `.github/workflows/${name}`;
    const longAgo = now - 400 * day;
    const times = { createdAt: longAgo, updatedAt: longAgo };
    recordWorkflow({ state: emulator.state, clock: { ...world.clock, ...clock } }, homeOf(emulator), {
      path,
      ...times,
      ...given,
    });
    if (text !== undefined) texts.set(path, text);
    return path;
  }

  function run(workflowPath: string, ago: number, given: Partial<Parameters<typeof recordRun>[2]> = {}): void {
    const createdAt = now - ago;
    const ended = { status: "completed", conclusion: "success", updatedAt: createdAt + 10 * minute } as const;
    const place = { state: emulator.state, clock: { ...world.clock, ...clock } };
    recordRun(place, homeOf(emulator), {
      workflowPath,
      event: "schedule",
      createdAt,
      startedAt: createdAt,
      ...ended,
      ...given,
    });
  }

  const commit = (path: string, content: string, ago: number) =>
    commitFile(octokit, repository, { path, content, at: now - ago });

  async function lookAt(given: Partial<Looking> = {}): Promise<Record<string, string>> {
    const verdicts = await look({
      octokit,
      repository,
      requests: requestsOf(100),
      asked: { scheduled: true, named: new Map(), except: new Set() },
      judgement: { now, allowance: { late: 2 * hour, dropped: 1 }, limits: { queued: 2 * hour, waiting: day } },
      read: async (path) => texts.get(path),
      enable: false,
      ...given,
    });
    return Object.fromEntries(verdicts.map((verdict) => [nameOf(verdict.watch.workflow), inWords(verdict)]));
  }

  return { emulator, octokit, repository, workflow, run, commit, lookAt };
}

function homeOf({ state }: Emulator) {
  const home = repositoryNamed(state, "octocat", "hello-world");
  if (home === undefined) throw new Error("the emulator has no repository");
  return home;
}

function inWords({ rulings, enabled }: Verdict): string {
  const turnedOn = enabled && (enabled.failure ?? "turned on");
  return (
    [isUnknown(rulings) && "unknown", turnedOn, ...findingsOf(rulings).map(({ kind }) => kind)]
      .filter(Boolean)
      .join(" ") || "fine"
  );
}

test("those with a schedule are watched, those that are named, and none that is left out", async () => {
  const { workflow, run, lookAt } = await scene();
  for (const name of ["a.yml", "b.yml", "c.yml"]) run(workflow(name, nightly), 9 * hour);
  run(workflow("push.yml", "on: push"), hour);
  workflow("gone.yml");
  expect(await lookAt()).toEqual({ "a.yml": "fine", "b.yml": "fine", "c.yml": "fine" });
  const only = { scheduled: false, named: new Map([["push.yml", 2 * hour]]), except: new Set<string>() };
  expect(await lookAt({ asked: only })).toEqual({ "push.yml": "fine" });
  const most = { scheduled: true, named: new Map([["a.yml", 5 * minute]]), except: new Set(["b.yml"]) };
  expect(await lookAt({ asked: most })).toEqual({ "a.yml": "overdue", "c.yml": "fine" });
});

test("a name that nothing has, and a workflow that has no schedule and no window, are the author's to mend", async () => {
  const { workflow, lookAt } = await scene();
  workflow("push.yml", "on: push");
  const named = (name: string) =>
    lookAt({ asked: { scheduled: false, named: new Map([[name, undefined]]), except: new Set() } });
  await expect(named("typo.yml")).rejects.toThrow(/no workflow typo\.yml/);
  await expect(named("push.yml")).rejects.toThrow(/push\.yml has no schedule; write .* push\.yml: 26h/);
});

test("a success is looked for behind a hundred runs that have none", async () => {
  const { workflow, run, lookAt } = await scene();
  const path = workflow("busy.yml", "on: push");
  const asked = { scheduled: false, named: new Map([["busy.yml", 7 * day]]), except: new Set<string>() };
  for (let count = 0; count < 101; count++) run(path, count * 10 * minute, { conclusion: "failure", event: "push" });
  expect(await lookAt({ asked })).toEqual({ "busy.yml": "overdue" });
  run(path, 5 * day);
  expect(await lookAt({ asked })).toEqual({ "busy.yml": "fine" });
});

test("a run that is stuck is found behind all that came after it", async () => {
  const { workflow, run, lookAt } = await scene();
  const path = workflow("often.yml", "on: { schedule: [{ cron: '*/10 * * * *' }] }");
  for (let count = 0; count < 120; count++) run(path, count * 10 * minute);
  run(path, 3 * day, { status: "queued", conclusion: null });
  expect(await lookAt()).toEqual({ "often.yml": "stuck" });
});

test("a run whose heartbeat stopped is stuck, for one request more", async () => {
  const { emulator, workflow, run, lookAt } = await scene();
  const limits = { queued: 2 * hour, waiting: day, heartbeat: 45 * minute };
  const judgement = { now, allowance: { late: 2 * hour, dropped: 1 }, limits };
  const path = workflow("long.yml", nightly);
  for (let night = 0; night < 6; night++) run(path, 9 * hour + night * day);
  run(path, 50 * minute, { id: 77, status: "in_progress", conclusion: null });
  emulator.requests.clear();
  expect(await lookAt()).toEqual({ "long.yml": "fine" });
  const before = emulator.requests.all().length;
  const key = heartbeatName({ runId: 77, attempt: 1, lane: "a".repeat(32), at: now - 46 * minute, isLast: false });
  const kept = { version: "1", ref: "refs/heads/main", size: 1, lastUsedAt: now, finalized: true, blob: "none" };
  caches(emulator.state).insert({ ...kept, key, createdAt: now - 46 * minute });
  emulator.requests.clear();
  expect(await lookAt({ judgement })).toEqual({ "long.yml": "stuck" });
  expect(emulator.requests.all()).toHaveLength(before + 1);
});

test("what GitHub turned off is turned on where that is asked for, and nothing a person turned off", async () => {
  const { emulator, workflow, lookAt } = await scene();
  workflow("idle.yml", nightly, { state: "disabled_inactivity" });
  workflow("off.yml", nightly, { state: "disabled_manually" });
  expect(await lookAt()).toEqual({ "idle.yml": "disabled", "off.yml": "fine" });
  emulator.faults.order({ method: "PUT", action: { kind: "status", status: 403, body: { message: "no" } } });
  expect((await lookAt({ enable: true }))["idle.yml"]).toMatch(/the token may not: .*`actions: write` disabled/);
  expect(await lookAt({ enable: true })).toEqual({ "idle.yml": "turned on", "off.yml": "fine" });
  expect(await lookAt()).toEqual({ "idle.yml": "fine", "off.yml": "fine" });
});

test("a schedule that was written a moment ago asks for nothing before it", async () => {
  const { octokit, repository, workflow, commit, lookAt } = await scene();
  const path = workflow("new.yml", nightly);
  expect(await lookAt()).toEqual({ "new.yml": "overdue" });
  await commit(path, nightly, hour);
  expect(await lookAt()).toEqual({ "new.yml": "fine" });
  expect(await readFile(octokit, repository, path)).toBe(nightly);
});

test("a commit that leaves the schedule as it was excuses nothing, and one that changes it does", async () => {
  const { emulator, workflow, commit, lookAt } = await scene();
  const path = workflow("nightly.yml", nightly);
  await commit(path, "on: { schedule: [{ cron: '0 3 * * *', timezone: UTC }] } # as ever", 10 * day);
  emulator.requests.clear();
  expect(await lookAt()).toEqual({ "nightly.yml": "overdue" });
  const unchanged = emulator.requests.all().length;
  await commit(path, nightly, hour);
  emulator.requests.clear();
  expect(await lookAt()).toEqual({ "nightly.yml": "overdue" });
  expect(emulator.requests.all()).toHaveLength(unchanged + 1);
  expect(await lookAt({ requests: requestsOf(unchanged) })).toEqual({ "nightly.yml": "unknown" });
  const weekly = workflow("weekly.yml", "on: { schedule: [{ cron: '0 3 * * 1' }] }");
  await commit(weekly, nightly, 30 * day);
  await commit(weekly, "on: { schedule: [{ cron: '0 3 * * 1' }] }", hour);
  expect(await lookAt()).toEqual({ "nightly.yml": "overdue", "weekly.yml": "fine" });
});

test("a run of another branch, or of another event, does not stand in for the schedule's", async () => {
  const { workflow, run, lookAt } = await scene();
  const ways = {
    "by-hand.yml": { event: "workflow_dispatch" },
    "branch.yml": { event: "workflow_dispatch", headBranch: "feature" },
    "push.yml": { event: "push" },
  };
  for (const [name, way] of Object.entries(ways)) run(workflow(name, nightly), hour, way);
  expect(await lookAt()).toEqual({ "by-hand.yml": "fine", "branch.yml": "overdue", "push.yml": "overdue" });
});

test("the schedule's success is found behind a hundred runs of other events", async () => {
  const { workflow, run, lookAt } = await scene();
  const paths = ["never.yml", "nightly.yml", "by-hand.yml"].map((name) => workflow(name, nightly));
  for (let count = 0; count < 100; count++) for (const path of paths) run(path, count * minute, { event: "push" });
  run(".github/workflows/nightly.yml", 9 * hour);
  run(".github/workflows/by-hand.yml", 8 * hour, { event: "workflow_dispatch" });
  expect(await lookAt()).toEqual({ "never.yml": "overdue", "nightly.yml": "fine", "by-hand.yml": "fine" });
});

test("where a window was given, what runs on the default branch counts, and what is released", async () => {
  const { workflow, run, lookAt } = await scene();
  const ways = {
    "push.yml": { event: "push" },
    "branch.yml": { event: "push", headBranch: "feature" },
    "fork.yml": { event: "pull_request" },
    "release.yml": { event: "release", headBranch: "v1.4.0" },
  };
  for (const [name, way] of Object.entries(ways)) run(workflow(name), hour, way);
  const named = new Map(Object.keys(ways).map((name) => [name, day] as const));
  expect(await lookAt({ asked: { scheduled: false, named, except: new Set() } })).toEqual({
    "push.yml": "fine",
    "branch.yml": "overdue",
    "fork.yml": "overdue",
    "release.yml": "fine",
  });
});

test("two hundred workflows are looked at with less than a hundred requests", async () => {
  const { emulator, workflow, run, lookAt } = await scene();
  for (let index = 0; index < 200; index++) {
    const name = `w${index}.yml`;
    const path = workflow(name, `on: { schedule: [{ cron: '${index % 60} ${index % 6} * * *' }] }`);
    const missed = index === 17 ? 3 : 0;
    for (let night = missed; night < 31; night++) {
      const conclusion = (index === 18 || index === 20) && night < 4 ? "failure" : "success";
      run(path, (12 - (index % 6)) * hour - (index % 60) * minute + night * day, { conclusion });
    }
  }
  run(".github/workflows/w19.yml", 30 * hour, { status: "in_progress", conclusion: null });
  run(".github/workflows/w20.yml", 2 * hour, { event: "workflow_dispatch" });
  emulator.requests.clear();
  // Two of a hundred are for the list of those that wait.
  const found = await lookAt({ requests: requestsOf(98) });
  const requests = 2 + emulator.requests.all().length;
  console.info(`${Object.keys(found).length} workflows were looked at with ${requests} requests`);
  expect(requests).toBeLessThan(90);
  const faulty = Object.entries(found).filter(([, what]) => what !== "fine");
  expect(Object.fromEntries(faulty)).toEqual({ "w17.yml": "overdue", "w18.yml": "overdue", "w19.yml": "stuck" });
});

test("where requests run out, it is said of which workflows nothing is known", async () => {
  const { emulator, workflow, run, lookAt } = await scene();
  const often = workflow("often.yml", "on: { schedule: [{ cron: '*/5 * * * *' }] }");
  for (let count = 0; count < 300; count++) run(often, count * 5 * minute);
  for (let index = 0; index < 4; index++) run(workflow(`daily-${index}.yml`, nightly), 9 * hour + 3 * day);
  emulator.requests.clear();
  const found = await lookAt({ requests: requestsOf(9) });
  expect(emulator.requests.all()).toHaveLength(9);
  expect(Object.values(found)).toEqual(["fine", "overdue", "unknown", "unknown", "unknown"]);
});

test("what was not asked for, and may have been started by hand, is not called overdue", async () => {
  const { emulator, workflow, run, lookAt } = await scene();
  for (let index = 0; index < 6; index++) {
    run(workflow(`daily-${index}.yml`, nightly), 8 * hour, { event: "workflow_dispatch" });
  }
  run(workflow("scheduled.yml", nightly), 9 * hour);
  emulator.requests.clear();
  const found = await lookAt({ requests: requestsOf(9) });
  expect(emulator.requests.all()).toHaveLength(9);
  expect(Object.values(found)).toEqual(["fine", "fine", "unknown", "unknown", "unknown", "unknown", "fine"]);
});

test("where requests run out before all workflows are read, nothing is judged", async () => {
  const { lookAt, workflow } = await scene();
  for (let index = 0; index < 101; index++) workflow(`w${index}.yml`, nightly);
  await expect(lookAt({ requests: requestsOf(2) })).rejects.toThrow(/raise max-requests/);
});
