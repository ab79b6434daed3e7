/** The other side of a channel: a server that does as it is told, and keeps what it took. */
import type { IncomingHttpHeaders } from "node:http";
import { onTestFinished } from "vitest";
import { readAddress, type SafeAddress } from "../../../src/notify/channels/safe-address.ts";
import type { SendingWorld } from "../../../src/notify/channels/send.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { hastyClock } from "../../github/haste.ts";

export interface Taken {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is done with a request; but for `refuse`, it is taken first. */
export type Behaviour =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | "hang"
  | "reset"
  /** The status comes, and the body never ends. */
  | "drip"
  /** The connection ends before the request is read. */
  | "refuse";

export interface Receiver {
  readonly address: SafeAddress;
  readonly taken: readonly Taken[];
}

/** Behaves as the list says, request by request, and as its last entry from then on. Ends with the test. */
export async function receiverForTest(...behaviours: readonly Behaviour[]): Promise<Receiver> {
  const taken: Taken[] = [];
  let asked = 0;
  const server = await systemWorld().http.serve((incoming, outgoing) => {
    const behaviour = behaviours[Math.min(asked++, behaviours.length - 1)] ?? { status: 200 };
    if (behaviour === "refuse") return void incoming.socket.resetAndDestroy();
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      taken.push({ path: incoming.url ?? "", headers: incoming.headers, body: Buffer.concat(chunks).toString("utf8") });
      if (behaviour === "reset") incoming.socket.resetAndDestroy();
      else if (behaviour === "drip") outgoing.writeHead(200).write("o");
      else if (behaviour !== "hang") outgoing.writeHead(behaviour.status, behaviour.headers).end(behaviour.body ?? "");
    });
  });
  onTestFinished(() => server.close());
  return { address: addressOf(`${server.url}/services/T0SECRET/hook?sig=s3cretsignature`), taken };
}

export function addressOf(url: string): SafeAddress {
  return readAddress(url, "the receiver", ["127.0.0.1"]);
}

/** Where nobody listens any more. */
export async function goneAddress(): Promise<SafeAddress> {
  const server = await systemWorld().http.serve(() => {});
  await server.close();
  return addressOf(`${server.url}/services/T0SECRET/hook`);
}

/** The real world, whose waits are short and whose timeouts come `factor` times as soon. */
export function hastyWorld(factor = 20): SendingWorld {
  return { ...systemWorld(), clock: hastyClock(factor) };
}

export const never = new AbortController().signal;
