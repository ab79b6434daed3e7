import { expect, test } from "vitest";
import { emulatorForTest, jobOf } from "./clients.ts";

test("what was saved comes back, in three calls and two", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("data/file.txt", "content");
  const id = await job.save("key");
  expect(id).toBeGreaterThan(0);
  expect(emulator.requests.all().map(({ operation }) => operation)).toEqual([
    "CreateCacheEntry",
    "PutBlob",
    "FinalizeCacheEntryUpload",
  ]);
  emulator.requests.clear();
  expect(await job.restore("key")).toBe("key");
  expect(await job.read("data/file.txt")).toBe("content");
  expect(emulator.requests.all().map(({ operation }) => operation)).toEqual(["GetCacheEntryDownloadURL", "GetBlob"]);
});
