import { describe, expect, test } from "vitest";
import { approvalIssues } from "../../../src/approval/approval-issues.ts";
import type { Question } from "../../../src/approval/question.ts";
import type { Role } from "../../../src/emulator/rest/collaborators.ts";
import { collaborators, tokens } from "../../../src/emulator/rest/index.ts";
import type { WaitingRun } from "../../../src/waiting/waiting-run.ts";
import { clientOf } from "../../emulator/rest/github.ts";
import { question } from "../../approval/scene.ts";
import { at, day, minute, repositoryForTest } from "./scene.ts";

const forApproval = { due: null, waitsFor: new Set(["approval"] as const) };

/** A repository in which a run asks people, and these have their roles. */
async function repositoryThatAsks(people: Readonly<Record<string, Role>> = { mona: "write", hubot: "write" }) {
  const repository = await repositoryForTest();
  const { emulator, octokit, home, dates, suspends } = repository;
  for (const [login, role] of Object.entries(people)) {
    tokens(emulator.state).insert({ token: `ghp_${login}`, login });
    collaborators(emulator.state).insert({ repository: home.id, login, role });
  }
  const forms = approvalIssues(
    { clock: dates },
    octokit,
    { owner: at.owner, name: at.repo },
    new AbortController().signal,
  );
  return {
    ...repository,
    /** A run that waits for this. */
    asks: async (given: Partial<Question> = {}): Promise<WaitingRun & { readonly issue: number }> => {
      const waiting = await suspends(forApproval);
      const asked = await forms.ask({ ...question, startedBy: undefined, ...given, lane: waiting.lane });
      if (asked.kind !== "asked") throw new Error(asked.reason);
      return { ...waiting, issue: asked.issue };
    },
    comments: async (login: string, issue: number, body: string) =>
      (await clientOf(emulator, `ghp_${login}`).rest.issues.createComment({ ...at, issue_number: issue, body })).data
        .id,
    thumbsUp: async (login: string, issue: number) => {
      await clientOf(emulator, `ghp_${login}`).rest.reactions.createForIssue({
        ...at,
        issue_number: issue,
        content: "+1",
      });
    },
    reactionsTo: async (comment: number) =>
      (await octokit.rest.reactions.listForIssueComment({ ...at, comment_id: comment })).data.map(
        ({ content }) => content,
      ),
  };
}

