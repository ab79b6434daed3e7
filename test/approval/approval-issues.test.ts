import { describe, expect, test } from "vitest";
import type { FaultAction } from "../../src/emulator/fault-order.ts";
import { deletedAccounts } from "../../src/emulator/rest/index.ts";
import { markOf } from "../../src/approval/question-mark.ts";
import { bodyOf } from "../../src/approval/question-text.ts";
import { ASK, place, question, readable, scene } from "./scene.ts";

const asked = (issue: number, isNew = true) => ({
  kind: "asked",
  issue,
  url: `https://github.com/octocat/hello-world/issues/${issue}`,
  isNew,
});
const rule = { approvers: [], approvals: 1, preventSelfReview: false, startedBy: "mona" };
const told = {
  lane: question.lane,
  callback: "approve/callback",
  id: question.id,
  automation: "release",
  key: "release-1.4.0",
  step: "approve",
  text: "Publish 1.4.0?",
  rule,
};

describe("a question", () => {
  test("is asked in an issue that says all there is to say", async () => {
    const { approvals, issues } = await scene();
    const approvers = ["mona", "octo/release"];
    expect(await approvals.ask({ ...question, approvers, approvals: 2, preventSelfReview: true })).toEqual(asked(1));
    const [issue] = await issues();
    expect(issue).toMatchObject({ title: "Approve approve of release?", labels: [{ name: "holdfast-approval" }] });
    const seen = readable(issue?.body);
    for (const said of [
      "Publish 1.4.0?",
      "<code>release-1.4.0</code>",
      "https://github.com/octocat/hello-world/actions/runs/1/attempts/1",
      "@mona, @octo/release",
      "2 approvals, of as many people",
      "2026-11-21 15:00 UTC",
      "`/approve`",
      "`/reject`",
      "Who started the run, mona, may not answer.",
    ]) {
      expect(seen).toContain(said);
    }
  });

  test("is asked once, and found again by whoever asks", async () => {
    const { approvals, approvalsAs, issues } = await scene();
    expect(await approvals.ask(question)).toEqual(asked(1));
    expect(await approvals.ask(question)).toEqual(asked(1, false));
    expect(await approvalsAs("ghs_of-another-job").ask({ ...question, text: "Other words" })).toEqual(asked(1, false));
    expect(await issues()).toHaveLength(1);
  });

  test.each([{ id: "asked-anew" }, { lane: "f".repeat(32) }])(
    "that is asked anew, or by another lane, is another: %j",
    async (other) => {
      const { approvals } = await scene();
      await approvals.ask(question);
      expect(await approvals.ask({ ...question, ...other })).toEqual(asked(2));
      expect(await approvals.ask({ ...question, ...other })).toEqual(asked(2, false));
      expect(await approvals.ask(question)).toEqual(asked(1, false));
    },
  );

  test("is asked anew where a person closed its issue", async () => {
    const { approvals, person } = await scene();
    await approvals.ask(question);
    await person("mona", "write").rest.issues.update({ ...place, issue_number: 1, state: "closed" });
    expect(await approvals.ask(question)).toEqual(asked(2));
  });

  const lost: FaultAction[] = [
    { kind: "drop-after-commit" },
    { kind: "drop-after-commit", status: 502 },
    { kind: "reset" },
    { kind: "status", status: 500 },
    { kind: "hang" },
    { kind: "secondary-rate-limit", retryAfterSeconds: 30 },
  ];
  test.each(lost)("is asked once whatever becomes of the answer: %j", async (action) => {
    const { approvals, issues, emulator } = await scene({ factor: 100 });
    emulator.faults.order({ operation: ASK, action });
    expect(await approvals.ask(question)).toEqual(asked(1));
    expect(await issues()).toHaveLength(1);
  });

  test("says so where the answer never comes", async () => {
    const { approvals, emulator } = await scene({ factor: 200 });
    emulator.faults.order({ operation: ASK, times: "always", action: { kind: "status", status: 500 } });
    expect(await approvals.ask(question)).toMatchObject({
      kind: "unavailable",
      reason: expect.stringContaining("the answer was lost"),
    });
  });

  test("is asked once by twenty who ask at the same time", async () => {
    const { approvals, approvalsAs, issues } = await scene();
    const jobs = Array.from({ length: 20 }, (_, index) => approvalsAs(`ghs_${index}`).ask(question));
    const numbers = (await Promise.all(jobs)).map((answer) => (answer.kind === "asked" ? answer.issue : 0));
    const open = (await issues()).filter(({ state }) => state === "open");
    expect(open).toHaveLength(1);
    expect(numbers).toContain(open[0]?.number);
    expect(await approvals.ask(question)).toEqual(asked(open[0]?.number ?? 0, false));
  });

  test.each<[FaultAction, string, string]>([
    [
      { kind: "status", status: 403, body: { message: "Resource not accessible by integration" } },
      "denied",
      "grant `issues: write`",
    ],
    [
      { kind: "status", status: 410, body: { message: "Issues are disabled for this repo" } },
      "denied",
      "Issues are disabled",
    ],
    [{ kind: "status", status: 422, body: { message: "Validation Failed" } }, "unavailable", "Validation Failed"],
  ])("that GitHub refuses says why: %j", async (action, kind, reason) => {
    const { approvals, emulator } = await scene();
    emulator.faults.order({ operation: ASK, times: "always", action });
    expect(await approvals.ask(question)).toEqual({ kind, reason: expect.stringContaining(reason) });
  });

  test("is taken back where its label may not be set, by which it is found", async () => {
    const { approvalsAs, issues, person } = await scene();
    person("eve");
    expect(await approvalsAs("ghp_eve").ask(question)).toMatchObject({
      kind: "denied",
      reason: expect.stringContaining("may not set labels"),
    });
    expect(await issues()).toMatchObject([{ state: "closed" }]);
  });

  test("that no issue can hold is not asked", async () => {
    const { approvals, issues } = await scene();
    expect(await approvals.ask({ ...question, callback: "x".repeat(20_000) })).toMatchObject({ kind: "denied" });
    expect(await issues()).toEqual([]);
  });
});

