/**
 * Which caches a job sees: those of its own ref, of the base of its pull request and of the default branch, in that
 * order; it writes to its own ref alone. https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching
 */
import type { CacheScope } from "../runtime-token.ts";

export type CacheMode = "none" | "read" | "write" | "write-only";

export interface Refs {
  /** The full ref of the run, such as `refs/heads/main` or `refs/pull/7/merge`. */
  readonly ref: string;
  /** The full ref a pull request goes into. */
  readonly baseRef?: string;
  /** The full ref of the default branch. */
  readonly defaultRef: string;
}

/** The scopes of a job's token. `write` reads too; `write-only` does not. */
export function cacheScopes({ ref, baseRef, defaultRef }: Refs, mode: CacheMode): CacheScope[] {
  const read = mode === "read" || mode === "write";
  const write = mode === "write" || mode === "write-only";
  const scopes = [...new Set([ref, baseRef ?? defaultRef, defaultRef])];
  return scopes
    .map((scope) => ({ scope, read, write: write && scope === ref }))
    .filter((scope) => scope.read || scope.write);
}
