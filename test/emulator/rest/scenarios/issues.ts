import type { Scenario } from "./scenario.ts";

export const issues: Scenario = async ({ octokit, place }) => {
  const { data: issue } = await octokit.rest.issues.create({
    ...place,
    title: "Broken",
    body: "It is.",
    labels: ["bug"],
  });
  const at = { ...place, issue_number: issue.number };
  await octokit.rest.issues.get(at);
  await octokit.rest.issues.addAssignees({ ...at, assignees: ["octocat"] });
  await octokit.rest.issues.removeAssignees({ ...at, assignees: ["octocat"] });
  await octokit.rest.issues.lock({ ...at, lock_reason: "resolved" });
  await octokit.rest.issues.unlock(at);
  await octokit.rest.issues.update({ ...at, state: "closed", state_reason: "not_planned", assignees: ["octocat"] });
  await octokit.rest.issues.listForRepo({ ...place, state: "all", labels: "bug", since: "2020-01-01T00:00:00Z" });
  await octokit.rest.search.issuesAndPullRequests({ q: `repo:${place.owner}/${place.repo} is:issue broken in:title` });
};

export const comments: Scenario = async ({ octokit, place }) => {
  const { data: issue } = await octokit.rest.issues.create({ ...place, title: "Broken" });
  const at = { ...place, issue_number: issue.number };
  const { data: comment } = await octokit.rest.issues.createComment({ ...at, body: "Why?" });
  const on = { ...place, comment_id: comment.id };
  await octokit.rest.issues.getComment(on);
  await octokit.rest.issues.updateComment({ ...on, body: "How?" });
  await octokit.rest.issues.listComments(at);
  await octokit.rest.issues.listCommentsForRepo(place);
  await octokit.rest.issues.deleteComment(on);
};

export const labels: Scenario = async ({ octokit, place }) => {
  await octokit.rest.issues.createLabel({ ...place, name: "red", color: "ff0000", description: "Fire" });
  await octokit.rest.issues.getLabel({ ...place, name: "red" });
  await octokit.rest.issues.updateLabel({ ...place, name: "red", new_name: "deep red" });
  await octokit.rest.issues.listLabelsForRepo(place);
  const { data: issue } = await octokit.rest.issues.create({ ...place, title: "Broken" });
  const at = { ...place, issue_number: issue.number };
  await octokit.rest.issues.addLabels({ ...at, labels: ["deep red", "new"] });
  await octokit.rest.issues.setLabels({ ...at, labels: ["deep red"] });
  await octokit.rest.issues.listLabelsOnIssue(at);
  await octokit.rest.issues.removeLabel({ ...at, name: "deep red" });
  await octokit.rest.issues.removeAllLabels(at);
  await octokit.rest.issues.deleteLabel({ ...place, name: "deep red" });
};

export const reactions: Scenario = async ({ octokit, place }) => {
  const { data: issue } = await octokit.rest.issues.create({ ...place, title: "Broken" });
  const at = { ...place, issue_number: issue.number };
  const { data: liked } = await octokit.rest.reactions.createForIssue({ ...at, content: "+1" });
  await octokit.rest.reactions.createForIssue({ ...at, content: "+1" });
  await octokit.rest.reactions.listForIssue(at);
  await octokit.rest.reactions.deleteForIssue({ ...at, reaction_id: liked.id });
  const { data: comment } = await octokit.rest.issues.createComment({ ...at, body: "Why?" });
  const on = { ...place, comment_id: comment.id };
  const { data: loved } = await octokit.rest.reactions.createForIssueComment({ ...on, content: "heart" });
  await octokit.rest.reactions.listForIssueComment(on);
  await octokit.rest.reactions.deleteForIssueComment({ ...on, reaction_id: loved.id });
};
