/** Which of the runs that wait have their answer. */
import type { ApprovalIssues } from "../../approval/approval-issues.ts";
import { decide, type Decision } from "../../approval/decide.ts";
import { judged, mayAnswer } from "../../approval/may-answer.ts";
import type { OpenQuestion } from "../../approval/question.ts";
import type { Vote } from "../../approval/vote.ts";
import type { Repository } from "../../github/context.ts";
import type { NotReached } from "../../github/not-reached.ts";
import type { Octokit } from "../../github/octokit.ts";
import { signalledLanes } from "../../waiting/signals.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";

export interface Asking {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly questions: ApprovalIssues;
  /** With a token that may see the members of teams. */
  readonly teamsOctokit: Octokit | undefined;
}

/** What the votes on a question come to. */
export interface Answer {
  readonly question: OpenQuestion;
  readonly votes: readonly Vote[];
  readonly decision: Decision;
}

/** The lanes whose approval is decided or whose signal came. Questions of lanes that wait for none are not looked at. */
export async function answeredLanes(
  asking: Asking,
  waits: readonly WaitingRun[],
): Promise<{ readonly kind: "known"; readonly lanes: ReadonlySet<string> } | NotReached> {
  const signalled = await signalledLanes(asking.octokit, asking.repository, waits);
  if (signalled.kind !== "known") return signalled;
  const lanes = new Set(signalled.lanes);
  const waiting = new Set(waits.filter(({ waitsFor }) => waitsFor.has("approval")).map(({ lane }) => lane));
  if (waiting.size === 0) return { kind: "known", lanes };
  const listed = await asking.questions.open();
  if (listed.kind !== "listed") return listed;
  for (const question of listed.questions) {
    if (!waiting.has(question.lane) || lanes.has(question.lane) || !question.mayHaveAnswers) continue;
    const { decision } = await answerTo(asking, question);
    if (decision.kind !== "open") lanes.add(question.lane);
  }
  return { kind: "known", lanes };
}

/** Throws what Octokit throws. */
export async function answerTo(
  { octokit, repository, questions, teamsOctokit }: Asking,
  question: OpenQuestion,
): Promise<Answer> {
  const votes = await questions.votes(question);
  const may = mayAnswer(octokit, repository, question.rule, teamsOctokit);
  return { question, votes, decision: decide(await judged(votes, question.rule, may), question.rule) };
}

/** Comments under which is shown whether they count: the newest, the others have it. */
const mostAcknowledged = 10;

/** Shows under each comment that is an answer whether it counts. */
export async function acknowledge(questions: ApprovalIssues, { votes, decision }: Answer): Promise<void> {
  const ignored = new Set(decision.ignored.map(({ vote }) => vote.id));
  const comments = votes.filter(({ source }) => source === "comment").slice(-mostAcknowledged);
  for (const vote of comments) await questions.acknowledge(vote, !ignored.has(vote.id));
}
