/** Votes as tests write them: `mona +1`, the seconds counted up. */
import type { Eligibility, JudgedVote } from "../../src/approval/decide.ts";
import type { ApprovalRule } from "../../src/approval/question.ts";
import type { Vote } from "../../src/approval/vote.ts";

export const anyWriter: ApprovalRule = { approvers: [], approvals: 1, preventSelfReview: false, startedBy: undefined };

const eligible: Eligibility = { may: true, teams: [] };

export function yes(by: string, at: number, given: Partial<JudgedVote> = {}): JudgedVote {
  return vote({ by, at, answer: "approve", ...given });
}

export function no(by: string, at: number, given: Partial<JudgedVote> = {}): JudgedVote {
  return vote({ by, at, answer: "reject", comment: "red", ...given });
}

/** A no without a word. */
export function thumbDown(by: string, at: number, given: Partial<JudgedVote> = {}): JudgedVote {
  return vote({ by, at, answer: "reject", source: "reaction", ...given });
}

function vote(given: Pick<Vote, "by" | "at" | "answer"> & Partial<JudgedVote>): JudgedVote {
  return { isEdited: false, isBot: false, source: "comment", id: given.at, eligibility: eligible, ...given };
}
