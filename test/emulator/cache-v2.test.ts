import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { caches } from "../../src/emulator/rows.ts";
import { emulatorForTest, jobOf } from "./clients.ts";
import { json, twirp } from "./wire.ts";

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

test("an archive that is sent back in pieces comes back whole", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  const content = randomBytes(9 * 1024 * 1024);
  await job.write("data/large", content);
  expect(await job.save("large")).toBeGreaterThan(0);
  expect(await job.restore("large")).toBe("large");
  expect((await job.readBytes("data/large")).equals(content)).toBe(true);
});

test("looking up only downloads nothing", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("data/file.txt", "content");
  await job.save("key");
  expect(await job.restore("key", [], { lookupOnly: true })).toBe("key");
  expect(emulator.requests.count("GetBlob")).toBe(0);
});

test("a saved entry never changes", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("data/file.txt", "first");
  await job.save("key");
  await job.write("data/file.txt", "second");
  expect(await job.save("key")).toBe(-1);
  await job.restore("key");
  expect(await job.read("data/file.txt")).toBe("first");
});

test("a second reservation is answered as GitHub does", async () => {
  const emulator = await emulatorForTest();
  const entry = { key: "key", version: "v" };
  expect(await twirp(emulator, "CacheService/CreateCacheEntry", entry)).toMatchObject({ status: 200 });
  expect(await twirp(emulator, "CacheService/CreateCacheEntry", entry)).toMatchObject({
    status: 409,
    body: {
      code: "already_exists",
      msg: "cache entry with the same key, version, and scope already exists",
    },
  });
});

test("of many reservations at once one is granted", async () => {
  const emulator = await emulatorForTest();
  const entry = { key: "key", version: "v" };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => twirp(emulator, "CacheService/CreateCacheEntry", entry)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
});

test("of many finalizations at once one is granted", async () => {
  const emulator = await emulatorForTest();
  const entry = { key: "key", version: "v" };
  const { body } = await twirp(emulator, "CacheService/CreateCacheEntry", entry);
  await fetch(String(body["signed_upload_url"]), { method: "PUT", body: "1234" });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      twirp(emulator, "CacheService/FinalizeCacheEntryUpload", { ...entry, size_bytes: "4" }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
});

test("a reservation whose upload failed blocks its key until a day has passed", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("data/file.txt", "content");
  emulator.faults.order({ operation: "PutBlob", action: { kind: "status", status: 403 } });
  expect(await job.save("key")).toBe(-1);
  expect(await job.save("key")).toBe(-1);
  expect(await job.restore("key")).toBeUndefined();
  const [row] = caches(emulator.state).all();
  expect(row?.finalized).toBe(false);
  caches(emulator.state).update(row?.id ?? 0, { createdAt: Date.now() - 24 * 60 * 60 * 1000 });
  await job.write("data/file.txt", "content");
  expect(await job.save("key")).toBeGreaterThan(0);
});

test("finalizing says what is wrong: nothing reserved, or not all uploaded", async () => {
  const emulator = await emulatorForTest();
  const entry = { key: "key", version: "v", size_bytes: "10" };
  expect(await twirp(emulator, "CacheService/FinalizeCacheEntryUpload", entry)).toMatchObject({
    status: 404,
    body: { code: "not_found" },
  });
  const { body } = await twirp(emulator, "CacheService/CreateCacheEntry", entry);
  await fetch(String(body["signed_upload_url"]), { method: "PUT", body: "short" });
  expect(await twirp(emulator, "CacheService/FinalizeCacheEntryUpload", entry)).toMatchObject({
    status: 400,
    body: { code: "invalid_argument", msg: "5 bytes were uploaded, not 10" },
  });
});

test("a request that does not fit is refused, naming the field", async () => {
  const emulator = await emulatorForTest();
  for (const key of ["", "a,b", "x".repeat(513), undefined]) {
    const answer = await twirp(emulator, "CacheService/CreateCacheEntry", { key, version: "v" });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_argument" } });
    expect(answer.body["msg"]).toMatch(/at key/);
  }
});

test("without a token of the emulator nothing is served", async () => {
  const emulator = await emulatorForTest();
  const [head, body] = (emulator.environment({ runId: 1, job: "build" })["ACTIONS_RUNTIME_TOKEN"] ?? "").split(".");
  const url = `${emulator.url}/twirp/github.actions.results.api.v1.CacheService/CreateCacheEntry`;
  for (const authorization of ["", "Bearer x", `Bearer ${head}.${body}.`, `Bearer ${head}.${body}.AAAA`]) {
    const answer = await json(await fetch(url, { method: "POST", headers: { authorization }, body: "{}" }));
    expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  }
});
