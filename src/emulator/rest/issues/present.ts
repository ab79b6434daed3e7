/** Issues, comments, labels and reactions as GitHub shows them. */
import type { View } from "../context.ts";
import { permissionOf } from "../collaborators.ts";
import { nodeId, timeOf, timeOrNull } from "../present.ts";
import { authorOf, sameLogin, simpleUser } from "../users.ts";
import { commentsOn, issues, labels, reactions } from "./rows.ts";
import type { CommentRow, IssueRow, LabelRow, ReactionRow } from "./rows.ts";

export function presentIssue(view: View, issue: IssueRow) {
  const { state, origin } = view;
  const url = `${view.url}/issues/${issue.number}`;
  const assignees = issue.assignees.map((login) => simpleUser(origin, login));
  return {
    id: issue.id,
    node_id: nodeId("I", issue.id),
    url,
    repository_url: view.url,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: `${view.page}/issues/${issue.number}`,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    user: authorOf(view, issue.author),
    author_association: associationOf(view, issue.author),
    state: issue.state,
    state_reason: issue.stateReason,
    labels: labelsOf(view, issue).map((label) => presentLabel(view, label)),
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    locked: issue.locked,
    active_lock_reason: issue.lockReason,
    comments: commentsOn(state, issue).length,
    created_at: timeOf(issue.createdAt),
    updated_at: timeOf(issue.updatedAt),
    closed_at: timeOrNull(issue.closedAt),
    closed_by: issue.closedBy === null ? null : simpleUser(origin, issue.closedBy),
    reactions: rollup(view, "issue", issue.id, `${url}/reactions`),
  };
}

export function presentComment(view: View, comment: CommentRow) {
  const number = issues(view.state).get(comment.issue)?.number;
  const url = `${view.url}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: nodeId("IC", comment.id),
    url,
    html_url: `${view.page}/issues/${number}#issuecomment-${comment.id}`,
    issue_url: `${view.url}/issues/${number}`,
    body: comment.body,
    user: authorOf(view, comment.author),
    author_association: associationOf(view, comment.author),
    created_at: timeOf(comment.createdAt),
    updated_at: timeOf(comment.updatedAt),
    reactions: rollup(view, "comment", comment.id, `${url}/reactions`),
  };
}

export function presentLabel(view: View, label: LabelRow) {
  return {
    id: label.id,
    node_id: nodeId("LA", label.id),
    url: `${view.url}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

export function presentReaction(view: View, reaction: ReactionRow) {
  return {
    id: reaction.id,
    node_id: nodeId("REA", reaction.id),
    user: authorOf(view, reaction.user),
    content: reaction.content,
    created_at: timeOf(reaction.createdAt),
  };
}

/** The labels on an issue that still exist. */
export function labelsOf({ state }: Pick<View, "state">, issue: IssueRow): LabelRow[] {
  return issue.labels.flatMap((id) => labels(state).get(id) ?? []);
}

export function reactionsTo({ state }: View, subject: ReactionRow["subject"], id: number): ReactionRow[] {
  return reactions(state)
    .all()
    .filter((reaction) => reaction.subject === subject && reaction.of === id);
}

function rollup(view: View, subject: ReactionRow["subject"], id: number, url: string) {
  const all = reactionsTo(view, subject, id);
  const count = (content: ReactionRow["content"]) => all.filter((reaction) => reaction.content === content).length;
  return {
    url,
    total_count: all.length,
    "+1": count("+1"),
    "-1": count("-1"),
    laugh: count("laugh"),
    confused: count("confused"),
    heart: count("heart"),
    hooray: count("hooray"),
    rocket: count("rocket"),
    eyes: count("eyes"),
  };
}

function associationOf(view: View, login: string): "OWNER" | "COLLABORATOR" | "NONE" {
  if (sameLogin(login, view.repository.owner)) return "OWNER";
  return permissionOf(view, login) === undefined ? "NONE" : "COLLABORATOR";
}
