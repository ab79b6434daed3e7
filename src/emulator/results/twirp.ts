/** Twirp over JSON: one POST route a method, errors as `{code, msg}`. https://twitchtv.github.io/twirp/docs/spec_v7.html */
import type { Context, Hono } from "hono";
import * as z from "zod";
import type { Caller } from "../runtime-token.ts";
import type { Authenticated } from "./authentication.ts";

const STATUS = {
  invalid_argument: 400,
  malformed: 400,
  permission_denied: 403,
  not_found: 404,
  already_exists: 409,
} as const;

/** A method's answer: a message, or an error by its Twirp code. */
export type Answer =
  | { readonly kind: "message"; readonly message: object }
  | { readonly kind: "error"; readonly code: keyof typeof STATUS; readonly msg: string };

export interface Call {
  readonly caller: Caller;
  /** Scheme, host and port under which the caller reached us. */
  readonly origin: string;
}

export const message = (fields: object): Answer => ({ kind: "message", message: fields });

export const failure = (code: keyof typeof STATUS, msg: string): Answer => ({ kind: "error", code, msg });

/** Serves a method of a service; `act` sees requests that fit the schema. */
export function twirpMethod<T>(
  app: Hono<Authenticated>,
  method: string,
  schema: z.ZodType<T>,
  act: (request: T, call: Call) => Promise<Answer>,
): void {
  app.post(`/${method}`, async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    if (body === undefined) return answer(context, failure("malformed", "the request is not JSON"));
    const request = schema.safeParse(body);
    if (!request.success) return answer(context, failure("invalid_argument", z.prettifyError(request.error)));
    const call = { caller: context.get("caller"), origin: new URL(context.req.url).origin };
    return answer(context, await act(request.data, call));
  });
}

function answer(context: Context, given: Answer): Response {
  if (given.kind === "message") return context.json(given.message);
  return context.json({ code: given.code, msg: given.msg }, STATUS[given.code]);
}
