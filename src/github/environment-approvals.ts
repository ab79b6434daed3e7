/** Who let a run into an environment that has reviewers. Needs `actions: read`. */
import * as z from "zod/mini";
import type { Repository } from "./context.ts";
import { unlessRefused, type NotReached } from "./not-reached.ts";
import type { Octokit } from "./octokit.ts";

/** https://docs.github.com/en/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run */
const reviewsSchema = z.array(
  z.object({
    state: z.string(),
    comment: z.nullish(z.string()),
    environments: z.array(z.object({ name: z.string() })),
    user: z.nullish(z.object({ login: z.string() })),
  }),
);

export type EnvironmentApproval =
  | { readonly kind: "approved"; readonly by: string; readonly comment: string }
  | { readonly kind: "none"; readonly reason: string }
  | NotReached;

/**
 * The approval of the environment in this run that GitHub lists last: it dates none of them. Throws what is no answer of
 * GitHub's.
 */
export function environmentApproval(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  runId: number,
  environment: string,
): Promise<EnvironmentApproval> {
  return unlessRefused(`who approved ${environment}`, "actions: read", async () => {
    const { data } = await octokit.rest.actions.getReviewsForRun({ owner, repo, run_id: runId });
    const review = z
      .parse(reviewsSchema, data)
      .findLast(({ state, environments }) => state === "approved" && environments.some(({ name }) => isSame(name)));
    if (review?.user) {
      return { kind: "approved", by: review.user.login, comment: review.comment ?? "" } as const;
    }
    const reason = `nobody has approved this run for the environment ${environment}: give it required reviewers, and name it as the job's environment`;
    return { kind: "none", reason } as const;
  });

  function isSame(name: string): boolean {
    return name.toLowerCase() === environment.toLowerCase();
  }
}
