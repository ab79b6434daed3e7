import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { Emulator } from "../../src/emulator/server.ts";
import { emulatorForTest, jobOf } from "./clients.ts";
import { bearer, json } from "./wire.ts";

const v1 = { cacheService: "v1" } as const;

const call = async (emulator: Emulator, method: string, path: string, body?: object) =>
  json(
    await fetch(`${emulator.url}/_apis/artifactcache${path}`, {
      method,
      headers: { authorization: bearer(emulator), "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );

/** Id of a new reservation. */
const reserve = async (emulator: Emulator, key: string) =>
  Number((await call(emulator, "POST", "/caches", { key, version: "v" })).body["cacheId"]);

const patch = async (emulator: Emulator, id: number, range: string, body: string) =>
  json(
    await fetch(`${emulator.url}/_apis/artifactcache/caches/${id}`, {
      method: "PATCH",
      headers: { authorization: bearer(emulator), "content-range": range },
      body,
    }),
  );

test("what was saved in chunks comes back", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator, v1);
  const content = randomBytes(300_000);
  await job.write("data/file", content);
  expect(await job.save("key", ["data"], { uploadChunkSize: 64 * 1024 })).toBeGreaterThan(0);
  expect(emulator.requests.count("UploadChunk")).toBe(5);
  expect(emulator.requests.count("CommitCache")).toBe(1);
  expect(await job.restore("key")).toBe("key");
  expect((await job.readBytes("data/file")).equals(content)).toBe(true);
});

test("a key begins a longer one, and what is not there is a miss", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator, v1);
  await job.write("data/file", "content");
  await job.save("key-10");
  expect(await job.restore("key-1")).toBe("key-10");
  expect(await job.restore("nothing", ["key-"])).toBe("key-10");
  expect(await job.restore("nothing")).toBeUndefined();
});

test("both versions of the service share their entries", async () => {
  const emulator = await emulatorForTest();
  const old = await jobOf(emulator, v1);
  await old.write("data/file", "content");
  expect(await old.save("key")).toBeGreaterThan(0);
  const job = await jobOf(emulator);
  expect(await job.restore("key")).toBe("key");
  expect(await job.read("data/file")).toBe("content");
});

test("a taken key is refused as GitHub Enterprise Server does", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator, v1);
  await job.write("data/file", "content");
  await job.save("key");
  expect(await job.save("key")).toBe(-1);
  await call(emulator, "POST", "/caches", { key: "k", version: "v" });
  expect(await call(emulator, "POST", "/caches", { key: "k", version: "v" })).toMatchObject({
    status: 409,
    body: { message: "Cache already exists. Scope: refs/heads/main, Key: k, Version: v" },
  });
});

test("chunks may come in any order and more than once, but with no gap", async () => {
  const emulator = await emulatorForTest();
  const id = await reserve(emulator, "k");
  await patch(emulator, id, "bytes 3-5/*", "def");
  expect(await call(emulator, "POST", `/caches/${id}`, { size: 6 })).toMatchObject({ status: 400 });
  await patch(emulator, id, "bytes 0-2/*", "xyz");
  await patch(emulator, id, "bytes 0-2/*", "abc");
  expect(await call(emulator, "POST", `/caches/${id}`, { size: 7 })).toMatchObject({ status: 400 });
  expect(await call(emulator, "POST", `/caches/${id}`, { size: 6 })).toMatchObject({ status: 204 });
  const { body: hit } = await call(emulator, "GET", "/cache?keys=k&version=v");
  expect(hit).toMatchObject({ result: "hit", cacheKey: "k", scope: "refs/heads/main" });
  expect(await (await fetch(String(hit["archiveLocation"]))).text()).toBe("abcdef");
});

test("a finalized entry takes no chunk, and no commit", async () => {
  const emulator = await emulatorForTest();
  const id = await reserve(emulator, "k");
  await patch(emulator, id, "bytes 0-2/*", "abc");
  await call(emulator, "POST", `/caches/${id}`, { size: 3 });
  expect(await patch(emulator, id, "bytes 0-2/*", "xyz")).toMatchObject({ status: 409 });
  expect(await call(emulator, "POST", `/caches/${id}`, { size: 3 })).toMatchObject({ status: 409 });
});

test("chunks that do not fit their range, and entries that are not there, are refused", async () => {
  const emulator = await emulatorForTest();
  const id = await reserve(emulator, "k");
  expect(await patch(emulator, id, "bytes 0-9/*", "abc")).toMatchObject({ status: 400 });
  expect(await patch(emulator, 999, "bytes 0-2/*", "abc")).toMatchObject({ status: 404 });
});

test("the entries of the scopes a job reads are listed", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator, { ...v1, ref: "refs/heads/feature" });
  await job.write("data/file", "content");
  await job.save("mine");
  expect((await call(emulator, "GET", "/caches?key=m")).body).toMatchObject({ totalCount: 0 });
  const main = await jobOf(emulator, v1);
  await main.write("data/file", "content");
  await main.save("mine");
  expect((await call(emulator, "GET", "/caches?key=m")).body).toMatchObject({
    totalCount: 1,
    artifactCaches: [{ cacheKey: "mine", scope: "refs/heads/main" }],
  });
});
