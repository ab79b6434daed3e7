/** Lets in requests that carry a job's runtime token, and tells the services whose it is. */
import { createMiddleware } from "hono/factory";
import { readToken } from "../runtime-token.ts";
import type { Caller } from "../runtime-token.ts";
import type { Services } from "../services.ts";

export interface Authenticated {
  Variables: { caller: Caller };
}

export function authenticated(services: Services) {
  return createMiddleware<Authenticated>(async (context, next) => {
    const [, token] = /^Bearer (.+)$/i.exec(context.req.header("authorization") ?? "") ?? [];
    const caller = token === undefined ? undefined : readToken(services.key, token, services.clock.now());
    if (caller === undefined) {
      const msg = "the request needs a runtime token of this emulator that has not ended";
      return context.json({ code: "unauthenticated", msg, message: msg }, 401);
    }
    context.set("caller", caller);
    return next();
  });
}
