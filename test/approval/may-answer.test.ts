import { describe, expect, test } from "vitest";
import { judged, mayAnswer } from "../../src/approval/may-answer.ts";
import { decide } from "../../src/approval/decide.ts";
import { deletedAccounts, teamMembers } from "../../src/emulator/rest/index.ts";
import type { Role } from "../../src/emulator/rest/collaborators.ts";
import type { FaultAction } from "../../src/emulator/fault-order.ts";
import { repository, scene } from "./scene.ts";
import { anyWriter, no, yes } from "./votes.ts";

const yesFrom = (...teams: string[]) => ({ may: true, teams });
const noBecause = (why: string) => ({ may: false, why: expect.stringContaining(why) });

describe("where nobody is named", () => {
  test.each<[Role | undefined, boolean]>([
    ["admin", true],
    ["maintain", true],
    ["write", true],
    ["triage", false],
    ["read", false],
    [undefined, false],
  ])("whoever may write may answer: %s", async (role, may) => {
    const { octokit, person } = await scene();
    person("mona", role);
    const answer = mayAnswer(octokit, repository, { approvers: [] }, undefined);
    const expected = may ? yesFrom() : noBecause("may not write to the repository");
    expect(await answer("mona")).toEqual(expected);
    expect(await answer("MONA")).toEqual(expected);
  });

  test("the owner may", async () => {
    const { octokit } = await scene();
    expect(await mayAnswer(octokit, repository, { approvers: [] }, undefined)("octocat")).toEqual(yesFrom());
  });

  test("each person is asked about once", async () => {
    const { octokit, emulator, person } = await scene();
    person("mona", "write");
    const answer = mayAnswer(octokit, repository, { approvers: [] }, undefined);
    await Promise.all([answer("mona"), answer("Mona"), answer("mona")]);
    expect(emulator.requests.count("GET /repos/octocat/hello-world/collaborators/mona/permission")).toBe(1);
  });
});

describe("where people are named", () => {
  test("those may answer, in whatever case, and nobody is asked", async () => {
    const { octokit, emulator, person } = await scene();
    person("admin", "admin");
    const answer = mayAnswer(octokit, repository, { approvers: ["Mona", "@hubot"] }, undefined);
    expect(await answer("mONA")).toEqual(yesFrom());
    expect(await answer("hubot")).toEqual(yesFrom());
    expect(await answer("admin")).toEqual(noBecause("none of the approvers"));
    expect(emulator.requests.all()).toHaveLength(0);
  });

  test("an active member of a named team may, of whatever case", async () => {
    const { octokit, emulator } = await scene();
    const member = { organization: "octo", role: "member", state: "active" } as const;
    teamMembers(emulator.state).insert({ ...member, team: "release", login: "mona" });
    teamMembers(emulator.state).insert({ ...member, team: "security", login: "mona" });
    teamMembers(emulator.state).insert({ ...member, team: "release", login: "hubot", state: "pending" });
    const approvers = ["Octo/Release", "octo/security", "gone/team", "hal"];
    const answer = mayAnswer(octokit, repository, { approvers }, undefined);
    expect(await answer("MONA")).toEqual(yesFrom("octo/release", "octo/security"));
    expect(await answer("hubot")).toEqual(noBecause("nor in a team of theirs"));
    expect(await answer("eve")).toEqual(noBecause("nor in a team of theirs"));
    expect(await answer("hal")).toEqual(yesFrom());
  });

  const denials: FaultAction[] = [
    { kind: "status", status: 403, body: { message: "Resource not accessible by integration" } },
    { kind: "status", status: 401, body: { message: "Bad credentials" } },
  ];
  test.each(denials)("a team that may not be read is no yes: %j", async (action) => {
    const { octokit, emulator } = await scene();
    const member = { organization: "octo", team: "release", login: "mona", role: "member", state: "active" } as const;
    teamMembers(emulator.state).insert(member);
    emulator.faults.order({ path: "/memberships/", times: "always", action });
    const answer = mayAnswer(octokit, repository, { approvers: ["octo/release", "hal"] }, undefined);
    expect(await answer("mona")).toEqual(noBecause("give a `teams-token`"));
    expect(await answer("hal")).toEqual(yesFrom());
  });

  test("teams are read with the token for them", async () => {
    const { octokit, emulator, clientOf } = await scene();
    const member = { organization: "octo", team: "release", login: "mona", role: "member", state: "active" } as const;
    teamMembers(emulator.state).insert(member);
    const seen: (string | null)[] = [];
    const teams = clientOf("ghp_teams");
    teams.hook.before("request", () => void seen.push("teams"));
    octokit.hook.before("request", () => void seen.push("job"));
    expect(await mayAnswer(octokit, repository, { approvers: ["octo/release"] }, teams)("mona")).toEqual(
      yesFrom("octo/release"),
    );
    expect(seen).toEqual(["teams"]);
  });
});

const permission = "GET /repos/octocat/hello-world/collaborators/mona/permission";

test.each<[FaultAction, object]>([
  [{ kind: "status", status: 404 }, noBecause("no user who may write")],
  [{ kind: "status", status: 403, body: { message: "Not for you" } }, noBecause("could not be checked: Not for you")],
])("a permission that may not be read is no yes: %j", async (action, answer) => {
  const { octokit, emulator, person } = await scene();
  person("mona", "admin");
  emulator.faults.order({ operation: permission, times: "always", action });
  expect(await mayAnswer(octokit, repository, { approvers: [] }, undefined)("mona")).toEqual(answer);
});

test.each<FaultAction>([
  { kind: "status", status: 500 },
  { kind: "secondary-rate-limit", retryAfterSeconds: 3600 },
])("nobody's right is decided while GitHub does not answer: %j", async (action) => {
  const { octokit, emulator, person } = await scene();
  person("mona", "admin");
  emulator.faults.order({ operation: permission, times: "always", action });
  await expect(mayAnswer(octokit, repository, { approvers: [] }, undefined)("mona")).rejects.toHaveProperty("status");
});

test("a rate limit is waited for where it is short", async () => {
  const { octokit, emulator, person } = await scene();
  person("mona", "write");
  emulator.faults.order({ operation: permission, action: { kind: "secondary-rate-limit", retryAfterSeconds: 30 } });
  expect(await mayAnswer(octokit, repository, { approvers: [] }, undefined)("mona")).toEqual(yesFrom());
});

test("of votes that count for nothing nobody is asked", async () => {
  const { octokit, emulator, person } = await scene();
  for (const login of ["mona", "hubot"]) person(login, "write");
  deletedAccounts(emulator.state).insert({ login: "gone" });
  const rule = { ...anyWriter, preventSelfReview: true, startedBy: "mona" };
  const votes = [
    yes("ci[bot]", 1, { isBot: true }),
    yes("ghost", 2),
    yes("hubot", 3, { isEdited: true }),
    yes("MONA", 4),
    no("hubot", 5),
  ];
  const results = await judged(votes, rule, mayAnswer(octokit, repository, rule, undefined));
  expect(emulator.requests.all()).toHaveLength(1);
  expect(decide(results, rule)).toMatchObject({ kind: "rejected", by: "hubot" });
});
