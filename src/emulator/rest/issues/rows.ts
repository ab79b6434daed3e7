/** What is kept of issues. Times are milliseconds since the epoch. */
import type { Row, State } from "../../state.ts";
import type { Repository } from "../repositories.ts";

export type StateReason = "completed" | "not_planned" | "duplicate" | "reopened";

export interface IssueRow extends Row {
  readonly repository: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly author: string;
  readonly state: "open" | "closed";
  readonly stateReason: StateReason | null;
  /** Ids of {@link LabelRow}s, in the order they were put on. */
  readonly labels: readonly number[];
  readonly assignees: readonly string[];
  readonly locked: boolean;
  readonly lockReason: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
}

export interface LabelRow extends Row {
  readonly repository: number;
  readonly name: string;
  /** Six hex digits. */
  readonly color: string;
  readonly description: string | null;
}

export interface CommentRow extends Row {
  readonly repository: number;
  readonly issue: number;
  readonly author: string;
  readonly body: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const REACTIONS = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"] as const;

export interface ReactionRow extends Row {
  readonly subject: "issue" | "comment";
  /** Id of the issue or comment. */
  readonly of: number;
  readonly user: string;
  readonly content: (typeof REACTIONS)[number];
  readonly createdAt: number;
}

export const issues = (state: State) => state.table<IssueRow>("issues");
export const labels = (state: State) => state.table<LabelRow>("labels");
export const comments = (state: State) => state.table<CommentRow>("comments");
export const reactions = (state: State) => state.table<ReactionRow>("reactions");

export function issuesOf(state: State, repository: Repository): IssueRow[] {
  return issues(state)
    .all()
    .filter((issue) => issue.repository === repository.id);
}

export function issueNumbered(state: State, repository: Repository, number: string): IssueRow | undefined {
  return issuesOf(state, repository).find((issue) => String(issue.number) === number);
}

export function commentsOn(state: State, issue: IssueRow): CommentRow[] {
  return comments(state)
    .all()
    .filter((comment) => comment.issue === issue.id);
}
