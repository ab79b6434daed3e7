/** A shop and its warehouse, which the guide's workflows ask. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface Shop {
  readonly url: string;
  /** How many more times it answers 503 to who asks for the orders. */
  outages: number;
  /** The ids of the orders that the warehouse does not take. */
  readonly refuses: Set<string>;
  /** What was asked since the last time this was called; with the answer, where it was a refusal. */
  asked(): string[];
}

const orders = [{ id: "a1" }, { id: "b2" }, { id: "c3" }];

export async function openShop(): Promise<Shop> {
  let asked: string[] = [];
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method, url = "" } = request;
    const isList = url === "/orders.json";
    const isRefused = shop.refuses.has(url.replace("/orders/", ""));
    const status = isList && shop.outages-- > 0 ? 503 : isRefused ? 422 : 200;
    const said = status !== 200 ? `: ${status}` : method === "POST" ? `: ${body}` : "";
    asked.push(`${method} ${url}${said}`);
    response.writeHead(status).end(isList && status === 200 ? JSON.stringify(orders) : "");
  }

  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens nowhere");
  const shop: Shop = {
    url: `http://127.0.0.1:${address.port}`,
    outages: 0,
    refuses: new Set(),
    asked() {
      const all = asked;
      asked = [];
      return all;
    },
  };
  return shop;
}
