/** What people are asked before a run goes on. */

/** Who may answer, and how many have to agree. */
export interface ApprovalRule {
  /** Logins, and teams as `organisation/team`; none: whoever may write to the repository. */
  readonly approvers: readonly string[];
  /** How many people have to agree. */
  readonly approvals: number;
  /** Who started the run may not answer. */
  readonly preventSelfReview: boolean;
  /** The login of who started the run, where that is known. */
  readonly startedBy: string | undefined;
}

export interface Question extends ApprovalRule {
  /** `laneId()` of the lane that waits. */
  readonly lane: string;
  /** The path of the callback that waits. */
  readonly callback: string;
  /** Its id: a step that asks anew asks another question, which no earlier answer is for. */
  readonly id: string;
  readonly automation: string;
  /** The run key. */
  readonly key: string;
  /** The step that waits, as people read it. */
  readonly step: string;
  /** What is asked, in the author's words; may be empty. */
  readonly text: string;
  /** Milliseconds since the epoch: nobody waits for an answer any longer. */
  readonly until: number | undefined;
  readonly runUrl: string | undefined;
}

/**
 * A question that stands in an open issue, as the issue says it. Who may write to the repository may change what an issue
 * says: the rule that counts is the one in the run's own journal, and this one tells only when it is worth looking.
 */
export interface OpenQuestion extends Pick<Question, "lane" | "callback" | "id" | "automation" | "key" | "step"> {
  /** How what is asked begins; may be empty. */
  readonly text: string;
  /** The issue's number. */
  readonly issue: number;
  readonly url: string;
  readonly rule: ApprovalRule;
  /** Somebody commented or reacted. */
  readonly mayHaveAnswers: boolean;
}
