/** What was answered on GitHub while a run waited: brought into its inbox, which its engine takes in. */
import { putInInbox } from "../../../durable/run/inbox.ts";
import { requireContext } from "../../../github/context.ts";
import { environmentApproval } from "../../../github/environment-approvals.ts";
import type { LaneState } from "../../../journal/fold.ts";
import { unansweredIn } from "../../../report/run-view.ts";
import { answersOfEvents } from "./answers-of-events.ts";
import { answersOfPeople } from "./answers-of-people.ts";
import type { Answers } from "./answers.ts";
import type { GithubAround } from "./around.ts";

export interface Brought {
  /** So many answers lie in the inbox. */
  readonly count: number;
  readonly faults: readonly string[];
}

/** Looks for an answer to whatever waits for one. Throws what Octokit throws. */
export async function bringAnswers(github: GithubAround, { run }: LaneState): Promise<Brought> {
  const people = await answersOfPeople(github, run);
  const events = await answersOfEvents(github, run);
  return bring(github, {
    answers: [...people.answers, ...events.answers],
    faults: [...people.faults, ...events.faults],
  });
}

/**
 * The job runs in an environment that its reviewers let it into: the approvals that the run waits for are theirs. GitHub
 * tells who it was, and not when: it is asked once, before the run goes on to what waits next.
 */
export async function bringEnvironmentApproval(
  github: GithubAround,
  environment: string,
  { run }: LaneState,
): Promise<Brought> {
  const waiting = unansweredIn(run).filter((path) => run.callbacks.get(path)?.approval !== undefined);
  if (waiting.length === 0) return { count: 0, faults: [] };
  const { runId } = requireContext(github.job.context, "runId");
  const found = await environmentApproval(await github.octokit(), github.repository, runId, environment);
  if (found.kind !== "approved") return { count: 0, faults: [found.reason] };
  const { by, comment } = found;
  const value = { approved: true, by, comment };
  return bring(github, { answers: waiting.map((path) => [path, { by, answer: { ok: true, value } }]), faults: [] });
}

async function bring({ job, folder }: GithubAround, { answers, faults }: Answers): Promise<Brought> {
  for (const [callback, answer] of answers) {
    await putInInbox(job.world, folder, { kind: "answer", callback, ...answer });
  }
  return { count: answers.length, faults };
}
