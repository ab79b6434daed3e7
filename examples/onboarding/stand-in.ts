/**
 * Three services with accounts (directory, mailbox, chat) and one that sends mail, on 127.0.0.1: for this example to run
 * against. `node stand-in.ts [--port 0] [--state folder] [--faults 0.3] [--seed 1]` prints its address.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parseArgs } from "node:util";
import { openRecords } from "./stand-in-records.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    state: { type: "string", default: "stand-in" },
    faults: { type: "string", default: "0.3" },
    seed: { type: "string", default: "1" },
  },
});

const records = openRecords(values.state);
const services = new Set(["directory", "mailbox", "chat"]);
/** How often each effect was asked for, so that a fault is not the same for ever. */
const asked = new Map<string, number>();

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const server = createServer((request, response) => {
  void answer(request, response);
});
server.listen(Number(values.port), "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) console.log(`http://127.0.0.1:${address.port}`);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body, headers } = await replyTo(request);
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function replyTo(request: IncomingMessage): Promise<Reply> {
  const [, service = "", id] = new URL(request.url ?? "/", "http://127.0.0.1").pathname
    .split("/")
    .map(decodeURIComponent);
  const body = await textOf(request);
  if (service === "outbox" && request.method === "POST") {
    records.send(body);
    return { status: 202 };
  }
  if (!services.has(service)) return { status: 404 };
  if (request.method === "GET" && id) return records.has(service, id) ? { status: 200, body: { id } } : { status: 404 };
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string") return { status: 400, body: { error: "an Idempotency-Key is asked for" } };
  return nowAndThenFailing(`${request.method} ${service} ${key}`, () => {
    if (request.method === "DELETE" && id) return { status: records.remove(service, id) ? 204 : 404 };
    if (request.method === "POST") return created(service, key, body);
    return { status: 405 };
  });
}

/** The same key gives the same answer again. Another key for the same account is a conflict. */
function created(service: string, key: string, body: string): Reply {
  const account: unknown = JSON.parse(body);
  if (typeof account !== "object" || account === null || !("email" in account) || typeof account.email !== "string")
    return { status: 422, body: { error: "an account has an email" } };
  const outcome = records.create(service, account.email, key, account);
  return outcome === "conflict"
    ? { status: 409, body: { error: `${account.email} has an account already` } }
    : { status: outcome === "created" ? 201 : 200, body: { id: account.email } };
}

/** Fails now and then: before the effect, or, what is worse, after it. */
function nowAndThenFailing(effect: string, act: () => Reply): Reply {
  const number = (asked.get(effect) ?? 0) + 1;
  asked.set(effect, number);
  const chance = createHash("sha256").update(`${values.seed} ${number} ${effect}`).digest().readUInt32BE() / 2 ** 32;
  const faults = Number(values.faults);
  if (chance < faults / 3) return { status: 429, headers: { "retry-after": "1" } };
  if (chance < (2 * faults) / 3) return { status: 503 };
  const reply = act();
  return chance < faults ? { status: 503 } : reply;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
