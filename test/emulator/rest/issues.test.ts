import { expect, test } from "vitest";
import { collaborators, deletedAccounts, tokens } from "../../../src/emulator/rest/index.ts";
import { DAY_MS } from "../clock.ts";
import { clientOf, githubForTest } from "./github.ts";

test("all issues are read page by page, with filters kept from page to page", async () => {
  const { octokit, place } = await githubForTest();
  for (let number = 1; number <= 65; number += 1) {
    await octokit.rest.issues.create({ ...place, title: `Issue ${number}`, labels: number % 2 === 0 ? ["even"] : [] });
  }
  const all = await octokit.paginate(octokit.rest.issues.listForRepo, { ...place, labels: "even", per_page: 10 });
  expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 32 }, (_, index) => 64 - 2 * index));
  const second = await octokit.rest.issues.listForRepo({ ...place, page: 2 });
  expect(second.data).toHaveLength(30);
  expect(second.headers.link).toMatch(
    /page=1>; rel="prev", .*page=3>; rel="next", .*page=3>; rel="last", .*page=1>; rel="first"/,
  );
  const last = await octokit.rest.issues.listForRepo({ ...place, page: 3 });
  expect(last.data.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
  expect(last.headers.link).not.toContain('rel="next"');
  const most = await octokit.rest.issues.listForRepo({ ...place, per_page: 1000 });
  expect(most.data).toHaveLength(65);
  expect(most.headers.link).toBeUndefined();
});

test("an issue is closed with a reason and by somebody, and opened again", async () => {
  const { octokit, place } = await githubForTest();
  const { data: issue } = await octokit.rest.issues.create({ ...place, title: "Broken" });
  const at = { ...place, issue_number: issue.number };
  expect(issue).toMatchObject({ state: "open", state_reason: null, closed_at: null, user: { type: "Bot" } });
  const { data: closed } = await octokit.rest.issues.update({ ...at, state: "closed" });
  expect(closed).toMatchObject({ state: "closed", state_reason: "completed", closed_by: { type: "Bot" } });
  expect((await octokit.rest.issues.listForRepo(place)).data).toEqual([]);
  const { data: opened } = await octokit.rest.issues.update({ ...at, state: "open" });
  expect(opened).toMatchObject({ state: "open", state_reason: "reopened", closed_at: null, closed_by: null });
});

test("a comment counts, and moves its issue up the list of those last updated", async () => {
  const { octokit, place, clock } = await githubForTest();
  for (const title of ["first", "second"]) await octokit.rest.issues.create({ ...place, title });
  clock.advance(DAY_MS);
  await octokit.rest.issues.createComment({ ...place, issue_number: 1, body: "Still." });
  const { data: updated } = await octokit.rest.issues.listForRepo({ ...place, sort: "updated" });
  expect(updated.map(({ title, comments }) => [title, comments])).toEqual([
    ["first", 1],
    ["second", 0],
  ]);
  const since = new Date(clock.now() - 1000).toISOString();
  const { data: recent } = await octokit.rest.issues.listForRepo({ ...place, since });
  expect(recent.map(({ title }) => title)).toEqual(["first"]);
});

test("a label nobody made is made by its first use, in whatever case it is used again", async () => {
  const { octokit, place } = await githubForTest();
  await octokit.rest.issues.create({ ...place, title: "Broken", labels: ["Incident"] });
  await octokit.rest.issues.addLabels({ ...place, issue_number: 1, labels: ["incident"] });
  const { data: labels } = await octokit.rest.issues.listLabelsForRepo(place);
  expect(labels.map(({ name }) => name)).toEqual(["Incident"]);
  await octokit.rest.issues.updateLabel({ ...place, name: "INCIDENT", new_name: "outage" });
  const { data: issue } = await octokit.rest.issues.get({ ...place, issue_number: 1 });
  expect(issue.labels).toMatchObject([{ name: "outage" }]);
  const creation = octokit.rest.issues.createLabel({ ...place, name: "Outage" });
  await expect(creation).rejects.toMatchObject({
    status: 422,
    response: { data: { errors: [{ resource: "Label", field: "name", code: "already_exists" }] } },
  });
});

test.for([
  ["is:open label:incident", ["Orders are late", "Orders are lost"]],
  ["is:closed", ["All is well"]],
  ['"are late" in:title', ["Orders are late"]],
  ["are late", ["Orders are late"]],
  ["-label:incident is:issue", ["All is well"]],
  ["key=42 in:body", ["Orders are lost"]],
  ["key=42 in:title", []],
  ["repo:octocat/other", []],
  ["is:pr", []],
  ["created:<2020-01-01", []],
] as const)("search for %s", async ([q, titles]) => {
  const { octokit, place } = await githubForTest();
  await octokit.rest.issues.create({ ...place, title: "Orders are late", labels: ["incident"] });
  await octokit.rest.issues.create({ ...place, title: "Orders are lost", body: "key=42", labels: ["incident"] });
  await octokit.rest.issues.create({ ...place, title: "All is well" });
  await octokit.rest.issues.update({ ...place, issue_number: 3, state: "closed" });
  const { data } = await octokit.rest.search.issuesAndPullRequests({ q, order: "asc" });
  expect(data.items.map(({ title }) => title)).toEqual(titles);
});

