import { expect, test } from "vitest";
import { caches } from "../../src/emulator/rows.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import { emulatorForTest, jobOf } from "./clients.ts";
import { clockForTest, DAY_MS } from "./clock.ts";
import { entryUrl, saveEntry, twirp } from "./wire.ts";

const keys = (emulator: Emulator) =>
  caches(emulator.state)
    .all()
    .map(({ key }) => key);

async function withEntries(...names: string[]) {
  const clock = clockForTest();
  const emulator = await emulatorForTest({ clock });
  for (const key of names) {
    clock.advance(1);
    await saveEntry(emulator, { key, version: "v", content: key });
  }
  return { clock, emulator };
}

test("an evicted entry is missed, its content is gone and its key is free", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("data/file.txt", "content");
  await job.save("key");
  const [evicted] = await emulator.evict({ key: "key" });
  expect(await emulator.state.blobs.size(evicted?.blob ?? "")).toBeUndefined();
  expect(await job.restore("key")).toBeUndefined();
  await job.write("data/file.txt", "content");
  expect(await job.save("key")).toBeGreaterThan(0);
});

test("the oldest are the least recently used", async () => {
  const { clock, emulator } = await withEntries("a", "b", "c");
  clock.advance(1);
  await entryUrl(emulator, { key: "a", version: "v" });
  await emulator.evict({ oldest: 2 });
  expect(keys(emulator)).toEqual(["a"]);
});

test("all are evicted, reservations too", async () => {
  const { emulator } = await withEntries("a", "b");
  await twirp(emulator, "CacheService/CreateCacheEntry", { key: "c", version: "v" });
  await emulator.evict({ all: true });
  expect(keys(emulator)).toEqual([]);
});

test("an entry that nobody used for seven days is gone", async () => {
  const { clock, emulator } = await withEntries("used", "idle");
  clock.advance(4 * DAY_MS);
  await entryUrl(emulator, { key: "used", version: "v" });
  clock.advance(4 * DAY_MS);
  await entryUrl(emulator, { key: "used", version: "v" });
  expect(keys(emulator)).toEqual(["used"]);
});

test("beyond ten gigabytes the least recently used make room", async () => {
  const { clock, emulator } = await withEntries("a", "b");
  const [a, b] = caches(emulator.state).all();
  caches(emulator.state).update(a?.id ?? 0, { size: 6 * 1024 ** 3 });
  caches(emulator.state).update(b?.id ?? 0, { size: 4 * 1024 ** 3 });
  clock.advance(1);
  await saveEntry(emulator, { key: "c", version: "v", content: "c" });
  expect(keys(emulator)).toEqual(["b", "c"]);
});

test("what is used is counted without reservations", async () => {
  const { emulator } = await withEntries("a", "four");
  await twirp(emulator, "CacheService/CreateCacheEntry", { key: "c", version: "v" });
  const usage = await (await fetch(`${emulator.url}/_emulator/usage`)).json();
  expect(usage).toEqual({ caches: { count: 2, bytes: 5 } });
});

test("another process evicts over HTTP", async () => {
  const { emulator } = await withEntries("a", "b");
  const evict = (body: object) =>
    fetch(`${emulator.url}/_emulator/evictions`, { method: "POST", body: JSON.stringify(body) });
  expect((await evict({ key: "a" })).status).toBe(200);
  expect(keys(emulator)).toEqual(["b"]);
  expect((await evict({ everything: true })).status).toBe(400);
  expect(keys(emulator)).toEqual(["b"]);
});
