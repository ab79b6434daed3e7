import { expect, test } from "vitest";
import { slackThreadChannel, type SlackThreadSettings } from "../../../src/notify/channels/slack-thread.ts";
import type { Message } from "../../../src/notify/message.ts";
import { messageOf, recoveryOf, updateOf } from "./messages.ts";
import { hastyWorld, never, receiverForTest } from "./receiver.ts";
import { channel, slackForTest, token } from "./slack.ts";

async function scene({
  mayRead = true,
  factor = 20,
  ...given
}: Partial<SlackThreadSettings> & { mayRead?: boolean; factor?: number } = {}) {
  const slack = await slackForTest({ mayRead });
  const settings = { name: "slack", token, channel, api: slack.api, ...given };
  const thread = slackThreadChannel(hastyWorld(factor), settings);
  return { slack, deliver: (message: Message, previous?: string) => thread.deliver(message, previous, never) };
}

/** Opens the incident; gives the reference. */
async function opened(deliver: (message: Message) => Promise<{ kind: string }>): Promise<string> {
  const delivered = await deliver(messageOf());
  expect(delivered).toMatchObject({ kind: "delivered", reference: expect.stringContaining(`${channel}/`) });
  return "reference" in delivered ? String(delivered.reference) : "";
}

test("an incident is one message, kept up to date, and each change is a reply", async () => {
  const { slack, deliver } = await scene();
  const reference = await opened(deliver);
  for (const message of [updateOf(2), { ...updateOf(3), change: "reminded" } as const, recoveryOf(3)]) {
    expect(await deliver(message, reference)).toEqual({ kind: "delivered", reference });
  }
  const [root, ...replies] = slack.messages;
  expect(root?.text).toMatch(/recovered\. Recovered after 1h30m/);
  expect(replies.map(({ thread_ts }) => thread_ts)).toEqual([root?.ts, root?.ts, root?.ts]);
  expect(replies.map(({ reply_broadcast }) => reply_broadcast)).toEqual([false, true, false]);
});

test("what was delivered and never noted is found again, by whomever", async () => {
  const { slack, deliver } = await scene();
  const reference = await opened(deliver);
  for (const message of [messageOf(), updateOf(2), updateOf(2), { ...updateOf(2), change: "reminded" } as const]) {
    expect(await deliver(message)).toEqual({ kind: "delivered", reference });
  }
  // Found by the reminder, which stands in the channel, too.
  expect(await deliver(recoveryOf(2))).toEqual({ kind: "delivered", reference });
  expect(slack.messages).toHaveLength(4);
});

test("a first message that was not heard of says what has failed since", async () => {
  const { slack, deliver } = await scene();
  const reference = await opened(deliver);
  expect(await deliver({ ...updateOf(2), change: "opened" })).toEqual({ kind: "delivered", reference });
  expect(slack.messages.map(({ text }) => text)).toEqual([expect.stringContaining("Failed 2 times")]);
});

test("an answer that is lost is looked for", async () => {
  const { slack, deliver } = await scene();
  slack.fault("chat.postMessage", "lost");
  const reference = await opened(deliver);
  slack.fault("chat.postMessage", "lost");
  expect(await deliver(updateOf(2), reference)).toEqual({ kind: "delivered", reference });
  expect(slack.messages).toHaveLength(2);
});

test.each(["lost", "hang", { error: "internal_error" }] as const)(
  "where nothing may be read, %j is unknown, and nothing is said twice",
  async (fault) => {
    const { slack, deliver } = await scene({ mayRead: false, factor: 100 });
    slack.fault("chat.postMessage", fault);
    expect(await deliver(messageOf())).toMatchObject({ kind: "unknown" });
    expect(slack.calls.filter((method) => method === "chat.postMessage")).toHaveLength(1);
  },
);

test("a rate limit is waited for", async () => {
  const { slack, deliver } = await scene();
  for (const method of ["conversations.history", "chat.postMessage"]) slack.fault(method, { retryAfter: 20 });
  await opened(deliver);
  expect(slack.messages).toHaveLength(1);
});

test("where the first message was deleted, the incident is told of anew", async () => {
  const { slack, deliver } = await scene();
  const reference = await opened(deliver);
  slack.delete(slack.messages[0]?.ts ?? "");
  const delivered = await deliver(updateOf(2), reference);
  expect(delivered).toMatchObject({ kind: "delivered" });
  expect(slack.messages.map(({ thread_ts }) => thread_ts)).toEqual([undefined]);
});

test("a first message that may no longer be edited keeps nobody from being told", async () => {
  const { slack, deliver } = await scene();
  const reference = await opened(deliver);
  slack.fault("chat.update", { error: "edit_window_closed" });
  expect(await deliver(updateOf(2), reference)).toEqual({ kind: "delivered", reference });
  expect(slack.messages).toHaveLength(2);
});

test("a key's next incident begins a thread of its own; a recovery of which none knows says nothing", async () => {
  const { slack, deliver } = await scene();
  expect(await deliver(recoveryOf())).toEqual({ kind: "delivered" });
  const reference = await opened(deliver);
  const next = await deliver(messageOf({}, { number: 2 }), reference);
  expect(next).toMatchObject({ kind: "delivered", reference: expect.not.stringContaining(reference) });
  expect(slack.messages.map(({ thread_ts }) => thread_ts)).toEqual([undefined, undefined]);
});

test.each(["channel_not_found", "not_in_channel", "invalid_auth"])("a refusal (%s) is told of once", async (error) => {
  const { slack, deliver } = await scene();
  slack.fault("chat.postMessage", { error });
  expect(await deliver(messageOf())).toEqual({ kind: "failed", reason: `Slack refused it: ${error}` });
  expect(slack.calls).toEqual(["conversations.history", "chat.postMessage"]);
});

test("a token that no header can hold is a failure that does not show it", async () => {
  const { slack, deliver } = await scene({ token: "xoxb-s3cret\nx" });
  expect(await deliver(messageOf())).toEqual({
    kind: "failed",
    reason: "its token holds a character that no header may hold",
  });
  expect(slack.calls).toEqual([]);
});

test("what answers and is not Slack leaves it unknown", async () => {
  const receiver = await receiverForTest({ status: 200, body: "<html>Sign in to the guest network</html>" });
  const { deliver } = await scene({ api: receiver.address });
  expect(await deliver(messageOf())).toEqual({ kind: "unknown", reason: "what answered is not Slack" });
});

test("a Slack that never answers is given up in bounded time", async () => {
  const receiver = await receiverForTest("hang");
  const { deliver } = await scene({ api: receiver.address, factor: 200 });
  expect(await deliver(messageOf())).toMatchObject({ kind: expect.stringMatching(/^(failed|unknown)$/) });
});
