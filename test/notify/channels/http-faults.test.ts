import { expect, test } from "vitest";
import type { Channel, Delivered } from "../../../src/notify/channels/channel.ts";
import type { SafeAddress } from "../../../src/notify/channels/safe-address.ts";
import type { SendingWorld } from "../../../src/notify/channels/send.ts";
import { slackWebhookChannel, teamsChannel } from "../../../src/notify/channels/incoming-webhook.ts";
import { webhookChannel } from "../../../src/notify/channels/webhook.ts";
import { messageOf } from "./messages.ts";
import { addressOf, type Behaviour, goneAddress, hastyWorld, never, receiverForTest } from "./receiver.ts";

type Make = (world: SendingWorld, settings: { name: string; address: SafeAddress }) => Channel;

/** Those that know a message they have had may be sent it again. */
const channels: readonly (readonly [name: string, make: Make, knowsRepeats: boolean])[] = [
  ["slack", slackWebhookChannel, false],
  ["teams", teamsChannel, false],
  ["webhook", webhookChannel, true],
];

const busy: Behaviour = { status: 429, headers: { "retry-after": "30" } };
const down: Behaviour = { status: 503 };
const broken: Behaviour = { status: 500, body: "oops" };
const ok: Behaviour = { status: 200, body: "ok" };

async function deliver(make: Make, world: SendingWorld, ...behaviours: readonly Behaviour[]) {
  const receiver = await receiverForTest(...behaviours);
  const delivered = await make(world, { name: "x", address: receiver.address }).deliver(messageOf(), undefined, never);
  return { delivered, taken: receiver.taken };
}

test.each(channels)("%s: what is answered well is delivered, once", async (_, make) => {
  const { delivered, taken } = await deliver(make, hastyWorld(), ok);
  expect(delivered).toEqual({ kind: "delivered" });
  expect(taken).toHaveLength(1);
  expect(taken[0]?.headers["content-type"]).toBe("application/json; charset=utf-8");
});

test.each(channels)("%s: a rate limit and a server that is down are waited for", async (_, make) => {
  const { delivered, taken } = await deliver(make, hastyWorld(), busy, down, ok);
  expect(delivered).toEqual({ kind: "delivered" });
  expect(taken).toHaveLength(3);
});

test.each(channels)("%s: a connection that could not be made is tried again", async (_, make) => {
  const world = hastyWorld();
  const reasons: string[] = [];
  const post: SendingWorld["http"]["post"] = async (url, request) => {
    if (reasons.push("asked") === 1) return { kind: "unsent", reason: "ECONNREFUSED" };
    return world.http.post(url, request);
  };
  const { delivered, taken } = await deliver(make, { ...world, http: { ...world.http, post } }, ok);
  expect(delivered).toEqual({ kind: "delivered" });
  expect(taken).toHaveLength(1);
});

test.each(channels)("%s: a wait that is longer than there is time for is not made", async (_, make) => {
  const { delivered, taken } = await deliver(make, hastyWorld(), { status: 429, headers: { "retry-after": "3600" } });
  expect(delivered).toEqual({ kind: "failed", reason: "HTTP 429" });
  expect(taken).toHaveLength(1);
});

test.each(channels)("%s: a rate limit that never ends is given up in bounded time", async (_, make) => {
  const { delivered, taken } = await deliver(make, hastyWorld(), { status: 429, headers: { "retry-after": "1" } });
  expect(delivered).toEqual({ kind: "failed", reason: "HTTP 429" });
  expect(taken.length).toBeLessThanOrEqual(4);
});

test.each(channels)("%s: where nobody listens, it failed", async (_, make) => {
  const channel = make(hastyWorld(), { name: "x", address: await goneAddress() });
  const delivered = await channel.deliver(messageOf(), undefined, never);
  expect(delivered).toEqual({ kind: "failed", reason: "it refused the connection (ECONNREFUSED)" });
});