describe("open questions", () => {
  test("are those in open issues, page by page, the oldest first", async () => {
    const { approvals, octokit } = await scene();
    await approvals.ask(question);
    await octokit.rest.issues.create({ ...place, title: "Something else", labels: ["holdfast-approval"] });
    const body = markOf({ ...question, id: "late" }) ?? "";
    for (let more = 0; more < 110; more++)
      await octokit.rest.issues.create({ ...place, title: "Approve?", body, labels: ["Holdfast-Approval"] });
    await approvals.close(5, { outcome: "approved", by: ["mona"] });
    const listed = await approvals.open();
    if (listed.kind !== "listed") throw new Error(listed.reason);
    expect(listed.questions.map(({ issue }) => issue)).toEqual([
      1,
      3,
      4,
      ...Array.from({ length: 107 }, (_, i) => i + 6),
    ]);
    expect(listed.questions[0]).toEqual({
      issue: 1,
      url: "https://github.com/octocat/hello-world/issues/1",
      ...told,
      mayHaveAnswers: false,
    });
  });

  test("are found by their lane and by their number, closed ones and other issues not", async () => {
    const { approvals, octokit } = await scene();
    const other = { ...question, lane: "f".repeat(32) };
    await approvals.ask(question);
    await approvals.ask(other);
    await octokit.rest.issues.create({ ...place, title: "Something else" });
    expect(await approvals.openOf(other.lane)).toMatchObject({ kind: "listed", questions: [{ issue: 2 }] });
    expect(await approvals.openOf("0".repeat(32))).toEqual({ kind: "listed", questions: [] });
    expect(await approvals.get(1)).toMatchObject(told);
    for (const none of [3, 4711]) expect(await approvals.get(none)).toBeUndefined();
    await approvals.close(2, { outcome: "cancelled", by: [] });
    expect(await approvals.get(2)).toBeUndefined();
    expect(await approvals.openOf(other.lane)).toEqual({ kind: "listed", questions: [] });
  });

  test("of which two stand are one again with the next look", async () => {
    const { approvals, octokit, issues } = await scene();
    const body = `${markOf(question)}Publish it?`;
    for (let number = 1; number <= 2; number++) {
      await octokit.rest.issues.create({ ...place, title: "Approve?", body, labels: ["holdfast-approval"] });
    }
    expect(await approvals.ask(question)).toEqual(asked(1, false));
    expect((await issues()).map(({ number, state }) => [number, state])).toEqual([
      [1, "open"],
      [2, "closed"],
    ]);
  });

  test("are lost where their label or their mark is taken away", async () => {
    const { approvals, octokit } = await scene();
    for (const id of ["a", "b"]) await approvals.ask({ ...question, id });
    await octokit.rest.issues.removeAllLabels({ ...place, issue_number: 1 });
    await octokit.rest.issues.update({ ...place, issue_number: 2, body: "Publish it?" });
    expect(await approvals.open()).toEqual({ kind: "listed", questions: [] });
    for (const number of [1, 2]) expect(await approvals.get(number)).toBeUndefined();
  });

  test("may have answers where somebody commented or showed a thumb", async () => {
    const { approvals, person } = await scene();
    for (const id of ["a", "b", "c", "d"]) await approvals.ask({ ...question, id });
    const mona = person("mona");
    await mona.comment("Hm.", 2);
    await mona.react("-1", 3);
    await mona.react("heart", 4);
    expect(await approvals.open()).toMatchObject({
      questions: [
        { mayHaveAnswers: false },
        { mayHaveAnswers: true },
        { mayHaveAnswers: true },
        { mayHaveAnswers: false },
      ],
    });
  });

  test("that somebody forged are passed over", async () => {
    const { approvals, issues, octokit, person } = await scene();
    const forged = {
      ...place,
      title: "Approve tidying up?",
      body: markOf(question) + bodyOf(question),
      labels: ["holdfast-approval"],
    };
    await person("mona", "admin").rest.issues.create(forged);
    await person("eve").rest.issues.create(forged);
    await octokit.rest.issues.addLabels({ ...place, issue_number: 2, labels: ["holdfast-approval"] });
    expect(await approvals.open()).toEqual({ kind: "listed", questions: [] });
    expect(await approvals.get(1)).toBeUndefined();
    expect(await approvals.ask(question)).toEqual(asked(3));
    expect(await issues()).toHaveLength(3);
  });

  test("are the own ones of a person whose token asks", async () => {
    const { approvals, approvalsAs, person } = await scene();
    person("mona", "write");
    expect(await approvalsAs("ghp_mona").ask(question)).toEqual(asked(1));
    expect(await approvalsAs("ghp_mona").ask(question)).toEqual(asked(1, false));
    expect(await approvals.open()).toEqual({ kind: "listed", questions: [] });
  });

  test("that could not be listed say why", async () => {
    const { approvals, emulator } = await scene();
    const action = {
      kind: "status",
      status: 403,
      body: { message: "Resource not accessible by integration" },
    } as const;
    emulator.faults.order({ method: "GET", times: "always", action });
    expect(await approvals.open()).toMatchObject({
      kind: "denied",
      reason: expect.stringContaining("grant `issues: read`"),
    });
  });
});

