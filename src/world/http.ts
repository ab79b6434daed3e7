/** Requests and servers of Node's own. */
import type { ClientRequest, IncomingMessage, RequestListener } from "node:http";
import type { Http, ObservedRequest, Server } from "../world.ts";

export const systemHttp: Http = {
  fetch: (...request) => globalThis.fetch(...request),
  post: async (...request) => (await import("./post.ts")).post(...request),
  observe,
  serve,
};

async function observe<T>(act: () => Promise<T>, show: (request: ObservedRequest) => void): Promise<T> {
  const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
  const { subscribe, unsubscribe } = process.getBuiltinModule("node:diagnostics_channel");
  const inside = new AsyncLocalStorage<boolean>();
  const onCreated = (message: unknown) => {
    if (inside.getStore() && isRequestMessage(message)) show(observed(message.request));
  };
  subscribe("http.client.request.created", onCreated);
  try {
    return await inside.run(true, act);
  } finally {
    unsubscribe("http.client.request.created", onCreated);
  }
}

function isRequestMessage(message: unknown): message is { request: ClientRequest } {
  return typeof message === "object" && message !== null && "request" in message;
}

function observed(request: ClientRequest): ObservedRequest {
  let response: IncomingMessage | undefined;
  request.once("response", (answer) => {
    response = answer;
  });
  return {
    get bytes() {
      return (request.socket?.bytesRead ?? 0) + (request.socket?.bytesWritten ?? 0);
    },
    closed: new Promise((resolve) => request.once("close", () => resolve(response?.complete ?? false))),
    end: (reason) => void request.destroy(Object.assign(new Error(reason), { code: "ECONNRESET" })),
  };
}

async function serve(listener: RequestListener, options: { host?: string; port?: number } = {}): Promise<Server> {
  const { createServer } = process.getBuiltinModule("node:http");
  const host = options.host ?? "127.0.0.1";
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
