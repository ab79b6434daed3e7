import * as cache from "@actions/cache";
import { expect, test } from "vitest";
import { caches } from "../../src/emulator/rows.ts";
import { emulatorForTest, jobOf } from "./clients.ts";

for (const cacheService of ["v1", "v2"] as const) {
  test(`${cacheService}: a read-only token restores and is told plainly that it may not save`, async () => {
    const emulator = await emulatorForTest();
    const writer = await jobOf(emulator, { cacheService });
    await writer.write("data/file.txt", "content");
    await writer.save("key");
    // Without the mode the client learns of it only from the service.
    const reader = await jobOf(emulator, { cacheMode: "read", cacheService }, { ACTIONS_CACHE_MODE: "" });
    expect(await reader.restore("key")).toBe("key");
    const { result, log } = await reader.run(() => cache.saveCache(["data"], "other"));
    expect(result).toBe(-1);
    expect(log).toContain("cache write denied:");
    expect(caches(emulator.state).all()).toHaveLength(1);
  });

  test(`${cacheService}: a token that may not read is told so`, async () => {
    const emulator = await emulatorForTest();
    const job = await jobOf(emulator, { cacheMode: "write-only", cacheService }, { ACTIONS_CACHE_MODE: "" });
    await job.write("data/file.txt", "content");
    expect(await job.save("key")).toBeGreaterThan(0);
    const { result, log } = await job.run(() => cache.restoreCache(["data"], "key"));
    expect(result).toBeUndefined();
    expect(log).toContain("cache read denied:");
  });
}

test("where the mode is announced the client does not even ask", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator, { cacheMode: "none" });
  await job.write("data/file.txt", "content");
  expect(await job.save("key")).toBe(-1);
  expect(await job.restore("key")).toBeUndefined();
  expect(emulator.requests.all()).toEqual([]);
});
