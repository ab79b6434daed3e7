import { readAttempt, type AttemptedRun } from "../github/attempted-runs.ts";
import type { Repository } from "../github/context.ts";
import type { Octokit } from "../github/octokit.ts";

/**
 * How many attempts a run has had since the last green one, its newest included: a run that waits ends green, and the next
 * attempt only goes on. Looks no further than `most`; a request for each but the newest. Throws what Octokit throws.
 */
export async function attemptsSinceGreen(
  octokit: Octokit,
  repository: Repository,
  { id, attempt }: Pick<AttemptedRun, "id" | "attempt">,
  most: number,
): Promise<number> {
  let count = 1;
  while (count < Math.min(attempt, most)) {
    const before = await readAttempt(octokit, repository, id, attempt - count);
    if (before.conclusion === "success") break;
    count += 1;
  }
  return count;
}
