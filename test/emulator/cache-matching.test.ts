import { expect, test } from "vitest";
import type { Job } from "../../src/emulator/run-environment.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import { emulatorForTest, jobOf } from "./clients.ts";
import { saveEntry, twirp } from "./wire.ts";

const main: Partial<Job> = { ref: "refs/heads/main" };
const feature: Partial<Job> = { ref: "refs/heads/feature" };
const sibling: Partial<Job> = { ref: "refs/heads/sibling" };
const pull: Partial<Job> = { ref: "refs/pull/7/merge", baseRef: "refs/heads/feature" };

const save = (emulator: Emulator, key: string, content: string, job: Partial<Job> = main) =>
  saveEntry(emulator, { key, version: "v", content }, job);

/** Key and content that a job finds, or undefined. */
async function found(emulator: Emulator, keys: readonly string[], job: Partial<Job> = main) {
  const [key, ...restore_keys] = keys;
  const request = { key, restore_keys, version: "v" };
  const { body } = await twirp(emulator, "CacheService/GetCacheEntryDownloadURL", request, job);
  if (body["ok"] !== true) return undefined;
  return [body["matched_key"], await (await fetch(String(body["signed_download_url"]))).text()];
}

test("a key finds itself before a longer one, however much newer that is", async () => {
  const emulator = await emulatorForTest();
  await save(emulator, "job-1", "one");
  await save(emulator, "job-10", "ten");
  expect(await found(emulator, ["job-1"])).toEqual(["job-1", "one"]);
});

test("a key that is not there finds the newest that begins with it", async () => {
  const emulator = await emulatorForTest();
  await save(emulator, "job-10", "ten");
  await save(emulator, "job-12", "twelve");
  await save(emulator, "job-11", "eleven");
  expect(await found(emulator, ["job-1"])).toEqual(["job-11", "eleven"]);
  expect(await found(emulator, ["ob-1"])).toBeUndefined();
});

test("restore keys are tried in order", async () => {
  const emulator = await emulatorForTest();
  await save(emulator, "linux-b", "b");
  await save(emulator, "linux-a", "a");
  await save(emulator, "other", "o");
  expect(await found(emulator, ["linux-c", "linux-b", "linux-"])).toEqual(["linux-b", "b"]);
  expect(await found(emulator, ["linux-c", "linux-", "other"])).toEqual(["linux-a", "a"]);
});

test("the official client is handed a longer key too", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("data/file.txt", "ten");
  await job.save("job-10");
  expect(await job.restore("job-1")).toBe("job-10");
  expect(await job.restore("nothing", ["job-"])).toBe("job-10");
  expect(await job.restore("job-2")).toBeUndefined();
});

test("other paths are another version and do not meet", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("data/file.txt", "data");
  await job.write("more/file.txt", "more");
  expect(await job.save("key", ["more"])).toBeGreaterThan(0);
  expect(await job.restore("key")).toBeUndefined();
  await job.write("data/file.txt", "data");
  expect(await job.save("key", ["data"])).toBeGreaterThan(0);
});

test("a branch reads the default branch, and neither the default branch nor a sibling reads it", async () => {
  const emulator = await emulatorForTest();
  await save(emulator, "from-main", "m", main);
  await save(emulator, "from-feature", "f", feature);
  expect(await found(emulator, ["from-main"], feature)).toEqual(["from-main", "m"]);
  expect(await found(emulator, ["from-feature"], feature)).toEqual(["from-feature", "f"]);
  expect(await found(emulator, ["from-feature"], main)).toBeUndefined();
  expect(await found(emulator, ["from-feature"], sibling)).toBeUndefined();
});

test("a pull request reads its own, then its base, then the default branch", async () => {
  const emulator = await emulatorForTest();
  await save(emulator, "key-main", "m", main);
  expect(await found(emulator, ["key"], pull)).toEqual(["key-main", "m"]);
  await save(emulator, "key-feature", "f", feature);
  expect(await found(emulator, ["key"], pull)).toEqual(["key-feature", "f"]);
  await save(emulator, "key-pull", "p", pull);
  expect(await found(emulator, ["key"], pull)).toEqual(["key-pull", "p"]);
  expect(await found(emulator, ["key-pull"], feature)).toBeUndefined();
});

test("scopes come before keys: a restore key of the own ref wins over the key itself of the default branch", async () => {
  const emulator = await emulatorForTest();
  await save(emulator, "deps-1", "main", main);
  await save(emulator, "deps-0", "feature", feature);
  expect(await found(emulator, ["deps-1", "deps-"], feature)).toEqual(["deps-0", "feature"]);
});

test("each scope may have its own entry of a key", async () => {
  const emulator = await emulatorForTest();
  await save(emulator, "key", "main", main);
  await save(emulator, "key", "feature", feature);
  expect(await found(emulator, ["key"], main)).toEqual(["key", "main"]);
  expect(await found(emulator, ["key"], feature)).toEqual(["key", "feature"]);
});
