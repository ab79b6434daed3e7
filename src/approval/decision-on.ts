import type { Repository } from "../github/context.ts";
import type { Octokit } from "../github/octokit.ts";
import type { ApprovalIssues } from "./approval-issues.ts";
import { decide, type Decision } from "./decide.ts";
import { judged, mayAnswer } from "./may-answer.ts";
import type { ApprovalRule, OpenQuestion } from "./question.ts";
import type { Vote } from "./vote.ts";

/** GitHub as far as it tells what was answered by whom. */
export interface Asking {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly questions: ApprovalIssues;
  /** With a token that may see the members of teams. */
  readonly teamsOctokit: Octokit | undefined;
}

/** What the answers to a question come to by a rule. Throws what Octokit throws. */
export async function decisionOn(
  { octokit, repository, questions, teamsOctokit }: Asking,
  question: Pick<OpenQuestion, "issue">,
  rule: ApprovalRule,
): Promise<{ readonly votes: readonly Vote[]; readonly decision: Decision }> {
  const votes = await questions.votes(question);
  const may = mayAnswer(octokit, repository, rule, teamsOctokit);
  return { votes, decision: decide(await judged(votes, rule, may), rule) };
}