test.each(channels)("%s: an address that is gone is told of once, without being shown", async (_, make) => {
  const echo = "Cannot POST /services/T0SECRET/hook?sig=s3cretsignature";
  const { delivered, taken } = await deliver(make, hastyWorld(), { status: 404, body: echo });
  expect(delivered).toMatchObject({ kind: "failed", reason: expect.stringMatching(/^HTTP 404: Cannot POST \*/) });
  expect(JSON.stringify(delivered)).not.toMatch(/T0SECRET|s3cret|services/);
  expect(taken).toHaveLength(1);
});

test.each(channels)("%s: a redirect is a failure", async (_, make) => {
  const { delivered } = await deliver(make, hastyWorld(), {
    status: 302,
    headers: { location: "https://evil.example" },
  });
  expect(delivered).toEqual({ kind: "failed", reason: "HTTP 302" });
});

test.each(channels)("%s: what was answered before the answer's body hung is delivered", async (_, make) => {
  const { delivered, taken } = await deliver(make, hastyWorld(100), "drip");
  expect(delivered).toEqual({ kind: "delivered" });
  expect(taken).toHaveLength(1);
});

test.each(
  channels.flatMap(([name, make, knowsRepeats]) =>
    (["hang", "reset", broken] as const).map((fault) => ({ name, make, knowsRepeats, fault })),
  ),
)("$name: it may have been taken where the answer is $fault", async ({ make, knowsRepeats, fault }) => {
  const { delivered, taken } = await deliver(make, hastyWorld(100), fault);
  expect(delivered).toMatchObject({ kind: "unknown" });
  expect(taken.length > 1).toBe(knowsRepeats);
  expect(new Set(taken.map(({ headers }) => headers["x-holdfast-delivery"])).size).toBe(1);
});

test("who knows repeats is sent again what it may have taken", async () => {
  const { delivered, taken } = await deliver(webhookChannel, hastyWorld(), "reset", ok);
  expect(delivered).toEqual({ kind: "delivered" });
  expect(taken).toHaveLength(2);
});

test("what was refused after it may have been taken stays unknown", async () => {
  const { delivered } = await deliver(webhookChannel, hastyWorld(), "reset", { status: 410 });
  expect(delivered).toEqual({ kind: "unknown", reason: "the connection was lost (ECONNRESET)" });
});

test.each(channels)("%s: who asks to stop is obeyed", async (_, make) => {
  const receiver = await receiverForTest("hang");
  const stop = new AbortController();
  const delivering = make(hastyWorld(1), { name: "x", address: receiver.address }).deliver(
    messageOf(),
    undefined,
    stop.signal,
  );
  await expect.poll(() => receiver.taken).toHaveLength(1);
  stop.abort();
  expect(await delivering).toEqual({ kind: "unknown", reason: "it was stopped" });
});

test.each(channels)("%s: no private address is posted to", async (_, make) => {
  const { taken, address } = await receiverForTest(ok);
  const channel = make(hastyWorld(), { name: "x", address: { ...address, mayBePrivate: false } });
  const delivered: Delivered = await channel.deliver(messageOf(), undefined, never);
  expect(delivered).toEqual({ kind: "failed", reason: "its address is not one of the public internet" });
  expect(taken).toEqual([]);
});

test("a webhook of Teams that says what went wrong in a success is not believed", async () => {
  const body =
    "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x";
  const { delivered } = await deliver(teamsChannel, hastyWorld(), { status: 200, body });
  expect(delivered).toEqual({ kind: "failed", reason: "Microsoft Teams refused it: HTTP 429" });
});

test("a name that stands for nothing is told of without being shown", async () => {
  const address = addressOf("https://hooks.s3cret.invalid/x");
  const channel = slackWebhookChannel(hastyWorld(), { name: "x", address });
  const delivered = await channel.deliver(messageOf(), undefined, never);
  expect(delivered.kind).toBe("failed");
  expect(JSON.stringify(delivered)).not.toContain("s3cret");
});
