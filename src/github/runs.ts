import * as z from "zod/mini";
import type { Octokit } from "./octokit.ts";
import type { Repository } from "./context.ts";
import { failureOf } from "./failure.ts";

export interface RunAttempt {
  readonly repository: Repository;
  readonly runId: number;
  readonly attempt: number;
}

export type RunState =
  | { readonly kind: "ended"; readonly conclusion: string }
  | { readonly kind: "running"; readonly status: string }
  /** Nobody may act as if it had ended. */
  | { readonly kind: "unknown"; readonly reason: string };

const Answer = z.object({ status: z.string(), conclusion: z.nullish(z.string()) });

/** Whether an attempt of a workflow run can still write. Needs `actions: read`. Throws nothing. */
export async function runState(octokit: Octokit, run: RunAttempt): Promise<RunState> {
  const { repository, runId, attempt } = run;
  try {
    const response = await octokit.rest.actions.getWorkflowRunAttempt({
      owner: repository.owner,
      repo: repository.name,
      run_id: runId,
      attempt_number: attempt,
    });
    const { status, conclusion } = z.parse(Answer, response.data);
    if (status !== "completed") return { kind: "running", status };
    return { kind: "ended", conclusion: conclusion ?? "unknown" };
  } catch (error) {
    return { kind: "unknown", reason: failureOf(error, `the state of run ${runId}`) };
  }
}
