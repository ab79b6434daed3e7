import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { expect, onTestFinished, test, vi } from "vitest";
import { readAddress } from "../../../src/notify/channels/safe-address.ts";
import { isPublicAddress } from "../../../src/world/public-address.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { never, receiverForTest } from "./receiver.ts";

test.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:a00:1",
  "::7f00:1",
  "64:ff9b::7f00:1",
  "2001:0:4136:e378:8000:63bf:3fff:fdd2",
  "2002:7f00:1::",
  "fc00::1",
  "fd12:3456:789a::1",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "localhost",
  "",
])("%s is no address of the public internet", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["1.1.1.1", "140.82.121.4", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::200e"])(
  "%s is one",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ["hooks.example.com/x", "no URL"],
  ["http://hooks.example.com/s3cret", "https"],
  ["file:///etc/passwd", "https"],
  ["https://user:s3cret@hooks.example.com/", "user or a password"],
  ["http://127.0.0.1.example.com/s3cret", "https"],
])("an address such as %s is refused without being shown", (written, why) => {
  const read = () => readAddress(written, "the webhook", ["127.0.0.1"]);
  expect(read).toThrow(why);
  expect(read).not.toThrow(/s3cret|passwd/);
});

test("a private host is opened by its name alone", () => {
  const hosts = ["GHES.example.com", "127.0.0.1:8080"];
  expect(readAddress("http://ghes.example.com/x", "x", hosts).mayBePrivate).toBe(true);
  expect(readAddress("http://127.0.0.1:8080/x", "x", hosts).mayBePrivate).toBe(true);
  expect(readAddress("https://127.0.0.1:8081/x", "x", hosts).mayBePrivate).toBe(false);
  expect(readAddress("https://a.ghes.example.com/x", "x", hosts).mayBePrivate).toBe(false);
});

const request = { headers: {}, body: "{}", mayBePrivate: false, answerLimit: 1000, signal: never };

/** However an address of this machine is written, nothing arrives. */
test.each(["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]", "0x7f.1", "2130706433", "0"])(
  "nothing is sent to %s",
  async (host) => {
    const receiver = await receiverForTest();
    const url = new URL(`http://${host}:${receiver.address.url.port}/`);
    expect(await systemWorld().http.post(url, request)).toEqual({ kind: "unsent", reason: "EPRIVATE" });
    expect(receiver.taken).toEqual([]);
  },
);

test("a name that stands for a private address, and for a public one when it is asked again, is refused", async () => {
  const receiver = await receiverForTest();
  const answers = [[{ address: "127.0.0.1", family: 4 }], [{ address: "1.1.1.1", family: 4 }]];
  const lookups = lookupsForTest(() => answers.shift() ?? []);
  const url = new URL(`http://rebinding.example:${receiver.address.url.port}/`);
  expect(await systemWorld().http.post(url, request)).toEqual({ kind: "unsent", reason: "EPRIVATE" });
  expect(lookups()).toBe(1);
  expect(receiver.taken).toEqual([]);
});

test("a redirect is answered to and not followed", async () => {
  const target = await receiverForTest();
  const receiver = await receiverForTest({ status: 307, headers: { location: target.address.url.href } });
  const posted = await systemWorld().http.post(receiver.address.url, { ...request, mayBePrivate: true });
  expect(posted).toMatchObject({ kind: "answered", status: 307 });
  expect(target.taken).toEqual([]);
});

test("no more of an answer is read than its limit", async () => {
  const receiver = await receiverForTest({ status: 200, body: "x".repeat(3_000_000) });
  const posted = await systemWorld().http.post(receiver.address.url, { ...request, mayBePrivate: true });
  expect(posted).toMatchObject({ kind: "answered", status: 200, body: "x".repeat(1000) });
});

/** Names stand for what `answer` gives; returns how often they were looked up. */
function lookupsForTest(answer: () => { address: string; family: number }[]): () => number {
  const spy = vi.spyOn(dns, "lookup").mockImplementation(((_host: string, _options: object, callback: unknown) => {
    (callback as (error: null, found: object[]) => void)(null, answer());
  }) as typeof dns.lookup);
  syncBuiltinESMExports();
  onTestFinished(() => {
    spy.mockRestore();
    syncBuiltinESMExports();
  });
  return () => spy.mock.calls.length;
}
