/** What people have answered in the issues in which they were asked. */
import { approvalIssues } from "../../../approval/approval-issues.ts";
import type { Decision } from "../../../approval/decide.ts";
import { decisionOn } from "../../../approval/decision-on.ts";
import type { RunState } from "../../../journal/fold-run.ts";
import { readable } from "../../../report/path-text.ts";
import { noAnswers, type Answer, type Answers } from "./answers.ts";
import type { GithubAround } from "./around.ts";
import { waitedFor } from "./waited-for.ts";

/** The answers that are decided, by the rules that the journal has: what an issue says of them, others may have written. */
export async function answersOfPeople(github: GithubAround, run: RunState): Promise<Answers> {
  const asked = waitedFor(run).flatMap(([path, { id, approval }]) =>
    approval === undefined ? [] : [{ path, id, rule: { ...approval, startedBy: run.started?.by } }],
  );
  if (asked.length === 0) return noAnswers;
  const { job, repository, lane } = github;
  const octokit = await github.octokit();
  const questions = approvalIssues(job.world, octokit, repository, job.signal);
  const listed = await questions.openOf(lane);
  // Who may not read issues can ask in none, and is told so where it tries.
  if (listed.kind === "denied") return noAnswers;
  if (listed.kind === "unavailable") return { answers: [], faults: [listed.reason], isUnread: true };
  const asking = { octokit, repository, questions, teamsOctokit: await github.teamsOctokit() };
  const answers: Answer[] = [];
  for (const { path, id, rule } of asked) {
    const question = listed.questions.find((each) => each.id === id);
    if (question === undefined || !question.mayHaveAnswers) continue;
    const { decision } = await decisionOn(asking, question, rule);
    for (const { vote, why } of decision.ignored) {
      job.runner.info(github.redact(`The answer of ${vote.by} to ${readable(path)} does not count: ${why}.`));
    }
    const answer = answerOf(decision);
    if (answer !== undefined) answers.push([path, answer]);
  }
  return { answers, faults: [] };
}

function answerOf(decision: Decision): Answer[1] | undefined {
  switch (decision.kind) {
    case "open":
      return undefined;
    case "approved": {
      const { at, votes } = decision;
      const by = votes.map((vote) => vote.by).join(", ");
      return { at, by, answer: { ok: true, value: { approved: true, by, votes } } };
    }
    case "rejected": {
      const { at, by, reason, teams } = decision;
      const message = `${by} said no: ${reason}`;
      return { at, by, answer: { ok: false, failure: { kind: "error", code: "REJECTED", message, by, teams } } };
    }
  }
}
