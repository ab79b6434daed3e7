import { expect, it } from "vitest";
import { startHeartbeat, type Beating } from "../../../src/actions/run/heartbeat.ts";
import { caches } from "../../../src/emulator/rows.ts";
import { cacheService } from "../../../src/github/cache.ts";
import { readContext } from "../../../src/github/context.ts";
import { readHeartbeatName } from "../../../src/store/heartbeat-name.ts";
import type { CacheSaved, CacheService } from "../../../src/store/services.ts";
import type { Clock } from "../../../src/world.ts";
import { emulatorForTest, folderForTest, worldOf } from "../../github/scene.ts";

const minute = 60_000;
const lane = "0123456789abcdef0123456789abcdef";

/** Stands still until it is put forward. */
function handClock(real: Clock) {
  let now = Date.parse("2026-11-21T12:00:00Z");
  const timers = new Map<() => void, number>();
  const clock: Clock = {
    ...real,
    now: () => now,
    after(ms, act) {
      timers.set(act, now + ms);
      return () => void timers.delete(act);
    },
    sleep: () => Promise.resolve(),
  };
  return {
    clock,
    timers,
    /** Minute by minute; what is done then is done with. */
    async forward(minutes: number, settled: () => Promise<void>) {
      for (let count = 0; count < minutes; count++) {
        now += minute;
        for (const [act, due] of timers) if (due <= now && timers.delete(act)) act();
        await settled();
      }
    },
  };
}

/** A job whose cache answers so; without an answer it is the emulator's. */
async function scene(answer?: CacheSaved) {
  const emulator = await emulatorForTest();
  const system = await worldOf(emulator, { runId: 12, attempt: 3 });
  const time = handClock(system.clock);
  const world = { ...system, clock: time.clock, output: { ...system.output, write: () => undefined } };
  const saved: string[] = [];
  const service: CacheService = answer
    ? { save: async () => answer, restore: async () => ({ kind: "none" }) }
    : cacheService({ ...world, clock: system.clock });
  let last: Promise<unknown> = Promise.resolve();
  const cache: CacheService = {
    ...service,
    save(key, from) {
      saved.push(key);
      const answered = service.save(key, from);
      last = answered;
      return answered;
    },
  };
  const cancelled = new AbortController();
  const github: Beating = {
    job: { world, context: readContext(world.environment), signal: cancelled.signal },
    lane,
    scratch: await folderForTest(),
    cache: () => Promise.resolve(cache),
  };
  const settled = async () => {
    for (let turn = 0; turn < 20; turn++) await system.clock.turn();
    await last;
    for (let turn = 0; turn < 20; turn++) await system.clock.turn();
  };
  const work = (minutes: number) => time.forward(minutes, settled);
  return { emulator, github, saved, work, cancelled, timers: time.timers };
}

it("a run leaves one every ten minutes in the cache, and the last when it is done", async () => {
  const { emulator, github, work, timers } = await scene();
  const stop = startHeartbeat(github);
  await work(35);
  await stop();
  await work(60);
  const left = caches(emulator.state)
    .all()
    .filter(({ finalized }) => finalized)
    .map(({ key, size }) => ({ size, ...readHeartbeatName(key) }));
  const own = { runId: 12, attempt: 3, lane };
  const since = Date.parse("2026-11-21T12:00:00Z");
  const at = (minutes: number, isLast = false) => ({ ...own, at: since + minutes * minute, isLast });
  expect(left).toMatchObject([at(10), at(20), at(30), at(35, true)]);
  expect(Math.max(...left.map(({ size }) => size))).toBeLessThan(1_000);
  expect(timers.size).toBe(0);
});

it("what takes less leaves nothing, not even a timer", async () => {
  const { github, saved, work, timers } = await scene({ kind: "saved" });
  const stop = startHeartbeat(github);
  await work(9);
  await stop();
  await work(20);
  expect(saved).toEqual([]);
  expect(timers.size).toBe(0);
});

it("where the cache may not be written nobody tries again, and nobody is told", async () => {
  const { github, saved, work, timers } = await scene({ kind: "denied", reason: "read-only" });
  const stop = startHeartbeat(github);
  await work(40);
  await stop();
  expect(saved).toHaveLength(1);
  expect(timers.size).toBe(0);
});

it("one whose answer is lost, or that has no disk, is not the last", async () => {
  const { github, saved, work } = await scene({ kind: "unknown", reason: "nobody answered" });
  const stop = startHeartbeat(github);
  await work(20);
  const full = startHeartbeat({ ...github, scratch: "/dev/null" });
  await work(20);
  await Promise.all([stop(), full()]);
  expect(saved).toHaveLength(5);
});

it("a job that is cancelled does not wait for a cache that does not answer", async () => {
  const { github, work, cancelled, timers } = await scene({ kind: "saved" });
  const stop = startHeartbeat(github);
  await work(10);
  cancelled.abort();
  const silent = startHeartbeat({ ...github, cache: () => new Promise(() => {}) });
  await work(10);
  expect(await Promise.all([stop(), silent()])).toHaveLength(2);
  expect(timers.size).toBe(0);
});
