/** Methods of Slack's Web API: https://docs.slack.dev/apis/web-api */
import * as z from "zod/mini";
import type { SafeAddress } from "./safe-address.ts";
import { outcomeOf } from "./posted.ts";
import { send, type Letter, type SendingWorld } from "./send.ts";

/** `error` is Slack's own name of it. */
export type SlackAnswer =
  | { readonly kind: "answered"; readonly data: unknown }
  | { readonly kind: "failed"; readonly reason: string; readonly error?: string }
  | { readonly kind: "unknown"; readonly reason: string };

export interface SlackCall {
  /** Texts as they are, anything else as JSON. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Whether it may be made twice. */
  readonly isRepeatable: boolean;
}

export type SlackApi = (method: string, call: SlackCall) => Promise<SlackAnswer>;

const answerSchema = z.looseObject({ ok: z.boolean(), error: z.optional(z.string()) });
/** Bytes: two hundred messages of a channel, each with its blocks. */
const longestAnswer = 8 * 1024 * 1024;
/** With these, "some aspect of the operation" may have succeeded. */
const doubtful: ReadonlySet<string> = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
]);

/** `base` is the API's address, under which its methods are. */
export function slackApi(world: SendingWorld, base: SafeAddress, token: string, signal: AbortSignal): SlackApi {
  return async (method, { arguments: given, isRepeatable }) => {
    const letter: Letter = {
      to: { ...base, url: new URL(method, base.url.href.replace(/\/*$/, "/")) },
      headers: {
        authorization: `Bearer ${token}`,
        // JSON is not taken by the methods that read.
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      },
      body: formOf(given),
      isRepeatable,
      answerLimit: longestAnswer,
    };
    const posted = await send(world, letter, signal);
    const answer = posted.kind === "answered" ? answerIn(posted.body) : undefined;
    if (answer?.ok === true) return { kind: "answered", data: answer };
    if (answer?.error !== undefined) {
      const error = answer.error.slice(0, 100).replace(/[^\w.:-]/g, "?");
      return doubtful.has(error)
        ? { kind: "unknown", reason: `Slack failed: ${error}` }
        : { kind: "failed", reason: `Slack refused it: ${error}`, error };
    }
    const outcome = outcomeOf(posted, letter.to, [token]);
    return outcome.kind === "delivered" ? { kind: "unknown", reason: "what answered is not Slack" } : outcome;
  };
}

function formOf(given: SlackCall["arguments"]): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) form.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return form.toString();
}

function answerIn(body: string): z.infer<typeof answerSchema> | undefined {
  try {
    return answerSchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
