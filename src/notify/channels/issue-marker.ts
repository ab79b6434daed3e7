/** What an issue and its comments say, unseen, of the incident they tell of: by it they are found again. */
import type { Markdown } from "../../github/markdown.ts";
import { incidentId, messageId } from "../message-id.ts";
import type { Message } from "../message.ts";

/** The part of an issue's body that is ours, as it was last written; people may write around it. */
export interface IssueMark {
  readonly incident: string;
  readonly status: "open" | "closed";
  readonly count: number;
}

const mark = /<!-- holdfast:incident ([\da-f]{32}) (open|closed) (\d{1,15}) -->/;
const detailsMark = "<!-- holdfast:details -->";
const endMark = "<!-- holdfast:end -->";

/** Undefined where somebody took it out. */
export function readMark(body: string): IssueMark | undefined {
  const [, incident, status, count] = mark.exec(body) ?? [];
  if (incident === undefined) return undefined;
  return { incident, status: status === "closed" ? "closed" : "open", count: Number(count) };
}

/** Nothing foreign ends it: where text is encoded, there is no comment. */
export function markedPart(message: Message, story: Markdown, details: Markdown): Markdown {
  const { status, count } = message.incident;
  const begin = `<!-- holdfast:incident ${incidentId(message)} ${status} ${count} -->`;
  return [begin, story, detailsMark, details, endMark].join("\n");
}

/**
 * The body with our part of it renewed; as it was where somebody took that out. The details stay where the message knows
 * of no failure: a recovery does not make forgotten what failed.
 */
export function renewed(body: string, message: Message, marked: Markdown): string {
  const last = message.failure === undefined ? detailsMark : endMark;
  const part = new RegExp(`${mark.source}[^]*?${last}`);
  const written = marked.slice(0, marked.indexOf(last) + last.length);
  return body.replace(part, () => written);
}

/** What a comment begins with. */
export function commentMark(message: Message): Markdown {
  return `<!-- holdfast:message ${messageId(message)} -->`;
}
