/** A Slack of one channel, as far as incidents need it: messages, threads, updates, and a history with metadata. */
import { onTestFinished } from "vitest";
import { readAddress, type SafeAddress } from "../../../src/notify/channels/safe-address.ts";
import { systemWorld } from "../../../src/world/system.ts";

export interface SlackMessage {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly reply_broadcast: boolean;
  readonly text: string;
  readonly metadata: unknown;
}

/** `lost`: it is done, and the connection ends without an answer. `error` is Slack's name of it. */
type Fault = "lost" | "hang" | { readonly error: string } | { readonly retryAfter: number };

export interface Slack {
  readonly api: SafeAddress;
  readonly messages: readonly SlackMessage[];
  /** Methods called, oldest first. */
  readonly calls: readonly string[];
  /** What happens to the next call of a method. */
  fault(method: string, fault: Fault): void;
  /** A person deletes a message. */
  delete(ts: string): void;
}

export const channel = "C0INCIDENTS";
export const token = "xoxb-s3cret";

/** Ends with the test. A token that may not read gets no history. */
export async function slackForTest({ mayRead = true } = {}): Promise<Slack> {
  const messages: SlackMessage[] = [];
  const calls: string[] = [];
  const faults = new Map<string, Fault>();
  const methods: Record<string, (form: URLSearchParams) => object> = {
    "chat.postMessage": (form) => {
      const thread = form.get("thread_ts");
      if (thread !== null && !messages.some(({ ts }) => ts === thread)) return refusal("thread_not_found");
      const ts = `${Math.floor(Date.now() / 1000)}.${String(messages.length + 1).padStart(6, "0")}`;
      messages.push({
        ts,
        ...(thread !== null && { thread_ts: thread }),
        reply_broadcast: form.get("reply_broadcast") === "true",
        text: form.get("text") ?? "",
        metadata: JSON.parse(form.get("metadata") ?? "null"),
      });
      return { ok: true, channel, ts };
    },
    "chat.update": (form) => {
      const index = messages.findIndex(({ ts }) => ts === form.get("ts"));
      const known = messages[index];
      if (known === undefined) return refusal("message_not_found");
      messages[index] = { ...known, text: form.get("text") ?? "" };
      return { ok: true };
    },
    "conversations.history": (form) =>
      listed(form, ({ thread_ts, reply_broadcast }) => thread_ts === undefined || reply_broadcast),
    "conversations.replies": (form) => listed(form, ({ ts, thread_ts }) => (thread_ts ?? ts) === form.get("ts")),
  };

  function listed(form: URLSearchParams, fits: (message: SlackMessage) => boolean): object {
    if (!mayRead) return refusal("missing_scope");
    const newest = messages.filter((message) => fits(message) && message.ts >= (form.get("oldest") ?? "")).toReversed();
    return { ok: true, messages: newest };
  }

  const server = await systemWorld().http.serve((incoming, outgoing) => {
    const method = new URL(incoming.url ?? "", "http://slack").pathname.replace("/api/", "");
    let body = "";
    incoming.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    incoming.on("end", () => {
      calls.push(method);
      const fault = faults.get(method);
      faults.delete(method);
      if (fault === "hang") return;
      if (typeof fault === "object" && "retryAfter" in fault) {
        return void outgoing.writeHead(429, { "retry-after": String(fault.retryAfter) }).end();
      }
      const isKnown = incoming.headers.authorization === `Bearer ${token}`;
      const answer =
        typeof fault === "object"
          ? refusal(fault.error)
          : isKnown
            ? (methods[method]?.(new URLSearchParams(body)) ?? refusal("unknown_method"))
            : refusal("invalid_auth");
      if (fault === "lost") return void incoming.socket.resetAndDestroy();
      outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  onTestFinished(() => server.close());
  return {
    api: readAddress(`${server.url}/api`, "Slack", ["127.0.0.1"]),
    messages,
    calls,
    fault: (method, fault) => void faults.set(method, fault),
    delete: (ts) =>
      void messages.splice(
        messages.findIndex((message) => message.ts === ts),
        1,
      ),
  };
}

function refusal(error: string): object {
  return { ok: false, error };
}
