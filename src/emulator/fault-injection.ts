/** Makes an ordered fault happen to a request, down to its connection. */
import { once } from "node:events";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Clock } from "../world.ts";
import type { FaultAction } from "./fault-order.ts";
import { primaryRateLimit, secondaryRateLimit } from "./rate-limits.ts";

export type Connection = Pick<HttpBindings, "incoming" | "outgoing">;

/** Answers in the way of the fault; `work` is what would have answered without it. */
export async function inject(
  action: FaultAction,
  { incoming, outgoing }: Connection,
  clock: Clock,
  work: () => Promise<Response>,
): Promise<Response> {
  switch (action.kind) {
    case "status":
      return json(action.status, action.body ?? {}, action.headers);
    case "delay":
      await clock.sleep(action.ms);
      return work();
    case "hang":
      await once(outgoing, "close");
      return RESPONSE_ALREADY_SENT;
    case "reset":
      incoming.socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    case "drop-after-commit":
      await work();
      if (action.status !== undefined) return json(action.status, failureBody(action.status));
      incoming.socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    case "truncate":
      await truncate(await work(), action.bytes, { incoming, outgoing });
      return RESPONSE_ALREADY_SENT;
    case "corrupt":
      return withBody(await work(), flipMiddleBit);
    case "empty":
      return withBody(await work(), () => new Uint8Array());
    case "primary-rate-limit":
      return primaryRateLimit(clock.now(), action.resetSeconds);
    default:
      return secondaryRateLimit(action.retryAfterSeconds);
  }
}

/** Promises the whole body and sends the start of it. */
async function truncate(response: Response, bytes: number, { incoming, outgoing }: Connection): Promise<void> {
  const body = new Uint8Array(await response.arrayBuffer());
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    "content-length": String(Math.max(body.length, bytes + 1)),
  });
  outgoing.flushHeaders();
  // Ended and not reset: a reset would take back what was sent and is still on its way.
  outgoing.write(body.subarray(0, bytes), () => incoming.socket.end());
}

async function withBody(
  response: Response,
  change: (body: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const body = change(new Uint8Array(await response.arrayBuffer()));
  const headers = new Headers(response.headers);
  headers.set("content-length", String(body.length));
  return new Response(response.status === 204 ? null : body, { status: response.status, headers });
}

function flipMiddleBit(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const middle = body.length >> 1;
  const byte = body[middle];
  if (byte !== undefined) body[middle] = byte ^ 1;
  return body;
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  if (status === 204 || status === 304) return new Response(null, { status, headers });
  return Response.json(body, { status, headers });
}

/** Fits Twirp's errors and REST's alike. */
function failureBody(status: number) {
  const text = `the work was done and status ${status} was ordered`;
  return { code: "internal", msg: text, message: text };
}
