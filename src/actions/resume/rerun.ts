/** Has the job of a waiting run run again. */
import { readRun, type AttemptedRun } from "../../github/attempted-runs.ts";
import type { Repository } from "../../github/context.ts";
import { failureOf, isDenial, statusOf } from "../../github/failure.ts";
import { rerun } from "../../github/job-executions.ts";
import type { Octokit } from "../../github/octokit.ts";

export type Rerun =
  | { readonly kind: "resumed" }
  | { readonly kind: "left"; readonly why: string }
  /** The token may not; `why` says what to grant. */
  | { readonly kind: "denied"; readonly why: string }
  /** GitHub refuses, and will the next time. */
  | { readonly kind: "out-of-reach"; readonly why: string };

/**
 * Starts the next attempt of a run as `run` has it, of one job or of all, once: of an answer that is lost, or a refusal
 * because somebody was faster, the run itself tells.
 */
export async function rerunOnce(
  octokit: Octokit,
  repository: Repository,
  run: AttemptedRun,
  jobId: number | undefined,
): Promise<Rerun> {
  try {
    await rerun(octokit, repository, run.id, jobId);
    return { kind: "resumed" };
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    const why = failureOf(error, "a run was not resumed", "actions: write");
    if (await isOvertaken(octokit, repository, run)) return { kind: "resumed" };
    if (isMissingPermission(error)) return { kind: "denied", why };
    if (!isRefusal(error)) return { kind: "left", why };
    return isBusy(error)
      ? { kind: "left", why: "its workflow run is in progress" }
      : { kind: "out-of-reach", why: `GitHub refuses to re-run it: ${wordsOf(error)}` };
  }
}

async function isOvertaken(octokit: Octokit, repository: Repository, { id, attempt }: AttemptedRun): Promise<boolean> {
  try {
    return (await readRun(octokit, repository, id)).attempt > attempt;
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    return false;
  }
}

function isRefusal(error: unknown): boolean {
  return isDenial(error) || statusOf(error) === 422 || statusOf(error) === 409;
}

/** GitHub answers 403 both to a token that may not and to a run that cannot. */
function isMissingPermission(error: unknown): boolean {
  const isWorded = isDenial(error) && /not accessible|must have|admin rights/i.test(wordsOf(error));
  return isWorded || statusOf(error) === 401 || statusOf(error) === 404;
}

function isBusy(error: unknown): boolean {
  return /already running|in progress/i.test(wordsOf(error));
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
