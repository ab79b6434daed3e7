import { expect, test } from "vitest";
import { caches } from "../../src/emulator/rows.ts";
import type { WorkflowRun } from "../../src/github/workflow-runs.ts";
import { heartbeatName, readHeartbeatName, type Heartbeat } from "../../src/store/heartbeat-name.ts";
import { findSilences } from "../../src/watchdog/heartbeats.ts";
import type { Judgement } from "../../src/watchdog/judgement.ts";
import { requestsOf } from "../../src/watchdog/requests.ts";
import { clientOf } from "../emulator/rest/github.ts";
import { emulatorForTest } from "../github/scene.ts";

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse("2026-11-21T12:00:00Z");
const repository = { owner: "octocat", name: "hello-world" };
const limits = { queued: 2 * hour, waiting: 24 * hour, heartbeat: 45 * minute };
const laneOf = (number: number) => number.toString(16).padStart(32, "0");

const atWork: WorkflowRun = {
  id: 7,
  number: 3,
  workflowId: 1,
  event: "schedule",
  branch: "main",
  status: "in_progress",
  conclusion: undefined,
  attempt: 2,
  createdAt: now - 30 * hour,
  startedAt: now - 5 * hour,
  updatedAt: now,
  url: "https://github.com/run/7",
};

async function scene() {
  const emulator = await emulatorForTest();
  /** Leaves one so many milliseconds ago, by a clock that is an hour slow. */
  function beat(ago: number, given: Partial<Heartbeat> = {}): void {
    const key = heartbeatName({ runId: 7, attempt: 2, lane: laneOf(1), at: now - ago - hour, isLast: false, ...given });
    const kept = { version: "1", ref: "refs/heads/topic", size: 1, lastUsedAt: now, finalized: true, blob: "none" };
    caches(emulator.state).insert({ ...kept, key, createdAt: now - ago });
  }
  async function silences(runs = [atWork], given: Partial<Judgement["limits"]> = {}, requests = 100) {
    const judgement: Judgement = { now, allowance: { late: 0, dropped: 0 }, limits: { ...limits, ...given } };
    const asking = { octokit: clientOf(emulator), repository, requests: requestsOf(requests) };
    return Object.fromEntries(await findSilences(asking, runs, judgement));
  }
  return { emulator, beat, silences };
}

test("a heartbeat's name is read back, and no other", () => {
  const heartbeat: Heartbeat = { runId: 4711, attempt: 3, lane: laneOf(9), at: 1_790_000_000_000, isLast: false };
  for (const isLast of [false, true]) {
    expect(readHeartbeatName(heartbeatName({ ...heartbeat, isLast }))).toEqual({ ...heartbeat, isLast });
  }
  const name = heartbeatName(heartbeat);
  for (const other of [
    `${name}.x`,
    name.replace("4711", "0"),
    name.slice(1),
    name.replace("holdfast-heartbeat.", ""),
  ]) {
    expect(readHeartbeatName(other)).toBeUndefined();
  }
});

test("a run is silent since the newest heartbeat that any job of its latest attempt left", async () => {
  const { beat, silences } = await scene();
  beat(3 * hour);
  beat(2 * hour);
  beat(4 * hour, { lane: laneOf(2) });
  beat(minute, { attempt: 1 });
  beat(minute, { runId: 8 });
  expect(await silences()).toEqual({ 7: now - 2 * hour });
  beat(50 * minute, { lane: laneOf(3) });
  expect(await silences()).toEqual({ 7: now - 50 * minute });
  beat(44 * minute, { lane: laneOf(3) });
  expect(await silences()).toEqual({});
});

test("a job that has done with the run and goes on with other work is not silent", async () => {
  const { beat, silences } = await scene();
  beat(4 * hour);
  beat(3 * hour, { isLast: true });
  expect(await silences()).toEqual({});
  beat(2 * hour, { lane: laneOf(2) });
  expect(await silences()).toEqual({ 7: now - 2 * hour });
});

test("where no run is at work for so long, or nobody wants to know, no request is made; else one", async () => {
  const { emulator, beat, silences } = await scene();
  beat(3 * hour);
  emulator.requests.clear();
  expect(
    await silences([
      { ...atWork, startedAt: now - 40 * minute },
      { ...atWork, status: "queued" },
    ]),
  ).toEqual({});
  expect(await silences([atWork], { heartbeat: undefined })).toEqual({});
  expect(emulator.requests.all()).toEqual([]);
  expect(await silences([atWork, { ...atWork, id: 8 }])).toEqual({ 7: now - 3 * hour });
  expect(emulator.requests.all()).toHaveLength(1);
});

test("behind very many heartbeats of others nothing is known of a run, nor without a request", async () => {
  const { emulator, beat, silences } = await scene();
  expect(await silences([atWork], {}, 0)).toEqual({ 7: "unread" });
  for (let count = 0; count < 600; count++) beat(minute + count * 1000, { runId: 8, lane: laneOf(count) });
  beat(3 * hour);
  emulator.requests.clear();
  expect(await silences()).toEqual({ 7: "unread" });
  expect(emulator.requests.all()).toHaveLength(5);
});

test("who may not see caches judges as if there were none", async () => {
  const { emulator, beat, silences } = await scene();
  beat(3 * hour);
  const refused = { kind: "status", status: 403, body: { message: "Resource not accessible by integration" } } as const;
  emulator.faults.order({ path: "/actions/caches", times: "always", action: refused });
  expect(await silences()).toEqual({});
});
