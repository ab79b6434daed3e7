import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decide, type Decision, type Eligibility, type JudgedVote } from "../../src/approval/decide.ts";
import type { ApprovalRule } from "../../src/approval/question.ts";
import { anyWriter, no, thumbDown, yes } from "./votes.ts";

const stranger: Eligibility = { may: false, why: "is none of the approvers" };
const inTeam: Eligibility = { may: true, teams: ["octo/release"] };
const two = { approvals: 2 };
const notSelf = { preventSelfReview: true, startedBy: "Mona" };

const table: [string, Partial<ApprovalRule>, JudgedVote[], object][] = [
  ["nobody answered", {}, [], { kind: "open", agreed: [], missing: 1 }],
  ["one agreed", {}, [yes("mona", 1)], { kind: "approved", votes: [{ by: "mona" }] }],
  [
    "what was said is told, and for which team",
    {},
    [yes("mona", 1, { comment: "looks well", eligibility: inTeam })],
    { kind: "approved", votes: [{ by: "mona", comment: "looks well", teams: ["octo/release"] }] },
  ],
  ["one of two agreed", two, [yes("mona", 1)], { kind: "open", agreed: ["mona"], missing: 1 }],
  [
    "both agreed, in order of time",
    two,
    [yes("hubot", 2), yes("mona", 1)],
    { kind: "approved", at: 2, votes: [{ by: "mona" }, { by: "hubot" }] },
  ],
  ["somebody agreed twice", two, [yes("mona", 1), yes("MONA", 2)], { kind: "open", agreed: ["mona"], missing: 1 }],
  [
    "somebody agreed by a comment and a reaction",
    two,
    [yes("mona", 1), yes("mona", 2, { source: "reaction" })],
    { kind: "open", agreed: ["mona"], missing: 1 },
  ],
  ["somebody said no", {}, [no("mona", 1, { comment: "red" })], { kind: "rejected", by: "mona", reason: "red" }],
  [
    "somebody said no with a reaction",
    {},
    [thumbDown("mona", 1)],
    { kind: "rejected", by: "mona", reason: "a reaction, without words" },
  ],
  [
    "a team said no",
    {},
    [no("mona", 1, { eligibility: inTeam })],
    { kind: "rejected", by: "mona", reason: "red", teams: ["octo/release"] },
  ],
  ["no, before enough agreed", two, [yes("a", 1), no("b", 2), yes("c", 3)], { kind: "rejected", by: "b", at: 2 }],
  ["no, after enough agreed", two, [yes("a", 1), yes("b", 2), no("c", 3)], { kind: "approved", at: 2 }],
  ["no and yes in the same second", {}, [yes("a", 1), no("b", 1)], { kind: "rejected", by: "b" }],
  ["somebody changed their mind in time", two, [yes("a", 1), no("a", 2), yes("b", 3)], { kind: "rejected", by: "a" }],
  ["somebody changed their mind late", {}, [yes("a", 1), no("a", 2)], { kind: "approved" }],
  ["the first no tells the reason", {}, [no("b", 2, { comment: "late" }), no("a", 1)], { kind: "rejected", by: "a" }],
  ["a stranger agreed", {}, [yes("eve", 1, { eligibility: stranger })], { kind: "open", agreed: [] }],
  ["a stranger said no", {}, [no("eve", 1, { eligibility: stranger }), yes("a", 2)], { kind: "approved" }],
  ["who started it agreed", {}, [yes("mona", 1)], { kind: "approved" }],
  ["who started it agreed and may not", notSelf, [yes("mona", 1)], { kind: "open" }],
  ["who started it said no and may not", notSelf, [no("MONA", 1), yes("a", 2)], { kind: "approved" }],
  [
    "nobody knows who started it and may not",
    { preventSelfReview: true, startedBy: undefined },
    [yes("mona", 1)],
    { kind: "open" },
  ],
  ["an edited comment", {}, [yes("mona", 1, { isEdited: true })], { kind: "open" }],
  ["a bot", {}, [yes("ci[bot]", 1, { isBot: true })], { kind: "open" }],
  ["an account that was deleted", { approvers: ["ghost"] }, [yes("ghost", 1)], { kind: "open" }],
];

