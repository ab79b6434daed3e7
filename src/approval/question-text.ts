/** What an issue says that asks for an approval, and what is said when it is closed. */
import { code, link, table, text, type Markdown } from "../github/markdown.ts";
import { neutralise, neutraliseLine } from "../github/neutralise.ts";
import { shorten } from "../report/label.ts";
import { timeInWords } from "../report/time-text.ts";
import type { ApprovalRule, Question } from "./question.ts";

/** In characters, so that with each of them encoded, and the mark, a body stays below the 65,536 that GitHub takes. */
const longest = { name: 300, key: 600, text: 3_000, approver: 40, approvers: 50 } as const;

/** On one line, at most 256 characters, as GitHub takes them. */
export function titleOf({ step, automation }: Pick<Question, "step" | "automation">): string {
  return inert(`Approve ${shorten(step, 100)} of ${shorten(automation, 100)}?`)
    .slice(0, 256)
    .toWellFormed();
}

/** All but the mark. */
export function bodyOf(question: Question): Markdown {
  const { step, automation, key, until, runUrl, approvals, preventSelfReview, startedBy } = question;
  const name = (foreign: string) => code(shorten(foreign, longest.name));
  const facts: [string, Markdown][] = [
    ["Automation", name(automation)],
    ["Run key", code(shorten(key, longest.key))],
    ...(runUrl === undefined ? [] : [["Run", link("what it did until now", runUrl)] satisfies [string, Markdown]]),
    ["Who may answer", whoMayAnswer(question)],
    ["Needed", approvals === 1 ? "one approval" : `${approvals} approvals, of as many people`],
    ...(until === undefined ? [] : [["Until", timeInWords(until)] satisfies [string, Markdown]]),
  ];
  const not = preventSelfReview
    ? ` Who started the run${startedBy === undefined ? "" : `, ${person(startedBy)},`} may not answer.`
    : "";
  return [
    `**${text(shorten(automation, longest.name))}** waits at **${text(shorten(step, longest.name))}** until somebody agrees.`,
    paragraphs(question.text),
    table(["Step", name(step)], facts),
    "To say yes, comment `/approve`, with words after it if you like, or react to this issue with 👍.",
    "To say no, comment `/reject` and why, or react with 👎: the first no before enough people agreed stops the step.",
    "",
    `A comment that was edited does not count, nor does a bot's.${not} The run goes on when it is resumed, and closes this issue.`,
  ]
    .filter((part) => part !== undefined)
    .join("\n");
}

export const outcomes = ["approved", "rejected", "timed out", "cancelled"] as const;

export interface Closing {
  readonly outcome: (typeof outcomes)[number];
  /** Who decided it, by their logins. */
  readonly by: readonly string[];
  /** What more there is to say of it, such as a reason. */
  readonly text?: string;
}

export function closingText({ outcome, by, text: said }: Closing): Markdown {
  const who = by.length === 0 ? "" : ` by ${by.map(person).join(", ")}`;
  const sentence = {
    approved: `**Approved**${who}. The run goes on.`,
    rejected: `**Rejected**${who}.`,
    "timed out": "**Timed out**: not enough people agreed in time.",
    cancelled: `**Cancelled**${who}: an answer is no longer waited for.`,
  }[outcome];
  return [sentence, said === undefined ? undefined : paragraphs(said)].filter((part) => part !== undefined).join("\n");
}

function whoMayAnswer({ approvers }: Pick<ApprovalRule, "approvers">): Markdown {
  if (approvers.length === 0) return "whoever may write to this repository";
  const shown = approvers.slice(0, longest.approvers).map((name) => mention(name));
  const left = approvers.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(", ");
}

/** Calls on a user or a team; whatever else the name may be, it calls on nobody. */
function mention(approver: string): Markdown {
  const name = approver.replace(/^@/, "");
  return /^[A-Za-z\d](?:[A-Za-z\d-]{0,38})(?:\/[\w.-]{1,100})?$/.test(name) ? `@${name}` : person(name);
}

/** Somebody who is not called on. */
function person(login: string): Markdown {
  return text(shorten(login, longest.approver));
}

/** Foreign lines as a paragraph of them; undefined where they say nothing. */
function paragraphs(foreign: string): Markdown | undefined {
  const bounded = neutralise(foreign.slice(0, longest.text).toWellFormed()).trim();
  if (bounded === "") return undefined;
  const lines = bounded.split(/\n+/).map((line) => text(line.trim()));
  const more = foreign.length > longest.text ? ["…"] : [];
  return `\n${[...lines, ...more].join("<br>\n")}\n`;
}

/** In a title nothing is Markdown; a sign that joins nothing keeps mentions and references apart. */
function inert(title: string): string {
  return neutraliseLine(title).replace(/[@#](?=\S)/g, "$&\u200b");
}
