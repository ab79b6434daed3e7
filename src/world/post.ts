/** The POST of `Http`, over Node's own client: that lets us see each address before it is connected to. */
import { lookup as lookUp, type LookupAddress } from "node:dns";
import { request as requestPlainly, type ClientRequest, type IncomingMessage } from "node:http";
import { request as requestSecurely } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Posted, PostRequest } from "../world.ts";
import { isPublicAddress } from "./public-address.ts";

const refused = "EPRIVATE";

export async function post(url: URL, request: PostRequest): Promise<Posted> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // Node looks no address up, so `publicLookup` would not see it.
  const isRefused = !request.mayBePrivate && isIP(host) !== 0 && !isPublicAddress(host);
  if (isRefused) return { kind: "unsent", reason: refused };
  try {
    return await exchange(url, request);
  } catch (error) {
    // Node sends nothing of a header with a line break.
    return { kind: "unsent", reason: codeOf(error) };
  }
}

function exchange(url: URL, { body, mayBePrivate, answerLimit, ...request }: PostRequest): Promise<Posted> {
  return new Promise((resolve) => {
    let isConnected = false;
    const outgoing = (url.protocol === "https:" ? requestSecurely : requestPlainly)(url, {
      method: "POST",
      agent: false, // no connection of others, and no proxy of theirs
      signal: request.signal,
      headers: { ...request.headers, "content-length": String(Buffer.byteLength(body)) },
      ...(!mayBePrivate && { lookup: publicLookup }),
    });
    onceConnected(outgoing, url, () => {
      isConnected = true;
    });
    let isAnswered = false;
    outgoing.on("error", (error) => {
      if (!isAnswered) resolve({ kind: isConnected ? "unanswered" : "unsent", reason: codeOf(error) });
    });
    outgoing.once("response", (incoming) => {
      isAnswered = true;
      void start(incoming, answerLimit)
        .then((text): Posted => {
          outgoing.destroy();
          return { kind: "answered", status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: text };
        })
        .then(resolve);
    });
    outgoing.end(body);
  });
}

/** Nothing of a request is sent before the connection it is sent over is there. */
function onceConnected(outgoing: ClientRequest, { protocol }: URL, act: () => void): void {
  outgoing.once("socket", (socket) => socket.once(protocol === "https:" ? "secureConnect" : "connect", act));
}

/** Hands on only what is public of what a name stands for; Node connects to nothing else. */
const publicLookup: LookupFunction = (host, options, callback) => {
  lookUp(host, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, "");
    const [first, ...others] = found.filter(({ address }) => isPublicAddress(address));
    if (first === undefined) return callback(Object.assign(new Error("not public"), { code: refused }), "");
    if (options.all === true) callback(null, [first, ...others] satisfies LookupAddress[]);
    else callback(null, first.address, first.family);
  });
};

/** The start of an answer; what comes after its limit, or is cut off, tells nothing more. */
async function start(incoming: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      if (!Buffer.isBuffer(chunk)) continue;
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= limit) break;
    }
  } catch {
    // The status has come: it is the answer.
  }
  return Buffer.concat(chunks).subarray(0, limit).toString("utf8");
}

/** The message would name the address. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const each of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, each);
  }
  return headers;
}
