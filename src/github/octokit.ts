import type { Octokit } from "@octokit/rest";
import type { World } from "../world.ts";
import type { RunnerContext } from "./context.ts";
import { type Patience, patientFetch } from "./rate-limit.ts";

export type { Octokit };

export interface OctokitSettings extends Partial<Patience> {
  readonly token: string;
}

/**
 * The one way to GitHub's REST API. Reads are retried on server errors and lost connections; writes are not, for nobody
 * knows whether they happened; rate limits are waited for within bounds (a minute a wait by default).
 */
export async function createOctokit(
  world: Pick<World, "http" | "clock">,
  context: Pick<RunnerContext, "apiUrl">,
  settings: OctokitSettings,
): Promise<Octokit> {
  const [rest, retry, throttling] = await Promise.all([
    import("@octokit/rest"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
  ]);
  const { token, ...patience } = settings;
  const fetch = patientFetch(world.http.fetch, world.clock, {
    longestWait: 60_000,
    attempts: 3,
    answerWithin: 30_000,
    ...patience,
  });
  const Client = rest.Octokit.plugin(retry.retry, throttling.throttling);
  const octokit = new Client({
    auth: token,
    baseUrl: context.apiUrl,
    userAgent: "holdfast",
    request: { fetch },
    // Its log repeats requests; what fails is thrown and said once, by the caller.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    retry: { retries: 2, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
    // It spaces writes out. Limits that were met nevertheless are waited for in one place: `patientFetch`.
    throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false },
  });
  octokit.hook.before("request", (options) => {
    if (options.method !== "GET" && options.method !== "HEAD") options.request.retries = 0;
  });
  return octokit;
}

function ignore(): void {}