test.each(table)("%s", (_, rule, votes, decision) => {
  expect(decide(votes, { ...anyWriter, ...rule })).toMatchObject(decision);
});

test("what does not count says why", () => {
  const votes = [
    yes("ci[bot]", 1, { isBot: true }),
    yes("b", 2, { isEdited: true }),
    yes("eve", 3, { eligibility: stranger }),
    thumbDown("d", 4, { source: "comment" }),
    yes("mona", 5),
    yes("f", 6),
    yes("F", 7),
    yes("g", 8),
    no("h", 9),
  ];
  const { ignored } = decide(votes, { ...anyWriter, ...two, ...notSelf });
  expect(ignored.map(({ vote: { by }, why }) => `${by}: ${why}`)).toEqual([
    "ci[bot]: it is a bot's",
    "b: the comment was edited: write a new one",
    "eve: is none of the approvers",
    "d: a rejection needs a reason: /reject REASON",
    "mona: who started the run may not answer",
    "F: counted already",
    "h: it was decided already",
  ]);
});

const votesOfAnybody = fc.array(
  fc.record({
    by: fc.constantFrom("ann", "Ann", "bob", "cid", "DAN", "eve"),
    at: fc.integer({ min: 0, max: 9 }),
    answer: fc.constantFrom("approve" as const, "reject" as const),
    comment: fc.constantFrom("because", "why not"),
    isEdited: fc.boolean(),
    isBot: fc.constant(false),
    source: fc.constantFrom("comment" as const, "reaction" as const),
  }),
  { maxLength: 12 },
);
const votesInTwoOrders = votesOfAnybody
  .map((votes) => votes.map((vote, id) => ({ ...vote, id })))
  .chain((votes) => fc.tuple(fc.constant(votes), fc.shuffledSubarray(votes, { minLength: votes.length })));

test("in whatever order votes come, the same is decided, by people who may answer, each once", () => {
  fc.assert(
    fc.property(
      votesInTwoOrders,
      fc.subarray(["ann", "bob", "cid", "dan"]),
      fc.integer({ min: 1, max: 3 }),
      ([inOneOrder, inAnother], people, approvals) => {
        const may = ({ by }: { by: string }) => people.includes(by.toLowerCase());
        const judged = (votes: typeof inOneOrder) =>
          votes.map((vote) => ({ ...vote, eligibility: may(vote) ? inTeam : stranger }));
        const rule = { ...anyWriter, approvals };
        const decision = decide(judged(inOneOrder), rule);
        expect(decide(judged(inAnother), rule)).toEqual(decision);

        const counting = inOneOrder.filter((vote) => may(vote) && !vote.isEdited);
        const firstNo = Math.min(...counting.flatMap(({ answer, at }) => (answer === "reject" ? [at] : [])));
        const inTime = counting.filter(({ answer, at }) => answer === "approve" && at < firstNo);
        const agreed = new Set(inTime.map(({ by }) => by.toLowerCase()));
        const kind: Decision["kind"] =
          agreed.size >= approvals ? "approved" : firstNo === Infinity ? "open" : "rejected";
        expect(decision.kind).toBe(kind);
        const logins = agreedIn(decision).map((login) => login.toLowerCase());
        expect(new Set(logins).size).toBe(logins.length);
        expect(logins.filter((login) => !agreed.has(login))).toEqual([]);
        expect(logins).toHaveLength({ approved: approvals, open: agreed.size, rejected: 0 }[kind]);
      },
    ),
    { numRuns: 300 },
  );
});

function agreedIn(decision: Decision): readonly string[] {
  if (decision.kind === "approved") return decision.votes.map(({ by }) => by);
  return decision.kind === "open" ? decision.agreed : [];
}
