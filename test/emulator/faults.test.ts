import { Octokit } from "@octokit/rest";
import { expect, test } from "vitest";
import type { FaultAction } from "../../src/emulator/fault-order.ts";
import { caches } from "../../src/emulator/rows.ts";
import { emulatorForTest, jobOf } from "./clients.ts";
import { clockForTest } from "./clock.ts";
import { entryUrl, json, saveEntry, twirp } from "./wire.ts";

const entry = { key: "key", version: "v", content: "0123456789" };
const request = { key: "key", version: "v", size_bytes: "10" };

/** An emulator with an entry, whose download meets a fault, and how to download it. */
async function faultyDownload(action: FaultAction) {
  const clock = clockForTest();
  const emulator = await emulatorForTest({ clock });
  await saveEntry(emulator, entry);
  const url = await entryUrl(emulator, entry);
  emulator.faults.order({ operation: "GetBlob", action });
  emulator.requests.clear();
  return { emulator, clock, url, download: (init?: RequestInit) => fetch(url, init) };
}

test("a status is answered with its headers and body, and the work is not done", async () => {
  const emulator = await emulatorForTest();
  const action = { kind: "status", status: 429, headers: { "retry-after": "7" }, body: { msg: "slow down" } } as const;
  emulator.faults.order({ operation: "CreateCacheEntry", action });
  const answer = await twirp(emulator, "CacheService/CreateCacheEntry", request);
  expect(answer).toMatchObject({ status: 429, body: { msg: "slow down" } });
  expect(answer.headers.get("retry-after")).toBe("7");
  expect(caches(emulator.state).all()).toEqual([]);
});

test("every status without a body of its own is answered with JSON", async () => {
  const emulator = await emulatorForTest();
  for (const status of [401, 403, 409, 429, 500, 503]) {
    emulator.faults.order({ action: { kind: "status", status } });
    expect(await twirp(emulator, "CacheService/CreateCacheEntry", request)).toMatchObject({ status, body: {} });
  }
});

test("a delay comes before the work", async () => {
  const { clock, download } = await faultyDownload({ kind: "delay", ms: 60_000 });
  expect(await (await download()).text()).toBe(entry.content);
  expect(clock.sleeps).toEqual([60_000]);
});

test("a request that hangs is never answered, and closing ends it", async () => {
  const { emulator, download } = await faultyDownload({ kind: "hang" });
  await expect(download({ signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);
  expect(emulator.requests.all()).toMatchObject([{ operation: "GetBlob", fault: "hang" }]);
  emulator.faults.order({ action: { kind: "hang" } });
  const waiting = download().catch((error: unknown) => error);
  while (emulator.requests.all().length < 2) await new Promise(setImmediate);
  await emulator.close();
  expect(await waiting).toBeInstanceOf(TypeError);
});

test("a reset ends the connection before the work", async () => {
  const emulator = await emulatorForTest();
  emulator.faults.order({ action: { kind: "reset" } });
  const failed = twirp(emulator, "CacheService/CreateCacheEntry", request);
  await expect(failed).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  expect(caches(emulator.state).all()).toEqual([]);
});

test("a drop after the commit loses the answer and keeps the work", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("data/file.txt", "content");
  emulator.faults.order({ operation: "FinalizeCacheEntryUpload", action: { kind: "drop-after-commit" } });
  expect(await job.save("key")).toBe(-1);
  expect(await job.restore("key")).toBe("key");
});

test("a drop after the commit may answer a status, and who tries again is told of a conflict", async () => {
  const emulator = await emulatorForTest();
  emulator.faults.order({
    operation: "CreateCacheEntry",
    action: { kind: "drop-after-commit", status: 500 },
  });
  expect(await twirp(emulator, "CacheService/CreateCacheEntry", request)).toMatchObject({ status: 500 });
  expect(await twirp(emulator, "CacheService/CreateCacheEntry", request)).toMatchObject({ status: 409 });
});

test("a truncated body promises all and sends its start", async () => {
  const { url } = await faultyDownload({ kind: "truncate", bytes: 4 });
  const response = await fetch(url);
  expect(response.headers.get("content-length")).toBe("10");
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  expect(Buffer.from(value ?? []).toString()).toBe("0123");
  await expect(reader?.read()).rejects.toThrow("terminated");
});

test("a corrupt body differs in one bit", async () => {
  const { download } = await faultyDownload({ kind: "corrupt" });
  expect(await (await download()).text()).toBe("0123446789");
});

test("an empty body comes with the status of the work", async () => {
  const { download } = await faultyDownload({ kind: "empty" });
  const response = await download();
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});

for (const action of [{ kind: "truncate", bytes: 20 }, { kind: "corrupt" }, { kind: "empty" }] as const) {
  test(`the official client takes a download that is ${action.kind} for a miss`, async () => {
    const emulator = await emulatorForTest();
    const job = await jobOf(emulator);
    await job.write("data/file.txt", "content".repeat(100));
    await job.save("key");
    emulator.faults.order({ operation: "GetBlob", action });
    expect(await job.restore("key")).toBeUndefined();
    expect(await job.restore("key")).toBe("key");
  });
}

test("the official client gives up on a reset, and saves once it is over", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("data/file.txt", "content");
  const fault = emulator.faults.order({ operation: "CreateCacheEntry", action: { kind: "reset" } });
  expect(await job.save("key")).toBe(-1);
  expect(fault.hits).toBe(1);
  expect(await job.save("key")).toBeGreaterThan(0);
});

