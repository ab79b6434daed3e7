/** What was posted to Slack already, as far as the token may read it: it is known by its metadata. */
import * as z from "zod/mini";
import { incidentId, messageId } from "../message-id.ts";
import { changedAt, type Message } from "../message.ts";
import type { SlackAnswer, SlackApi } from "./slack-api.ts";

/** Telling one message in a thread. */
export interface Thread {
  readonly call: SlackApi;
  /** Where it is, as the settings name it. */
  readonly channel: string;
  readonly message: Message;
}

/** The first message of an incident: its channel's id, and what Slack calls it. */
export const rootSchema = z.object({ channel: z.string(), ts: z.string() });
export type Root = z.infer<typeof rootSchema>;

const payloadSchema = z.object({ incident: z.optional(z.string()), message: z.optional(z.string()) });
const messageSchema = z.object({
  ts: z.string(),
  thread_ts: z.optional(z.string()),
  metadata: z.optional(z.object({ event_payload: z.optional(payloadSchema) })),
});
const messagesSchema = z.object({ messages: z.array(messageSchema) });

/** What a message is posted with, to be known by. */
export function metadataOf(message: Message): Readonly<Record<string, unknown>> {
  const event_payload = { incident: incidentId(message), message: messageId(message) };
  return { event_type: "holdfast_incident", event_payload };
}

/** The incident's first message, by whomever it was posted. */
export async function findRoot({ call, channel, message }: Thread): Promise<Root | undefined> {
  const history = await call("conversations.history", {
    arguments: { channel, ...since(message.incident.firstSeen.at) },
    isRepeatable: true,
  });
  const id = incidentId(message);
  const found = messagesIn(history).find(({ metadata }) => metadata?.event_payload?.incident === id);
  // A reply that was shown in the channel, too, leads to the first message.
  return found && { channel, ts: found.thread_ts ?? found.ts };
}

/** Whether the message is a reply in the thread. */
export async function isReplied({ call, message }: Thread, root: Root): Promise<boolean> {
  const replies = await call("conversations.replies", {
    arguments: { ...root, ...since(changedAt(message)) },
    isRepeatable: true,
  });
  const id = messageId(message);
  return messagesIn(replies).some(({ metadata }) => metadata?.event_payload?.message === id);
}

/** From ten minutes before a time, in milliseconds since the epoch: Slack's clock need not be that of the runner. */
function since(time: number): Readonly<Record<string, unknown>> {
  const seconds = Math.max(0, Math.floor(time / 1000) - 600);
  return { oldest: String(seconds), include_all_metadata: true, limit: 200 };
}

/** None where the token may not read them. */
function messagesIn(answer: SlackAnswer): readonly z.infer<typeof messageSchema>[] {
  const read = z.safeParse(messagesSchema, answer.kind === "answered" ? answer.data : undefined);
  return read.success ? read.data.messages : [];
}
