import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { Emulator } from "../../src/emulator/server.ts";
import { emulatorForTest } from "./clients.ts";
import { clockForTest, HOUR_MS } from "./clock.ts";
import { entryUrl, json, saveEntry, twirp } from "./wire.ts";

const entry = { key: "key", version: "v", content: "0123456789" };

async function uploadUrl(emulator: Emulator): Promise<string> {
  const { body } = await twirp(emulator, "CacheService/CreateCacheEntry", { key: "upload", version: "v" });
  return String(body["signed_upload_url"]);
}

const put = (url: string, body: string, query = "") => fetch(`${url}${query}`, { method: "PUT", body });

async function withEntry() {
  const clock = clockForTest();
  const emulator = await emulatorForTest({ clock });
  await saveEntry(emulator, entry);
  return { clock, emulator, url: await entryUrl(emulator, entry) };
}

test("a range is answered with what is there of it", async () => {
  const { url } = await withEntry();
  const cases = [
    ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
    ["bytes=4-", 206, "456789", "bytes 4-9/10"],
    ["bytes=8-99", 206, "89", "bytes 8-9/10"],
  ] as const;
  for (const [range, status, content, contentRange] of cases) {
    const response = await fetch(url, { headers: { range } });
    expect([response.status, await response.text(), response.headers.get("content-range")]).toEqual([
      status,
      content,
      contentRange,
    ]);
  }
  expect(await json(await fetch(url, { headers: { range: "bytes=10-" } }))).toMatchObject({ status: 416 });
});

test("a head tells the size and sends nothing", async () => {
  const { url } = await withEntry();
  const response = await fetch(url, { method: "HEAD" });
  expect(response.headers.get("content-length")).toBe("10");
  expect(await response.text()).toBe("");
});

test("what is large is sent piece by piece, whole", async () => {
  const emulator = await emulatorForTest();
  const content = randomBytes(5 * 1024 * 1024).toString("hex");
  await saveEntry(emulator, { ...entry, content });
  expect((await (await fetch(await entryUrl(emulator, entry))).text()) === content).toBe(true);
});

test("blocks make the blob in the order of the list, not of their coming", async () => {
  const emulator = await emulatorForTest();
  const url = await uploadUrl(emulator);
  // Base64 with all that a URL treats in its own way: `+`, `/` and padding.
  const [first, second] = ["+/+/AA==", "//++AAA="];
  await put(url, "world", `&comp=block&blockid=${encodeURIComponent(second)}`);
  await put(url, "hello ", `&comp=block&blockid=${encodeURIComponent(first)}`);
  const list = `<BlockList><Latest>${first}</Latest><Latest>${second}</Latest></BlockList>`;
  expect((await put(url, list, "&comp=blocklist")).status).toBe(201);
  await twirp(emulator, "CacheService/FinalizeCacheEntryUpload", { key: "upload", version: "v", size_bytes: "11" });
  const content = await fetch(await entryUrl(emulator, { key: "upload", version: "v" }));
  expect(await content.text()).toBe("hello world");
});

test("a list that names a block that never came is refused", async () => {
  const emulator = await emulatorForTest();
  const list = "<BlockList><Latest>AAAA</Latest></BlockList>";
  expect(await json(await put(await uploadUrl(emulator), list, "&comp=blocklist"))).toMatchObject({
    status: 400,
    body: { error: { code: "InvalidBlockList" } },
  });
});

test("a URL is good for what it was signed for, and no more", async () => {
  const { emulator, url } = await withEntry();
  const upload = await uploadUrl(emulator);
  const other = new URL(url);
  other.pathname = new URL(upload).pathname;
  const longer = new URL(url);
  longer.searchParams.set("se", "2099-01-01T00:00:00.000Z");
  const unsigned = new URL(url);
  unsigned.searchParams.delete("sig");
  for (const forged of [other, longer, unsigned]) {
    expect(await json(await fetch(forged))).toMatchObject({
      status: 403,
      body: { error: { code: "AuthenticationFailed" } },
    });
  }
  expect((await put(url, "x")).status).toBe(403);
  expect((await fetch(upload)).status).toBe(403);
});

test("signatures are hex, which the Azure client keeps whole", async () => {
  const { url } = await withEntry();
  expect(new URL(url).searchParams.get("sig")).toMatch(/^[0-9a-f]{64}$/);
});

test("a URL ends after an hour", async () => {
  const { clock, url } = await withEntry();
  clock.advance(HOUR_MS - 60_000);
  expect((await fetch(url)).status).toBe(200);
  clock.advance(60_000);
  expect((await fetch(url)).status).toBe(403);
});

test("a late writer cannot change what was finalized", async () => {
  const emulator = await emulatorForTest();
  const url = await uploadUrl(emulator);
  await put(url, "content");
  await twirp(emulator, "CacheService/FinalizeCacheEntryUpload", { key: "upload", version: "v", size_bytes: "7" });
  expect(await json(await put(url, "CHANGED"))).toMatchObject({
    status: 409,
    body: { error: { code: "BlobImmutableDueToPolicy" } },
  });
  const content = await fetch(await entryUrl(emulator, { key: "upload", version: "v" }));
  expect(await content.text()).toBe("content");
});

test("content of an entry that was evicted is not found", async () => {
  const { emulator, url } = await withEntry();
  await emulator.evict({ all: true });
  expect(await json(await fetch(url))).toMatchObject({ status: 404, body: { error: { code: "BlobNotFound" } } });
});

test("what is not served is answered with JSON too", async () => {
  const emulator = await emulatorForTest();
  expect(await json(await fetch(`${emulator.url}/nothing`))).toMatchObject({
    status: 404,
    body: { msg: "no such route" },
  });
});
