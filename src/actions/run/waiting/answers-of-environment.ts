/** What the reviewers of the job's environment have answered by letting it in. */
import { whySelfReview } from "../../../approval/decide.ts";
import { requireContext } from "../../../github/context.ts";
import { environmentApproval } from "../../../github/environment-approvals.ts";
import type { RunState } from "../../../journal/fold-run.ts";
import { readable } from "../../../report/path-text.ts";
import { noAnswers, type Answer, type Answers } from "./answers.ts";
import type { GithubAround } from "./around.ts";
import { waitedFor } from "./waited-for.ts";

/**
 * The approvals that the run waits for are theirs. GitHub tells who it was, and not when: it is asked once, before the run
 * goes on to what waits next. Throws what is no answer of GitHub's.
 */
export async function answersOfEnvironment(github: GithubAround, environment: string, run: RunState): Promise<Answers> {
  const asked = waitedFor(run).flatMap(([path, { approval }]) =>
    approval === undefined ? [] : [{ path, rule: { ...approval, startedBy: run.started?.by } }],
  );
  if (asked.length === 0) return noAnswers;
  const { runId } = requireContext(github.job.context, "runId");
  const found = await environmentApproval(await github.octokit(), github.repository, runId, environment);
  if (found.kind !== "approved") return { answers: [], faults: [found.reason] };
  const { by, comment } = found;
  const answers: Answer[] = [];
  const faults: string[] = [];
  for (const { path, rule } of asked) {
    const why = whySelfReview(by, rule);
    if (why === undefined) answers.push([path, { by, answer: { ok: true, value: { approved: true, by, comment } } }]);
    else faults.push(`${by} approved the environment ${environment}, which is no answer to ${readable(path)}: ${why}`);
  }
  return { answers, faults };
}
