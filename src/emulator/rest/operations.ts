/** What is served, in the words of GitHub's OpenAPI description. */
import type { Hono } from "hono";
import type { RestEnv } from "./context.ts";

/** Each operation as `GET /repos/{owner}/{repo}/issues`, once. */
export function operationsOf(app: Hono<RestEnv>): string[] {
  const served = app.routes
    // Middleware answers to all methods.
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${described(path)}`);
  return [...new Set(served)].sort();
}

/** `/a/:b{.+}` is `/a/{b}` there. */
function described(path: string): string {
  const named = path.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}");
  // The folder at the top is a path like any other.
  return named.endsWith("/contents") ? `${named}/{path}` : named;
}
