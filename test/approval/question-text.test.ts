import { expect, test } from "vitest";
import { beginningOf, markOf, readMark } from "../../src/approval/question-mark.ts";
import { bodyOf, closingText, titleOf } from "../../src/approval/question-text.ts";
import type { Question } from "../../src/approval/question.ts";
import { hostileTexts, wideTexts } from "../notify/channels/messages.ts";
import { question, readable } from "./scene.ts";

const signs = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~\r\n]/g;
// oxlint-disable-next-line no-control-regex -- they are what has to go
const unseen = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** All that a reader of Markdown could take for more than words, but for ends of our own lines. */
function structureOf(markdown: string): string {
  return (markdown.replace(/&#\d+;|<br>\n/g, "").match(signs) ?? []).join("");
}

function questionOf(foreign: string, more: Partial<Question> = {}): Question {
  return { ...question, automation: foreign, step: foreign, key: foreign, text: foreign, startedBy: foreign, ...more };
}

const hostile: readonly (readonly [name: string, foreign: string])[] = [
  ...hostileTexts,
  "@octocat @octo/release #1 GH-1 octocat/hello-world#1",
  "--> <!-- holdfast:approval -->",
  "<details open><img src=x onerror=alert(1)>",
  "[x](javascript:alert(1)) ![y](//example.com/z)",
  "| a | b |\n| --- | --- |\n# Approved\n```\n/approve\n```",
  "\u001B[31mred\u001B[0m \u202Edesrever\u202C \u0000\u0007",
].map((foreign) => [JSON.stringify(foreign.slice(0, 60)), foreign]);

test.each(hostile)("%s is nothing but words in what is asked", (_, foreign) => {
  const approvers = ["x\n| y", "@a b", "a/b/c", foreign];
  const asked = questionOf(foreign, { approvers, preventSelfReview: true });
  const plain = questionOf("plain", { approvers: approvers.map(() => "two words"), preventSelfReview: true });
  expect(structureOf(bodyOf(asked))).toBe(structureOf(bodyOf(plain)));
  expect(bodyOf(asked)).not.toMatch(unseen);
  const closing = { outcome: "rejected", by: [foreign], text: foreign } as const;
  expect(structureOf(closingText(closing))).toBe(structureOf(closingText({ ...closing, by: ["x"], text: "x" })));
  expect(closingText(closing)).not.toMatch(unseen);
});

test.each(hostile)("%s is nothing but words in a title", (_, foreign) => {
  const title = titleOf(questionOf(foreign));
  expect(title).not.toMatch(/[@#][^\s\u200B]|[\r\n]/);
  expect(title).not.toMatch(unseen);
});

test("only approvers are called on, and only as users and teams are called", () => {
  const approvers = ["mona", "@hubot", "octo/release.team", "not a login", "-x", "a/b/c", "x`y", "everyone\n@all"];
  const body = bodyOf({ ...questionOf("@eve"), approvers });
  expect(body.match(/@[\w/.-]+/g)).toEqual(["@mona", "@hubot", "@octo/release.team"]);
});

test.each([...wideTexts, "&", "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}", "e\u0301\u0302\u0303"])(
  "GitHub takes title and body of however much text: %j",
  (wide) => {
    const much = wide.repeat(100_000 / wide.length);
    const name = wide.repeat(1_000 / wide.length);
    const approvers = Array.from({ length: 90 }, () => wide.repeat(40 / wide.length));
    const asked = questionOf(name, { key: name.slice(0, 600), text: much, approvers });
    expect(titleOf(questionOf(much)).length).toBeLessThanOrEqual(256);
    expect(titleOf(questionOf(much)).isWellFormed()).toBe(true);
    const body = (markOf(asked) ?? "x".repeat(16_000)) + bodyOf(asked);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.isWellFormed()).toBe(true);
    expect(closingText({ outcome: "rejected", by: approvers, text: much }).length).toBeLessThan(65_536);
  },
);

test("an approval without words, an end or a run says nothing of them", () => {
  const body = bodyOf({ ...question, text: " \n ", until: undefined, runUrl: undefined });
  expect(readable(body)).not.toMatch(/undefined|Until|<br>|\| Run \|/);
  expect(body).toContain("whoever may write to this repository");
});

test("an address that is none of the web is no link", () => {
  expect(bodyOf({ ...question, runUrl: "javascript:alert(1)" })).not.toContain("javascript");
});

test.each(hostile)("a mark says what was asked: %s", (_, long) => {
  const foreign = long.slice(0, 300);
  const approvers = [foreign, "mona"];
  const asked = questionOf(foreign, { callback: foreign, approvers, approvals: 2 });
  const body = `${markOf(asked)}${bodyOf(asked)}`;
  expect(body.startsWith(beginningOf(asked))).toBe(true);
  const { lane, callback, id, automation, key, step, text, startedBy } = asked;
  const rule = { approvers, approvals: 2, preventSelfReview: false, startedBy };
  const told = { lane, callback, id, automation, key, step, text: text.slice(0, 300), rule };
  expect(readMark(body)).toEqual(told);
  expect(readMark(body.replaceAll("\n", "\r\n"))).toEqual(told);
});

const encoded = (content: unknown) => Buffer.from(JSON.stringify(content)).toString("base64");
const beginning = beginningOf(question);
const rule = { approvers: [], approvals: 1, preventSelfReview: false };
const content = { callback: question.callback, id: question.id, automation: "a", key: "k", step: "s", ...rule };

test.each([
  ["nothing", ""],
  ["a mark that is not the first", `x\n${markOf(question)}`],
  ["another beginning", `${beginningOf({ ...question, id: "other" })} ${encoded(content)} -->\n`],
  ["no JSON", `${beginning} AAAA -->\n`],
  ["no approvals", `${beginning} ${encoded({ ...content, approvals: 0 })} -->\n`],
  ["other types", `${beginning} ${encoded({ ...content, approvers: [1] })} -->\n`],
  ["nothing encoded", `${beginning}  -->\n`],
  ["too much", `${beginning} ${"A".repeat(17_000)} -->\n`],
])("no question is read from %s", (_, body) => {
  expect(readMark(`${beginning} ${encoded(content)} -->\n`)).toBeDefined();
  expect(readMark(body)).toBeUndefined();
});
