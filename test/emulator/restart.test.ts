import { join } from "node:path";
import { expect, test } from "vitest";
import { startEmulator } from "../../src/emulator/server.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import { folderState } from "../../src/emulator/state.ts";
import { systemFiles } from "../../src/world/files.ts";
import { systemWorld } from "../../src/world/system.ts";
import { emulatorForTest, folderForTest, jobOf } from "./clients.ts";
import { entryUrl, saveEntry, twirp } from "./wire.ts";

/** Starts emulators on one folder, one after the other. */
async function restartable(): Promise<() => Promise<Emulator>> {
  const folder = join(await folderForTest(), "state");
  let last: Emulator | undefined;
  return async () => {
    await last?.close();
    last = await emulatorForTest({ state: await folderState(systemFiles, folder) });
    return last;
  };
}

test("caches and artifacts outlive the emulator", async () => {
  const start = await restartable();
  const before = await jobOf(await start());
  await before.write("data/file.txt", "content");
  await before.write("report.txt", "all is well");
  await before.save("key");
  const id = await before.upload("report", ["report.txt"]);
  const after = await jobOf(await start(), { attempt: 2 });
  expect(await after.restore("key")).toBe("key");
  expect(await after.read("data/file.txt")).toBe("content");
  expect(await after.artifacts()).toMatchObject([{ id, name: "report" }]);
  await after.download(id, "out");
  expect(await after.read("out/report.txt")).toBe("all is well");
  expect(await after.save("key")).toBe(-1);
});

test("a reservation outlives the emulator, and the upload goes on", async () => {
  const start = await restartable();
  const entry = { key: "key", version: "v", size_bytes: "4" };
  const first = await start();
  const { body } = await twirp(first, "CacheService/CreateCacheEntry", entry);
  const second = await start();
  expect(await twirp(second, "CacheService/CreateCacheEntry", entry)).toMatchObject({ status: 409 });
  const url = String(body["signed_upload_url"]).replace(first.url, second.url);
  expect((await fetch(url, { method: "PUT", body: "late" })).status).toBe(201);
  expect(await twirp(second, "CacheService/FinalizeCacheEntryUpload", entry)).toMatchObject({ status: 200 });
});

test("a token given before a restart is good after it", async () => {
  const start = await restartable();
  const first = await start();
  await saveEntry(first, { key: "key", version: "v", content: "content" });
  const { ACTIONS_RUNTIME_TOKEN: token } = first.environment({ runId: 1, job: "build" });
  const second = await start();
  const response = await fetch(`${second.url}/_apis/artifactcache/cache?keys=key&version=v`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(200);
});

test("an entry evicted before a restart stays away", async () => {
  const start = await restartable();
  const first = await start();
  await saveEntry(first, { key: "key", version: "v", content: "content" });
  await first.evict({ all: true });
  const second = await start();
  await expect(entryUrl(second, { key: "key", version: "v" })).rejects.toThrow("there is no entry key");
});

test("what could not be saved is answered with an error", async () => {
  const full = { ...systemFiles, append: () => Promise.reject(new Error("no space left on device")) };
  const state = await folderState(full, await folderForTest());
  const emulator = await startEmulator(systemWorld(), { state });
  const answer = await twirp(emulator, "CacheService/CreateCacheEntry", { key: "key", version: "v" });
  expect(answer).toMatchObject({ status: 500, body: { code: "internal", msg: "no space left on device" } });
  await expect(emulator.close()).rejects.toThrow("no space left");
});