test("the rate limits are refused as GitHub does", async () => {
  const emulator = await emulatorForTest({ clock: { ...clockForTest(), now: () => 1_800_000_000_000 } });
  const octokit = new Octokit({ baseUrl: emulator.url, log: { debug() {}, info() {}, warn() {}, error() {} } });
  emulator.faults.order({ path: /^\/repos\//, action: { kind: "primary-rate-limit", resetSeconds: 60 } });
  emulator.faults.order({ path: "/repos/", action: { kind: "secondary-rate-limit", retryAfterSeconds: 30 } });
  await expect(octokit.rest.repos.get({ owner: "o", repo: "r" })).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining("API rate limit exceeded"),
    response: { headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800000060" } },
  });
  await expect(octokit.rest.repos.get({ owner: "o", repo: "r" })).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining("secondary rate limit"),
    response: { headers: { "retry-after": "30" } },
  });
});

test("an order meets as many requests as it says, after those it lets pass", async () => {
  const emulator = await emulatorForTest();
  const fault = emulator.faults.order({
    method: "post",
    operation: "GetCacheEntryDownloadURL",
    after: 1,
    times: 2,
    action: { kind: "status", status: 503 },
  });
  const statuses = [];
  for (let count = 0; count < 4; count += 1) {
    statuses.push((await twirp(emulator, "CacheService/GetCacheEntryDownloadURL", request)).status);
  }
  expect(statuses).toEqual([200, 503, 503, 200]);
  expect(fault.hits).toBe(2);
});

test("an order for always stands until it is cancelled", async () => {
  const emulator = await emulatorForTest();
  const ask = async () => (await twirp(emulator, "CacheService/GetCacheEntryDownloadURL", request)).status;
  const action = { kind: "status", status: 503 } as const;
  const fault = emulator.faults.order({ times: "always", action });
  expect([await ask(), await ask()]).toEqual([503, 503]);
  fault.cancel();
  expect(await ask()).toBe(200);
  emulator.faults.order({ times: "always", action });
  emulator.faults.clear();
  expect(await ask()).toBe(200);
});

test("another process orders faults and reads the log over HTTP", async () => {
  const emulator = await emulatorForTest();
  const control = async (method: string, path: string, body?: object) =>
    json(
      await fetch(`${emulator.url}/_emulator${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const order = { operation: "CreateCacheEntry", action: { kind: "status", status: 418 } };
  expect(await control("POST", "/faults", order)).toMatchObject({ status: 201 });
  expect(await twirp(emulator, "CacheService/CreateCacheEntry", request)).toMatchObject({ status: 418 });
  expect((await control("GET", "/requests")).body).toEqual({
    requests: [
      {
        method: "POST",
        path: "/twirp/github.actions.results.api.v1.CacheService/CreateCacheEntry",
        operation: "CreateCacheEntry",
        fault: "status",
        status: 418,
      },
    ],
  });
  await control("DELETE", "/requests");
  expect((await control("GET", "/requests")).body).toEqual({ requests: [] });
  await control("POST", "/faults", order);
  await control("DELETE", "/faults");
  expect(await twirp(emulator, "CacheService/CreateCacheEntry", request)).toMatchObject({ status: 200 });
  expect(await control("POST", "/faults", { action: { kind: "explode" } })).toMatchObject({ status: 400 });
});
