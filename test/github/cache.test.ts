import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Job } from "../../src/emulator/run-environment.ts";
import { cacheService } from "../../src/github/cache.ts";
import type { World } from "../../src/world.ts";
import { systemWorld } from "../../src/world/system.ts";
import { emulatorForTest, folderForTest, worldOf } from "./scene.ts";

async function scene(job: Partial<Job> = {}) {
  const emulator = await emulatorForTest();
  const world = await worldOf(emulator, job);
  const from = await folderForTest({ "manifest.json": "{}", "files/ab": "kept" });
  return { emulator, world, cache: cacheService(world), from };
}

describe.each(["v2", "v1"] as const)("the cache by %s", (version) => {
  const job = { cacheService: version };

  test("gives back in any folder what was saved in another, in five calls", async () => {
    const { emulator, cache, from } = await scene(job);
    expect(await cache.save("lane-g1-ab", from)).toEqual({ kind: "saved" });
    expect(emulator.requests.all()).toHaveLength(3);
    const into = await folderForTest();
    expect(await cache.restore("lane-g", into)).toEqual({ kind: "found", key: "lane-g1-ab" });
    expect(emulator.requests.all()).toHaveLength(5);
    expect(await readFile(join(into, "files/ab"), "utf8")).toBe("kept");
    expect(await readdir(into)).toEqual(["files", "manifest.json"]);
  });

  test("gives the newest entry that begins as asked", async () => {
    const { cache, from } = await scene(job);
    for (const key of ["lane-g1-a", "lane-g2-b", "other-g3-c"]) await cache.save(key, from);
    expect(await cache.restore("lane-g", await folderForTest())).toEqual({ kind: "found", key: "lane-g2-b" });
  });

  test("says none where there is none, and leaves the folder empty", async () => {
    const { cache } = await scene(job);
    const into = await folderForTest();
    expect(await cache.restore("lane-", into)).toEqual({ kind: "none" });
    expect(await readdir(into)).toEqual([]);
  });

  test("tells the loser of a race that it does not know", async () => {
    const { cache, from } = await scene(job);
    await cache.save("lane-1", from);
    expect(await cache.save("lane-1", from)).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("already exists"),
    });
  });

  test("one wins where two save at once", async () => {
    const { cache, from } = await scene(job);
    const answers = await Promise.all([cache.save("lane-1", from), cache.save("lane-1", from)]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["saved", "unknown"]);
  });

  test("a mode that forbids writing is a denial, one that forbids reading is unavailable", async () => {
    const { emulator, cache, from } = await scene({ ...job, cacheMode: "read" });
    expect(await cache.save("lane-1", from)).toEqual({
      kind: "denied",
      reason: "Cache save skipped: the effective cache-mode 'read' does not permit writes.",
    });
    const world = await worldOf(emulator, { ...job, cacheMode: "none" });
    expect(await cacheService(world).restore("lane-", await folderForTest())).toMatchObject({ kind: "unavailable" });
    expect(emulator.requests.all()).toEqual([]);
  });
});

test("a token that may only read is a denial, whatever the mode says", async () => {
  const { world, from } = await scene({ cacheMode: "read" });
  const environment = { ...world.environment, ACTIONS_CACHE_MODE: "write" };
  expect(await cacheService({ ...world, environment }).save("lane-1", from)).toMatchObject({
    kind: "denied",
    reason: expect.stringContaining("cache write denied:"),
  });
});

test("without a cache service nothing is called, saved or found", async () => {
  const world = { ...systemWorld(), environment: {} };
  const cache = cacheService(world);
  const reason = "this job has no cache service";
  expect(await cache.save("lane-1", await folderForTest({ a: "1" }))).toEqual({ kind: "denied", reason });
  expect(await cache.restore("lane-", await folderForTest())).toEqual({ kind: "unavailable", reason });
});

test("what the client prints stays out of the log, but for what it masks", async () => {
  const { world, from } = await scene();
  const written = await logOf(world, (quiet) => cacheService(quiet).save("lane-1", from));
  expect(written).toMatch(/^(::add-mask::[\da-f]+\n)+$/);
  const debugging = { ...world, environment: { ...world.environment, RUNNER_DEBUG: "1" } };
  const told = await logOf(debugging, (quiet) => cacheService(quiet).save("lane-1", from));
  expect(told).toContain("::debug::Failed to save: Unable to reserve cache with key lane-1");
  expect(told).toMatch(/^(::(add-mask|debug)::.*\n)+$/);
});

test("environment and folder of the process are as they were", async () => {
  const { cache, from } = await scene();
  const before = [process.cwd(), { ...process.env }];
  await cache.save("lane-1", from);
  expect([process.cwd(), { ...process.env }]).toEqual(before);
});

test.each(["", "Lane", "a,b", "x".repeat(513)])(
  "a key the services would change or refuse is not sent: %j",
  async (key) => {
    const { cache, from } = await scene();
    await expect(cache.save(key, from)).rejects.toThrow("in lower case without commas");
    await expect(cache.restore(key, from)).rejects.toThrow("in lower case without commas");
  },
);

async function logOf(world: World, act: (world: World) => Promise<unknown>): Promise<string> {
  let written = "";
  const write = (text: string | Uint8Array) => void (written += String(text));
  await act({ ...world, output: { ...world.output, write } });
  return written;
}
