/** Which of the runs that wait have their answer. */
import type { ApprovalIssues } from "../../approval/approval-issues.ts";
import type { Decision } from "../../approval/decide.ts";
import { decisionOn, type Asking } from "../../approval/decision-on.ts";
import type { OpenQuestion } from "../../approval/question.ts";
import type { Vote } from "../../approval/vote.ts";
import { unlessRefused } from "../../github/not-reached.ts";
import { signalledLanes } from "../../signal/signalled-lanes.ts";
import { superseded } from "../../waiting/judge.ts";
import type { WaitingIndex } from "../../waiting/waiting-index.ts";
import { isNewTo, type WaitingRun } from "../../waiting/waiting-run.ts";

/** What the votes on a question come to. */
export interface Answer {
  readonly question: OpenQuestion;
  readonly votes: readonly Vote[];
  readonly decision: Decision;
}

/** Which lanes have their answer, and why nobody knows it of others. */
export interface Answered {
  readonly lanes: ReadonlySet<string>;
  readonly faults: readonly string[];
}

/** Milliseconds after which a run asks anew that nobody is asked for: each time is one of the few that GitHub re-runs it. */
const asksAnewAfter = 86_400_000;

/**
 * Of lanes whose approval is decided or whose signal came, and of those that have to ask anew, their issue being gone.
 * Questions of lanes that wait for none are not looked at. `now` is in milliseconds since the epoch.
 */
export async function answeredLanes(
  asking: Asking,
  index: Pick<WaitingIndex, "noteOf">,
  waits: readonly WaitingRun[],
  now: number,
): Promise<Answered> {
  const signalled = await signalledLanes(asking.octokit, asking.repository, index, waits);
  const over = new Set(superseded(waits));
  const forApproval = waits.filter((wait) => wait.waitsFor.has("approval") && !over.has(wait));
  const decided = await decidedLanes(asking, forApproval, now);
  return {
    lanes: new Set([...(signalled.kind === "known" ? signalled.lanes : []), ...decided.lanes]),
    faults: [...(signalled.kind === "known" ? [] : [signalled.reason]), ...decided.faults],
  };
}

async function decidedLanes(asking: Asking, waits: readonly WaitingRun[], now: number): Promise<Answered> {
  const faults: string[] = [];
  const listed = waits.length === 0 ? none : await asking.questions.open();
  if (listed.kind !== "listed") return { lanes: new Set(), faults: [listed.reason] };
  const asked = new Set(listed.questions.map(({ lane }) => lane));
  const unasked = waits.filter(({ lane, since }) => !asked.has(lane) && since <= now - asksAnewAfter);
  const lanes = new Set(unasked.map(({ lane }) => lane));
  const waiting = Map.groupBy(waits, ({ lane }) => lane);
  for (const question of listed.questions.filter(({ lane }) => waiting.has(lane))) {
    if (!question.mayHaveAnswers) continue;
    const answer = await unlessRefused(`issue #${question.issue} could not be read`, "issues: read", () =>
      answerTo(asking, question),
    );
    if ("reason" in answer) faults.push(answer.reason);
    else if (isNews(answer, waiting.get(question.lane)!)) lanes.add(question.lane);
  }
  return { lanes, faults };
}

/**
 * Whether a question is decided, and not since before its run was put in: what it knew then, it waits on with. Its issue may
 * be open still, where it could not be closed.
 */
export function isNews({ decision }: Answer, ofLane: readonly WaitingRun[]): boolean {
  if (decision.kind === "open") return false;
  const over = new Set(superseded(ofLane));
  // Of several none is believed more than another: a forged one keeps no other waiting.
  return ofLane.some((waiting) => !over.has(waiting) && isNewTo(waiting, decision.at));
}

const none = { kind: "listed", questions: [] } as const;

/** By the rule that stands in the issue, which tells no more than when it is worth looking. Throws what Octokit throws. */
export async function answerTo(asking: Asking, question: OpenQuestion): Promise<Answer> {
  return { question, ...(await decisionOn(asking, question, question.rule)) };
}

/** Comments under which is shown whether they count: the newest, the others have it. */
const mostAcknowledged = 10;

/** Shows under each comment that is an answer whether it counts. */
export async function acknowledge(questions: ApprovalIssues, { votes, decision }: Answer): Promise<void> {
  const ignored = new Set(
    decision.ignored
      .map(({ vote }) => vote)
      .filter(isComment)
      .map(({ id }) => id),
  );
  const comments = votes.filter(isComment).slice(-mostAcknowledged);
  for (const vote of comments) await questions.acknowledge(vote, !ignored.has(vote.id));
}

function isComment({ source }: Vote): boolean {
  return source === "comment";
}
