/** A registry of npm's kind on 127.0.0.1, with the manifests it is given by their path; everything else is answered 404. */
import { createServer } from "node:http";

export interface StandIn extends AsyncDisposable {
  readonly url: string;
}

export async function startRegistry(manifests: Readonly<Record<string, object | number>>): Promise<StandIn> {
  const server = createServer((request, response) => {
    const answer = manifests[decodeURIComponent(request.url ?? "/").slice(1)] ?? 404;
    if (typeof answer === "number") response.writeHead(answer, { "retry-after": "3" }).end();
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the stand-in has no address");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