test("search refuses what it does not understand rather than find too much", async () => {
  const { octokit } = await githubForTest();
  const search = octokit.rest.search.issuesAndPullRequests({ q: "reactions:>5" });
  await expect(search).rejects.toMatchObject({ status: 422 });
});

test("who a token belongs to is who writes; without one nobody does", async () => {
  const { emulator, state, place } = await githubForTest();
  tokens(state).insert({ token: "ghp_mona", login: "mona" });
  const { data: issue } = await clientOf(emulator, "ghp_mona").rest.issues.create({ ...place, title: "Broken" });
  expect(issue.user?.login).toBe("mona");
  const anonymous = clientOf(emulator, null);
  await anonymous.rest.issues.get({ ...place, issue_number: issue.number });
  const creation = anonymous.rest.issues.create({ ...place, title: "Broken" });
  await expect(creation).rejects.toMatchObject({ status: 401, message: /^Requires authentication/ });
});

test("an app's token is nobody's account", async () => {
  const { octokit } = await githubForTest();
  await expect(octokit.rest.users.getAuthenticated()).rejects.toMatchObject({ status: 403 });
});

test("labels of an issue are dropped where its author may not set them", async () => {
  const { emulator, state, place, repository } = await githubForTest();
  collaborators(state).insert({ repository: repository.id, login: "mona", role: "triage" });
  for (const [login, labels] of [
    ["mona", ["bug"]],
    ["hubot", []],
  ] as const) {
    tokens(state).insert({ token: `ghp_${login}`, login });
    const { rest } = clientOf(emulator, `ghp_${login}`);
    const { data: issue } = await rest.issues.create({ ...place, title: "Broken", labels: ["bug"] });
    expect(issue.labels).toMatchObject(labels.map((name) => ({ name })));
  }
});

test("what was written stays when its author's account is deleted, and is nobody's", async () => {
  const { emulator, octokit, state, place } = await githubForTest();
  tokens(state).insert({ token: "ghp_mona", login: "mona" });
  const { rest } = clientOf(emulator, "ghp_mona");
  await rest.issues.create({ ...place, title: "Broken" });
  const at = { ...place, issue_number: 1 };
  await rest.issues.createComment({ ...at, body: "Why?" });
  await rest.reactions.createForIssue({ ...at, content: "+1" });
  deletedAccounts(state).insert({ login: "Mona" });
  expect((await octokit.rest.issues.get(at)).data.user).toBeNull();
  expect((await octokit.rest.issues.listComments(at)).data).toMatchObject([{ body: "Why?", user: null }]);
  expect((await octokit.rest.reactions.listForIssue(at)).data).toMatchObject([{ content: "+1", user: null }]);
});

test("a comment that is changed says when", async () => {
  const { octokit, place, clock } = await githubForTest();
  await octokit.rest.issues.create({ ...place, title: "Broken" });
  const { data: comment } = await octokit.rest.issues.createComment({ ...place, issue_number: 1, body: "Why?" });
  expect(comment.updated_at).toBe(comment.created_at);
  clock.advance(DAY_MS);
  const changed = await octokit.rest.issues.updateComment({ ...place, comment_id: comment.id, body: "How?" });
  expect(Date.parse(changed.data.updated_at) - Date.parse(comment.created_at)).toBeGreaterThanOrEqual(DAY_MS);
  expect(changed.data.created_at).toBe(comment.created_at);
});

test("a request at fault is told the field", async () => {
  const { octokit, place } = await githubForTest();
  const creation = octokit.request("POST /repos/{owner}/{repo}/issues", {
    ...place,
    title: "",
    body: "x".repeat(65_537),
  });
  await expect(creation).rejects.toMatchObject({
    status: 422,
    response: {
      data: {
        message: "Validation Failed",
        documentation_url: "https://docs.github.com/rest",
        status: "422",
        errors: [
          { resource: "Issue", field: "title" },
          { resource: "Issue", field: "body" },
        ],
      },
    },
  });
});

test("what has not changed is answered with 304 and no body", async () => {
  const { emulator, place } = await githubForTest();
  const url = `${emulator.url}/repos/${place.owner}/${place.repo}/issues`;
  const etag = (await fetch(url)).headers.get("etag") ?? "";
  expect(etag).toMatch(/^W\/"/);
  const again = await fetch(url, { headers: { "if-none-match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const headers = { authorization: "Bearer token" };
  await fetch(url, { method: "POST", headers, body: JSON.stringify({ title: "Broken" }) });
  expect((await fetch(url, { headers: { "if-none-match": etag } })).status).toBe(200);
});
