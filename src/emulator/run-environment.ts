/** The variables under which the official clients talk to the emulator as a job of a run. */
import { writeToken } from "./runtime-token.ts";
import type { SigningKey } from "./signing-key.ts";
import { cacheScopes } from "./results/cache-scopes.ts";
import type { CacheMode, Refs } from "./results/cache-scopes.ts";
import { RETENTION_DAYS } from "./results/artifacts.ts";

/** What the REST API accepts as a token; anything else would do too. */
const GITHUB_TOKEN = "ghs_emulator";

export interface Job extends Partial<Refs> {
  readonly runId: number;
  /** From 1, which it is unless given. */
  readonly attempt?: number;
  readonly job: string;
  /** What the job's token may do in the cache; `write` unless given. */
  readonly cacheMode?: CacheMode;
  /** `v1` is what act and GitHub Enterprise Server speak; `v2` unless given. */
  readonly cacheService?: "v1" | "v2";
}

/** A job may take six hours where GitHub hosts it, and five days where its owner does. */
const TOKEN_LIFETIME_MS = 5 * 24 * 60 * 60 * 1000;

/** `url` is the emulator's, `now` in milliseconds since the epoch. */
export function runEnvironment(
  key: SigningKey,
  place: { readonly url: string; readonly repository: string },
  now: number,
  run: Job,
): Record<string, string> {
  const { runId, attempt = 1, job, defaultRef = "refs/heads/main", ref = defaultRef, cacheMode } = run;
  const refs = { ref, defaultRef, ...(run.baseRef !== undefined && { baseRef: run.baseRef }) };
  const scopes = cacheScopes(refs, cacheMode ?? "write");
  const base = `${place.url}/`;
  // A proxy of the machine must not see these requests, and would not reach the emulator.
  const unproxied = [...new Set(["127.0.0.1", "localhost", new URL(place.url).hostname])].join(",");
  return {
    ACTIONS_CACHE_URL: base,
    ACTIONS_RESULTS_URL: base,
    ACTIONS_RUNTIME_TOKEN: writeToken(key, { runId, attempt, job, scopes }, now + TOKEN_LIFETIME_MS),
    ...(run.cacheService !== "v1" && { ACTIONS_CACHE_SERVICE_V2: "1" }),
    ...(cacheMode !== undefined && { ACTIONS_CACHE_MODE: cacheMode }),
    GITHUB_API_URL: place.url,
    GITHUB_REF: ref,
    GITHUB_REPOSITORY: place.repository,
    GITHUB_RETENTION_DAYS: String(RETENTION_DAYS),
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_RUN_ID: String(runId),
    GITHUB_TOKEN,
    NO_PROXY: unproxied,
    no_proxy: unproxied,
  };
}