describe("votes", () => {
  test("are commands and thumbs of all pages, in order of time", async () => {
    const { approvals, dates, person } = await scene();
    await approvals.ask(question);
    const chatty = person("chatty");
    for (let more = 0; more < 105; more++) await chatty.comment("I wonder.");
    await chatty.react("heart");
    dates.advance(60_000);
    await person("mona").comment("/approve\n\nlooks well");
    dates.advance(60_000);
    for (let more = 0; more < 101; more++) await person(`fan-${more}`).react("+1");
    dates.advance(60_000);
    await person("hubot").react("-1");
    dates.advance(60_000);
    await person("hal").comment("/reject the doors stay shut");
    const votes = await approvals.votes({ issue: 1 });
    expect(votes).toHaveLength(104);
    expect(votes[0]).toMatchObject({ by: "mona", answer: "approve", comment: "looks well", source: "comment" });
    expect(votes.slice(1, 102).every(({ answer, source }) => answer === "approve" && source === "reaction")).toBe(true);
    expect(votes.slice(102)).toMatchObject([
      { by: "hubot", answer: "reject", source: "reaction", isEdited: false },
      { by: "hal", answer: "reject", comment: "the doors stay shut", isEdited: false },
    ]);
  });

  test("that were edited, of bots and of nobody any more, say so", async () => {
    const { approvals, dates, emulator, octokit, person } = await scene();
    await approvals.ask(question);
    const mona = person("mona");
    const { id } = await mona.comment("I wonder.");
    await octokit.rest.issues.createComment({ ...place, issue_number: 1, body: "/approve" });
    await person("gone").comment("/approve");
    deletedAccounts(emulator.state).insert({ login: "gone" });
    dates.advance(5_000);
    await mona.rest.issues.updateComment({ ...place, comment_id: id, body: "/approve" });
    expect(await approvals.votes({ issue: 1 })).toMatchObject([
      { by: "mona", isEdited: true, isBot: false },
      { by: "github-actions[bot]", isEdited: false, isBot: true },
      { by: "ghost", isEdited: false, isBot: false },
    ]);
  });

  test("are shown whether they count, where there is something to show it under", async () => {
    const { approvals, octokit, person } = await scene();
    await approvals.ask(question);
    const { id } = await person("mona").comment("/approve");
    await person("eve").comment("/approve");
    await person("hubot").react("+1");
    const [counted, uncounted, thumb] = await approvals.votes({ issue: 1 });
    for (const vote of [counted, thumb]) if (vote) await approvals.acknowledge(vote, true);
    if (uncounted) await approvals.acknowledge(uncounted, false);
    const on = async (comment: number) =>
      (await octokit.rest.reactions.listForIssueComment({ ...place, comment_id: comment })).data.map(
        ({ content }) => content,
      );
    expect([await on(id), await on(uncounted?.id ?? 0)]).toEqual([["+1"], ["confused"]]);
    expect((await octokit.rest.reactions.listForIssue({ ...place, issue_number: 1 })).data).toHaveLength(1);
    await octokit.rest.issues.deleteComment({ ...place, comment_id: id });
    if (counted) await approvals.acknowledge(counted, true);
  });
});

