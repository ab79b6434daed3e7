import { expect, it } from "vitest";
import * as z from "zod/mini";
import { openChannels, type Channels } from "../../../src/actions/incident/channels.ts";
import { incidentInputs } from "../../../src/actions/incident/inputs.ts";
import { parseInputs } from "../../../src/actions/inputs/parse.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { folderForTest } from "../../github/scene.ts";
import { messageOf } from "../../notify/channels/messages.ts";
import { never, receiverForTest, type Receiver } from "../../notify/channels/receiver.ts";

type Texts = Readonly<Record<string, string>>;

async function open(
  given: Texts,
  environment: Texts,
  configuration?: string,
): Promise<Channels & { masked: string[] }> {
  const masked: string[] = [];
  const inputs = parseInputs(z.object(incidentInputs), { "private-hosts": "127.0.0.1", ...given });
  const workspace = await folderForTest(
    configuration === undefined ? {} : { ".github/holdfast.yml": `channels:\n${configuration}` },
  );
  const channels = await openChannels({ ...systemWorld(), environment }, inputs, {
    repository: { owner: "octocat", name: "hello-world" },
    workspace,
    octokit: undefined,
    mask: (secret) => void masked.push(secret),
  });
  return { ...channels, masked };
}

/** Delivers a message by the last channel, and gives what came of it. */
async function deliverBy({ all }: Channels) {
  return all.at(-1)!.deliver(messageOf(), undefined, never);
}

function urlOf({ address }: Receiver): string {
  return address.url.href;
}

it.each([
  ["slack", "SLACK_WEBHOOK_URL", '"blocks":'],
  ["teams", "TEAMS_WEBHOOK_URL", '"AdaptiveCard"'],
  ["webhook", "WEBHOOK_URL", '"change":"opened"'],
])("%s posts to what %s has, in its own form", async (name, variable, form) => {
  const receiver = await receiverForTest({ status: 200, body: "ok" });
  const channels = await open({ channels: name }, { [variable]: urlOf(receiver) });
  expect(channels.all.map((channel) => channel.name)).toEqual(["summary", name]);
  expect(channels.masked).toEqual([urlOf(receiver)]);
  expect(await deliverBy(channels)).toEqual({ kind: "delivered" });
  expect(receiver.taken.map(({ body }) => body.includes(form))).toEqual([true]);
  expect(receiver.taken[0]!.headers).not.toHaveProperty("x-holdfast-signature-256");
});

it("slack posts with a bot's token where there is one", async () => {
  const answer = JSON.stringify({ ok: true, channel: "C1", ts: "1.2", messages: [] });
  const receiver = await receiverForTest({ status: 200, body: answer });
  const api = new URL("/api/", receiver.address.url).href;
  const slack = { SLACK_BOT_TOKEN: "xoxb-not-a-token", SLACK_CHANNEL: "C1", SLACK_WEBHOOK_URL: urlOf(receiver) };
  const channels = await open({ channels: "slack" }, { ...slack, SLACK_API_URL: api });
  expect(await deliverBy(channels)).toMatchObject({ kind: "delivered", reference: expect.stringContaining("1.2") });
  expect(receiver.taken.at(-1)).toMatchObject({
    path: "/api/chat.postMessage",
    headers: { authorization: "Bearer xoxb-not-a-token" },
  });
  expect(channels.masked).toEqual(["xoxb-not-a-token"]);
});

it("webhooks are signed where there is a secret", async () => {
  const receiver = await receiverForTest({ status: 200 });
  const channels = await open({ channels: "webhook" }, { WEBHOOK_URL: urlOf(receiver), WEBHOOK_SECRET: "s3cret" });
  await deliverBy(channels);
  expect(receiver.taken[0]!.headers).toHaveProperty("x-holdfast-signature-256");
});

it("the configuration has the last word on a name", async () => {
  const receiver = await receiverForTest({ status: 200 });
  const configuration = "  slack: { type: webhook, url: OTHER }\n  issues: { type: issue }\n";
  const given = { channels: "issues\nslack\nsummary\nslack" };
  const channels = await open(
    given,
    { OTHER: urlOf(receiver), SLACK_WEBHOOK_URL: "https://hooks.slack.com/x" },
    configuration,
  );
  expect(channels.all.map(({ name }) => name)).toEqual(["summary", "issues", "slack"]);
  expect(channels.toIssues).toEqual(["issues"]);
  await deliverBy(channels);
  expect(receiver.taken[0]!.body).toContain('"change":"opened"');
});

it.each<[string, string, Texts, string]>([
  ["a webhook's address", "slack", {}, "SLACK_WEBHOOK_URL is not set in the step's env"],
  [
    "where a bot posts to",
    "slack",
    { SLACK_BOT_TOKEN: "xoxb-x" },
    "SLACK_CHANNEL is not set in the step's env: it names where the token posts to",
  ],
  ["a token", "issue", {}, "there is no token: leave the input token out, or give one"],
  [
    "an address that is one",
    "teams",
    { TEAMS_WEBHOOK_URL: "secret-path" },
    "the address of TEAMS_WEBHOOK_URL is no URL; write https://…",
  ],
  [
    "TLS",
    "webhook",
    { WEBHOOK_URL: "http://example.com/secret" },
    "the address of WEBHOOK_URL does not begin with https://; write one that does",
  ],
])("without %s, channel %s tells nobody and says why", async (_, name, environment, reason) => {
  const channels = await open({ channels: name }, environment);
  expect([...channels.faults]).toEqual([[name, reason]]);
  expect(await deliverBy(channels)).toEqual({ kind: "failed", reason });
});

it("a name of no channel tells nobody and says why, and the others tell people", async () => {
  const receiver = await receiverForTest({ status: 200 });
  const channels = await open({ channels: "isue\nwebhook" }, { WEBHOOK_URL: urlOf(receiver) });
  const reason = 'there is no such channel; did you mean "issue"?';
  expect([...channels.faults]).toEqual([["isue", expect.stringContaining(reason)]]);
  expect(channels.configurationFault).toBeUndefined();
  expect(await channels.all[1]!.deliver(messageOf(), undefined, never)).toMatchObject({ kind: "failed" });
  expect(await deliverBy(channels)).toEqual({ kind: "delivered" });
});

it("of a configuration that is wrong the usual channels are left, and its own say why they are not", async () => {
  const receiver = await receiverForTest({ status: 200 });
  const given = { channels: "on-call\nwebhook" };
  const channels = await open(given, { WEBHOOK_URL: urlOf(receiver) }, "  on-call: { type: pigeon }\n");
  expect(channels.configurationFault).toMatch(/^\.github\/holdfast\.yml:2:.*has no known type/);
  expect([...channels.faults]).toEqual([["on-call", "it may be one of .github/holdfast.yml, which is faulty"]]);
  expect(await deliverBy(channels)).toEqual({ kind: "delivered" });
});
