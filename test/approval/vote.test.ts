import { expect, test } from "vitest";
import { commentSchema, inOrder, reactionSchema, voteOfComment, voteOfReaction } from "../../src/approval/vote.ts";
import { no, thumbDown, yes } from "./votes.ts";

const comment = {
  id: 7,
  user: { login: "mona", type: "User" },
  body: "/approve",
  created_at: "2026-11-21T15:00:00Z",
  updated_at: "2026-11-21T15:00:00Z",
};

test.each([
  ["2026-11-21T15:00:00Z", false],
  // GitHub dates some comments so that nobody has changed.
  ["2026-11-21T15:00:01Z", false],
  ["2026-11-21T15:00:02Z", true],
  ["2026-11-22T15:00:00Z", true],
])("a comment of 15:00:00 that was updated at %s: edited %s", (updated_at, isEdited) => {
  expect(voteOfComment({ ...comment, updated_at })).toEqual({
    by: "mona",
    at: Date.UTC(2026, 10, 21, 15),
    answer: "approve",
    isEdited,
    isBot: false,
    source: "comment",
    id: 7,
  });
});

test.each([
  [
    { login: "mona", type: "User" },
    { by: "mona", isBot: false },
  ],
  [
    { login: "ci[bot]", type: "Bot" },
    { by: "ci[bot]", isBot: true },
  ],
  [
    { login: "octo", type: "Organization" },
    { by: "octo", isBot: true },
  ],
  [null, { by: "ghost", isBot: false }],
  [undefined, { by: "ghost", isBot: false }],
])("whose it is: %j", (user, whose) => {
  expect(voteOfComment(commentSchema.parse({ ...comment, user }))).toMatchObject(whose);
  const reaction = { id: 8, user, content: "+1", created_at: comment.created_at };
  expect(voteOfReaction(reactionSchema.parse(reaction))).toMatchObject({ ...whose, source: "reaction", id: 8 });
});

test.each(["laugh", "heart", "rocket", "eyes", "confused", "hooray", "toString"])("%s is no answer", (content) => {
  expect(voteOfReaction({ id: 8, user: comment.user, content, created_at: comment.created_at })).toBeUndefined();
});

test.each([null, undefined, "", "Hm."])("a comment that says %j is no answer", (body) => {
  expect(voteOfComment({ ...comment, body })).toBeUndefined();
});

test("votes of one second stand with a no first", () => {
  const [early, refusal, down, second, third] = [yes("a", 1), no("b", 2), thumbDown("c", 2), yes("d", 2), yes("e", 2)];
  const votes = [{ ...third, id: 9 }, { ...second, id: 8 }, down, refusal, early];
  expect(inOrder(votes).map(({ by }) => by)).toEqual(["a", "b", "c", "d", "e"]);
});
