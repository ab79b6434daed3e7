import type { Repository } from "../github/context.ts";
import type { NotReached } from "../github/not-reached.ts";
import type { Octokit } from "../github/octokit.ts";
import { backoffDelay, unitOf } from "../policy/backoff.ts";
import type { CacheService } from "../store/services.ts";
import type { World } from "../world.ts";
import { cacheIndex } from "./cache.ts";
import { firstOf } from "./first-of.ts";
import { refsIndex } from "./refs.ts";
import type { indexKinds, WaitingIndex } from "./waiting-index.ts";

export interface IndexOptions {
  readonly kind: (typeof indexKinds)[number];
  readonly octokit: Octokit;
  readonly repository: Repository;
  /** That of the job, by which it adds to the cache. */
  readonly cache: CacheService;
  /** A folder that exists. */
  readonly scratch: string;
  /** Told why `auto` looks in one place only, or adds to the cache. */
  readonly onDenied?: (reason: string) => void;
}

type IndexWorld = Pick<World, "clock" | "random" | "files">;

/** Over the GitHub of these options. What GitHub does not answer is added again: a run that is not in it is not resumed. */
export function openIndex(world: IndexWorld, options: IndexOptions): WaitingIndex {
  const index = indexOf(world, options);
  return { ...index, add: (run, note) => untilAnswered(world, () => index.add(run, note)) };
}

function indexOf(world: IndexWorld, { kind, onDenied = () => undefined, ...options }: IndexOptions): WaitingIndex {
  switch (kind) {
    case "refs":
      return refsIndex(options.octokit, options.repository);
    case "branches":
      return refsIndex(options.octokit, options.repository, "heads/holdfast/waiting");
    case "cache":
      return cacheIndex(world, options);
    case "auto":
      return firstOf([refsIndex(options.octokit, options.repository), cacheIndex(world, options)], onDenied);
  }
}

const tries = 4;
const backoff = { initialDelay: 1000, factor: 3, maxDelay: 10_000, jitter: "full" } as const;

async function untilAnswered<T>(
  { clock, random }: Pick<World, "clock" | "random">,
  act: () => Promise<T | NotReached>,
): Promise<T | NotReached> {
  for (let attempt = 1; ; attempt++) {
    const answer = await act();
    if (!isUnavailable(answer) || attempt === tries) return answer;
    await clock.sleep(backoffDelay(backoff, attempt, unitOf(random.bytes(6))));
  }
}

function isUnavailable(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "kind" in answer && answer.kind === "unavailable";
}