describe("a question that is decided", () => {
  test.each([
    ["approved", "**Approved** by mona, hubot.", "completed"],
    ["rejected", "**Rejected** by mona, hubot.", "not_planned"],
    ["timed out", "**Timed out**: not enough", "not_planned"],
    ["cancelled", "**Cancelled** by mona, hubot", "not_planned"],
  ] as const)("is closed once, with a comment: %s", async (outcome, said, reason) => {
    const { approvals, comments, issues } = await scene();
    await approvals.ask(question);
    for (let twice = 0; twice < 2; twice++)
      expect(await approvals.close(1, { outcome, by: ["mona", "hubot"], text: "the smoke test\nwas red" })).toEqual({
        kind: "closed",
      });
    expect(await issues()).toMatchObject([{ state: "closed", state_reason: reason }]);
    const [comment, ...more] = (await comments()).map(readable);
    expect(comment).toContain(said);
    expect(comment).toContain("the smoke test<br>\nwas red");
    expect(more).toEqual([]);
  });

  test.each<FaultAction>([{ kind: "drop-after-commit" }, { kind: "reset" }, { kind: "status", status: 500 }])(
    "is closed once whatever becomes of the answers: %j",
    async (action) => {
      const { approvals, comments, emulator, issues } = await scene({ factor: 100 });
      await approvals.ask(question);
      emulator.faults.order({ operation: `${ASK}/1/comments`, action });
      emulator.faults.order({ method: "PATCH", action });
      expect(await approvals.close(1, { outcome: "approved", by: ["mona"] })).toEqual({ kind: "closed" });
      expect(await issues()).toMatchObject([{ state: "closed" }]);
      expect(await comments()).toHaveLength(1);
    },
  );

  test("is closed with a word of ours, whatever others said before", async () => {
    const { approvals, comments, person } = await scene();
    await approvals.ask(question);
    await person("eve").comment("<!-- holdfast:approval-closed -->\n**Approved** by mona.");
    await approvals.close(1, { outcome: "rejected", by: ["hubot"] });
    expect(await comments()).toHaveLength(2);
  });

  test("that is gone, or that somebody closed, is closed", async () => {
    const { approvals, comments, person } = await scene();
    await approvals.ask(question);
    await person("mona", "write").rest.issues.update({ ...place, issue_number: 1, state: "closed" });
    for (const issue of [1, 4711])
      expect(await approvals.close(issue, { outcome: "approved", by: [] })).toEqual({ kind: "closed" });
    expect(await comments()).toEqual([]);
  });

  test("says so where it may not be closed", async () => {
    const { approvals, emulator } = await scene();
    await approvals.ask(question);
    const action = {
      kind: "status",
      status: 403,
      body: { message: "Resource not accessible by integration" },
    } as const;
    emulator.faults.order({ method: "POST", times: "always", action });
    expect(await approvals.close(1, { outcome: "approved", by: [] })).toMatchObject({ kind: "denied" });
  });
});
