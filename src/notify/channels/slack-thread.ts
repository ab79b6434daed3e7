import * as z from "zod/mini";
import { incidentId } from "../message-id.ts";
import type { Message } from "../message.ts";
import type { Channel, Delivered } from "./channel.ts";
import { inTime } from "./deadline.ts";
import type { SafeAddress } from "./safe-address.ts";
import type { SendingWorld } from "./send.ts";
import { slackApi, type SlackAnswer, type SlackCall } from "./slack-api.ts";
import { slackText } from "./slack-blocks.ts";
import { findRoot, isReplied, metadataOf, rootSchema, type Root, type Thread } from "./slack-history.ts";

export interface SlackThreadSettings {
  readonly name: string;
  /** Of a bot: `chat:write`; with `channels:history` or `groups:history` lost answers are found again. */
  readonly token: string;
  /** Where it posts to: an id, or a name where nothing has to be found again. */
  readonly channel: string;
  /** The Web API. */
  readonly api: SafeAddress;
}

/**
 * A channel to Slack by a bot's token: one message an incident, kept up to date, with a reply in its thread for each
 * change. It is looked first whether a message was posted already, as far as the token may read.
 */
export function slackThreadChannel(world: SendingWorld, settings: SlackThreadSettings): Channel {
  const { name, token, channel, api } = settings;
  return {
    name,
    deliver: (message, previous, signal) =>
      inTime(world.clock, signal, async (stopped) => {
        const thread: Thread = { call: slackApi(world, api, token, stopped), channel, message };
        const root = rootIn(message, previous) ?? (await findRoot(thread));
        if (root !== undefined) return goOn(thread, root);
        // Nobody was told that it failed.
        return message.change === "recovered" ? { kind: "delivered" } : begin(thread);
      }),
  };
}

/** Says the incident for the first time. */
async function begin(thread: Thread): Promise<Delivered> {
  const { channel, message, call } = thread;
  const answer = await call("chat.postMessage", {
    arguments: { channel, ...newMessage(message) },
    isRepeatable: false,
  });
  if (answer.kind === "answered") {
    const posted = z.safeParse(rootSchema, answer.data);
    return posted.success ? deliveredAt(message, posted.data) : { kind: "delivered" };
  }
  const found = answer.kind === "unknown" ? await findRoot(thread) : undefined;
  return found === undefined ? withoutError(answer) : deliveredAt(message, found);
}

/** Replies to the first message, and renews it: where it may no longer be edited, the reply has told people all the same. */
async function goOn(thread: Thread, root: Root): Promise<Delivered> {
  const replied = thread.message.change === "opened" ? alreadySaid : await reply(thread, root);
  if (replied.kind === "failed" && replied.error !== undefined && gone.has(replied.error)) return begin(thread);
  if (replied.kind !== "answered") return withoutError(replied);
  const { message, call } = thread;
  await call("chat.update", {
    arguments: { ...root, ...slackText(message), metadata: metadataOf(message) },
    isRepeatable: true,
  });
  return deliveredAt(message, root);
}

const alreadySaid: SlackAnswer = { kind: "answered", data: undefined };

/** What is answered where the first message was deleted, or its channel. */
const gone: ReadonlySet<string> = new Set(["thread_not_found", "message_not_found", "channel_not_found"]);

async function reply(thread: Thread, root: Root): Promise<SlackAnswer> {
  if (await isReplied(thread, root)) return alreadySaid;
  const { call, message } = thread;
  const answer = await call("chat.postMessage", {
    arguments: {
      channel: root.channel,
      thread_ts: root.ts,
      // A thread is read by those who follow it; a reminder is for the others.
      reply_broadcast: message.change === "reminded",
      ...newMessage(message),
    },
    isRepeatable: false,
  });
  return answer.kind === "unknown" && (await isReplied(thread, root)) ? alreadySaid : answer;
}

/** The links in it are not shown as pages. */
function newMessage(message: Message): SlackCall["arguments"] {
  return { ...slackText(message), metadata: metadataOf(message), unfurl_links: false, unfurl_media: false };
}

/** A key's next incident begins anew: the reference says which one it is of. */
function deliveredAt(message: Message, { channel, ts }: Root): Delivered {
  return { kind: "delivered", reference: `${channel}/${ts}/${incidentId(message)}` };
}

function rootIn(message: Message, reference = ""): Root | undefined {
  const [channel, ts, incident] = reference.split("/");
  return channel !== undefined && ts !== undefined && incident === incidentId(message) ? { channel, ts } : undefined;
}

function withoutError(answer: Exclude<SlackAnswer, { kind: "answered" }>): Delivered {
  return { kind: answer.kind, reason: answer.reason };
}
