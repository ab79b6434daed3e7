/** What an issue says, unseen, of the question it asks: by it the question is found again. */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { Markdown } from "../github/markdown.ts";
import type { OpenQuestion, Question } from "./question.ts";

/** Only who may triage can set a label, so that nobody else's issue is taken for a question. */
export const questionLabel = "holdfast-approval";

export type QuestionMark = Omit<OpenQuestion, "issue" | "url" | "mayHaveAnswers">;

const contentSchema = z.object({
  callback: z.string(),
  id: z.string(),
  automation: z.string(),
  key: z.string(),
  step: z.string(),
  text: z._default(z.string(), ""),
  approvers: z.array(z.string()),
  approvals: z.int().check(z.gte(1)),
  preventSelfReview: z.boolean(),
  startedBy: z.optional(z.string()),
});

/** Characters of what is asked: enough to know it again. */
const longestText = 300;

/** Characters. With the longest text beside it, a mark fits into what GitHub takes. */
const longestMark = 16_000;

const form = /^<!-- holdfast:approval ([\da-f]{32}) ([\da-f]{32}) ([A-Za-z\d+/=]{1,16000}) -->\n/;

/** Undefined where it would be too long for an issue. In base64, nothing foreign ends the comment or calls on anybody. */
export function markOf(question: Question): Markdown | undefined {
  const { callback, id, automation, key, step, approvers, approvals, preventSelfReview, startedBy } = question;
  const text = question.text.slice(0, longestText);
  const content = { callback, id, automation, key, step, text, approvers, approvals, preventSelfReview, startedBy };
  const encoded = Buffer.from(JSON.stringify(content)).toString("base64");
  if (encoded.length > longestMark) return undefined;
  return `${beginningOf(question)} ${encoded} -->\n`;
}

/** With what the mark of this question, and of no other, begins. */
export function beginningOf({ lane, id }: Pick<Question, "lane" | "id">): Markdown {
  const digest = createHash("sha256").update(id).digest("hex").slice(0, 32);
  return `<!-- holdfast:approval ${lane} ${digest}`;
}

/** What the body of an issue says that begins with a mark. */
export function readMark(body: string): QuestionMark | undefined {
  const [, lane, , encoded] = form.exec(body.replace(/\r\n/g, "\n")) ?? [];
  if (lane === undefined || encoded === undefined) return undefined;
  const content = contentSchema.safeParse(parsed(Buffer.from(encoded, "base64").toString()));
  if (!content.success) return undefined;
  const { approvers, approvals, preventSelfReview, startedBy, ...told } = content.data;
  const mark = { lane, ...told, rule: { approvers, approvals, preventSelfReview, startedBy } };
  return body.startsWith(beginningOf(mark)) ? mark : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