describe("a run that waits for an approval", () => {
  test("waits while nobody answers, and while who answers may not", async () => {
    const { asks, comments, resume, attemptOf } = await repositoryThatAsks({ eve: "read" });
    const { runId, issue } = await asks();
    expect((await resume()).decisions).toEqual({ [runId]: "waits" });
    await comments("eve", issue, "/approve");
    expect((await resume()).decisions).toEqual({ [runId]: "waits" });
    expect(attemptOf(runId)).toBe(1);
  });

  test.each(["/approve", "/reject the banner is missing"])(
    "is resumed by a sweep when %s decides it",
    async (command) => {
      const { asks, comments, resume, attemptOf } = await repositoryThatAsks();
      const [decided, other] = [await asks(), await asks()];
      await comments("mona", decided.issue, command);
      expect((await resume()).decisions).toEqual({ [decided.runId]: "resumed", [other.runId]: "waits" });
      expect(attemptOf(decided.runId)).toBe(2);
    },
  );

  test.each(["a sweep", "the issue"])(
    "is resumed by %s though the cache of some branch says that it began to wait since",
    async (looking) => {
      const { asks, comments, saves, resume, passTime, attemptOf } = await repositoryThatAsks();
      const { runId, lane, issue } = await asks();
      await comments("mona", issue, "/approve");
      passTime(10 * minute);
      saves("refs/heads/next", { lane, waitsFor: new Set(["approval"]), runId });
      await resume({ "waiting-index": "auto", ...(looking === "the issue" && { issue: String(issue) }) });
      expect(attemptOf(runId)).toBe(2);
    },
  );

  test("is resumed when a reaction makes up the number", async () => {
    const { asks, comments, thumbsUp, resume } = await repositoryThatAsks();
    const { runId, issue } = await asks({ approvals: 2 });
    await comments("mona", issue, "/approve");
    expect((await resume()).decisions).toEqual({ [runId]: "waits" });
    await thumbsUp("hubot", issue);
    expect((await resume()).decisions).toEqual({ [runId]: "resumed" });
  });

  test("is resumed when its time is out", async () => {
    const { suspends, resume, passTime } = await repositoryForTest();
    const { runId } = await suspends({ ...forApproval, due: 60 * minute });
    passTime(61 * minute);
    expect((await resume()).decisions).toEqual({ [runId]: "resumed" });
  });

  test.each(["a sweep", "the issue"])(
    "is not resumed again by %s for an answer that it took in, though its issue is open still",
    async (looking) => {
      const { asks, comments, resume, putsIn, isTaken, ends, attemptOf, passTime } = await repositoryThatAsks();
      const { runId, lane, issue } = await asks();
      await comments("mona", issue, "/approve");
      expect((await resume()).decisions).toEqual({ [runId]: "resumed" });
      passTime(3 * minute);
      const [job] = isTaken(runId);
      await putsIn(runId, job!, { ...forApproval, lane });
      await ends(job!);
      expect((await resume()).decisions).toEqual({ [runId]: "gone-on" });
      expect((await resume(looking === "the issue" ? { issue: String(issue) } : {})).decisions).toEqual({
        [runId]: "waits",
      });
      expect(attemptOf(runId)).toBe(2);
    },
  );

  test("is resumed to ask anew where its issue was closed, once a day", async () => {
    const { asks, octokit, putsIn, resume, passTime, isTaken, ends, attemptOf } = await repositoryThatAsks();
    const [{ runId, lane, issue }, other] = [await asks(), await asks()];
    await octokit.rest.issues.update({ ...at, issue_number: issue, state: "closed" });
    expect((await resume()).decisions[runId]).toBe("waits");
    passTime(day + minute);
    expect((await resume()).decisions).toEqual({ [runId]: "resumed", [other.runId]: "waits" });
    // It may not ask, say.
    const [job] = isTaken(runId);
    await putsIn(runId, job!, { ...forApproval, lane });
    await ends(job!);
    for (let look = 0; look < 2; look++) await resume();
    expect(attemptOf(runId)).toBe(2);
  });

  test("is asked after in few requests: questions of runs that do not wait are not looked into", async () => {
    const { asks, comments, resume, isTaken, ends } = await repositoryThatAsks();
    const { runId, issue } = await asks();
    await comments("mona", issue, "/approve");
    await resume();
    for (const job of isTaken(runId)) await ends(job);
    expect((await resume()).decisions).toEqual({ [runId]: "gone-on" });
    const { decisions, requests } = await resume();
    expect([decisions, requests]).toEqual([{}, 1]);
  });

  test.each([
    ["GET", /\/issues$/],
    ["GET", /\/comments$/],
  ])("keeps no other waiting where it may not be looked at, and says what to grant: %s %s", async (method, path) => {
    const { asks, comments, resume, emulator, suspends, passTime, attemptOf } = await repositoryThatAsks();
    const [{ issue }, { runId }] = [await asks(), await suspends()];
    await comments("mona", issue, "/approve");
    passTime(61 * minute);
    const body = { message: "Resource not accessible by integration" };
    emulator.faults.order({ method, path, times: "always", action: { kind: "status", status: 403, body } });
    await expect(resume()).rejects.toThrow(/issues: read/);
    expect(attemptOf(runId)).toBe(2);
  });
});

describe("with the issue of an approval", () => {
  test("the run that it is asked for is resumed where it is decided, no other, and the comment has a thumb", async () => {
    const { asks, comments, resume, suspends, passTime, reactionsTo } = await repositoryThatAsks();
    const [{ runId, issue }] = [await asks(), await suspends()];
    passTime(61 * minute);
    const comment = await comments("mona", issue, "/approve looks good");
    const { decisions, log, summary } = await resume({ issue: String(issue) });
    expect(decisions).toEqual({ [runId]: "resumed" });
    expect(await reactionsTo(comment)).toEqual(["+1"]);
    expect(log).toContain("approve of release is approved by mona.");
    expect(summary).toContain("is approved by mona");
  });

  test("who waits for more waits on, and what does not count is said with why", async () => {
    const { asks, comments, resume, reactionsTo } = await repositoryThatAsks({ mona: "write", eve: "read" });
    const { runId, issue } = await asks({ approvals: 2 });
    const [own, foreign] = [await comments("mona", issue, "/approve"), await comments("eve", issue, "/approve")];
    const { decisions, log, summary } = await resume({ issue: String(issue) });
    expect(decisions).toEqual({ [runId]: "waits" });
    expect([await reactionsTo(own), await reactionsTo(foreign)]).toEqual([["+1"], ["confused"]]);
    expect(log).toContain("approve of release needs 1 more to agree.");
    expect(log).toContain("An answer of eve does not count: may not write to the repository (read).");
    expect(summary).toContain("An answer of eve does not count");
  });

  test("that asks for none, or is closed, nothing is done", async () => {
    const { octokit, resume, suspends, passTime } = await repositoryForTest();
    await suspends();
    passTime(61 * minute);
    const { data } = await octokit.rest.issues.create({ ...at, title: "a bug" });
    for (const issue of [data.number, 4711]) {
      const { decisions, log } = await resume({ issue: String(issue) });
      expect([decisions, log]).toEqual([{}, expect.stringContaining(`Issue #${issue} asks for no approval`)]);
    }
    await expect(resume({ issue: "first" })).rejects.toThrow(/not the number of an issue/);
  });
});
