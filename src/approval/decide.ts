/** What the answers to a question come to. */
import type { ApprovalRule } from "./question.ts";
import { deletedAccount, inOrder, type Vote } from "./vote.ts";

/** Whether somebody may answer; `why` not is for people to read. */
export type Eligibility =
  | { readonly may: true; readonly teams: readonly string[] }
  | { readonly may: false; readonly why: string };

/** A vote with what was found out of who gave it. */
export type JudgedVote = Vote & { readonly eligibility: Eligibility };

/** One who agreed, as the run hears of it. */
export interface Agreement {
  readonly by: string;
  readonly comment?: string;
  /** Of the approvers, the teams they are in. */
  readonly teams?: readonly string[];
}

export interface IgnoredVote {
  readonly vote: Vote;
  readonly why: string;
}

/** `at`: when it was decided, in milliseconds since the epoch. */
export type Decision = (
  | { readonly kind: "approved"; readonly at: number; readonly votes: readonly Agreement[] }
  | {
      readonly kind: "rejected";
      readonly at: number;
      readonly by: string;
      readonly reason: string;
      readonly teams?: readonly string[];
    }
  | { readonly kind: "open"; readonly agreed: readonly string[]; readonly missing: number }
) & { readonly ignored: readonly IgnoredVote[] };

/**
 * Decides in order of time: so many people have to agree as the rule says, and the first who says no before they did
 * decides. Somebody who agreed may still say no until it is decided.
 */
export function decide(votes: readonly JudgedVote[], rule: ApprovalRule): Decision {
  const agreed = new Map<string, Agreement>();
  const ignored: IgnoredVote[] = [];
  let lastAgreedAt = 0;
  let rejection: JudgedVote | undefined;
  for (const vote of inOrder(votes)) {
    const isDecided = rejection !== undefined || agreed.size >= rule.approvals;
    const why = isDecided ? "it was decided already" : whyIgnored(vote, rule, agreed);
    if (why !== undefined) ignored.push({ vote, why });
    else if (vote.answer === "reject") rejection = vote;
    else {
      agreed.set(vote.by.toLowerCase(), { by: vote.by, ...commentOf(vote), ...teamsOf(vote) });
      lastAgreedAt = vote.at;
    }
  }
  if (rejection !== undefined) {
    const reason = rejection.comment ?? "a reaction, without words";
    return { kind: "rejected", at: rejection.at, by: rejection.by, reason, ...teamsOf(rejection), ignored };
  }
  const agreements = [...agreed.values()];
  const missing = rule.approvals - agreements.length;
  if (missing <= 0) return { kind: "approved", at: lastAgreedAt, votes: agreements, ignored };
  return { kind: "open", agreed: agreements.map(({ by }) => by), missing, ignored };
}

/** Why a vote does not count whoever gave it, as far as its rule and itself tell. */
export function whyUncounted(vote: Vote, rule: ApprovalRule): string | undefined {
  if (vote.isBot) return "it is a bot's";
  if (isSame(vote.by, deletedAccount)) return "the account was deleted";
  if (vote.isEdited) return "the comment was edited: write a new one";
  if (vote.answer === "reject" && vote.source === "comment" && vote.comment === undefined)
    return "a rejection needs a reason: /reject REASON";
  return whySelfReview(vote.by, rule);
}

/** Why somebody may not answer because of who started the run; undefined where that does not stand in the way. */
export function whySelfReview(
  by: string,
  { preventSelfReview, startedBy }: Pick<ApprovalRule, "preventSelfReview" | "startedBy">,
): string | undefined {
  if (!preventSelfReview) return undefined;
  if (startedBy === undefined) return "nobody knows who started the run, who may not answer";
  return isSame(by, startedBy) ? "who started the run may not answer" : undefined;
}

function whyIgnored(vote: JudgedVote, rule: ApprovalRule, agreed: ReadonlyMap<string, Agreement>): string | undefined {
  const why = whyUncounted(vote, rule);
  if (why !== undefined) return why;
  if (!vote.eligibility.may) return vote.eligibility.why;
  return vote.answer === "approve" && agreed.has(vote.by.toLowerCase()) ? "counted already" : undefined;
}

function commentOf({ comment }: Vote): Pick<Agreement, "comment"> {
  return comment === undefined ? {} : { comment };
}

function teamsOf({ eligibility }: JudgedVote): Pick<Agreement, "teams"> {
  return eligibility.may && eligibility.teams.length > 0 ? { teams: eligibility.teams } : {};
}

/** Logins are one and the same in upper and lower case. */
function isSame(login: string, other: string): boolean {
  return login.toLowerCase() === other.toLowerCase();
}
