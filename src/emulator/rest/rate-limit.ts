/** The hour's requests of a token, which every answer counts down in its headers. */
import { Hono } from "hono";
import type { MiddlewareHandler } from "hono";
import type { Clock } from "../../world.ts";
import type { RestEnv } from "./context.ts";
import { answerError, RestError } from "./errors.ts";

const HOUR_MS = 3_600_000;

interface Window {
  used: number;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

export interface RateLimits {
  /** Counts a request and sets the headers; answers 403 when the hour's are used up. */
  readonly count: MiddlewareHandler<RestEnv>;
  readonly routes: Hono<RestEnv>;
}

/** `limit` is how many requests each token has an hour. */
export function rateLimits(clock: Pick<Clock, "now">, limit: number): RateLimits {
  const windows = new Map<string, Window>();

  const windowOf = (token: string, resource: Resource): Window => {
    const key = `${resource} ${token}`;
    let window = windows.get(key);
    if (window === undefined || window.endsAt <= clock.now()) {
      windows.set(key, (window = { used: 0, endsAt: clock.now() + HOUR_MS }));
    }
    return window;
  };

  const count: MiddlewareHandler<RestEnv> = async (c, next) => {
    const resource = resourceOf(c.req.path);
    const window = windowOf(c.req.header("authorization") ?? "", resource);
    window.used += 1;
    if (window.used <= limit) await next();
    else c.res = answerError(new RestError(403, "API rate limit exceeded for installation."), c);
    for (const [name, value] of Object.entries(shown(window, limit))) c.header(`x-ratelimit-${name}`, String(value));
    c.header("x-ratelimit-resource", resource);
  };

  const routes = new Hono<RestEnv>().get("/rate_limit", (c) => {
    const token = c.req.header("authorization") ?? "";
    const core = shown(windowOf(token, "core"), limit);
    return c.json({ resources: { core, search: shown(windowOf(token, "search"), limit) }, rate: core });
  });
  return { count, routes };
}

type Resource = "core" | "search";

function resourceOf(path: string): Resource {
  return path.startsWith("/search/") ? "search" : "core";
}

function shown({ used, endsAt }: Window, limit: number) {
  const counted = Math.min(used, limit);
  return { limit, remaining: limit - counted, used: counted, reset: Math.ceil(endsAt / 1000) };
}
