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

const part = /<!-- holdfast:incident ([\da-f]{32}) (open|closed) (\d{1,15}) -->[\s\S]*?<!-- holdfast:end -->/;

/** Undefined where somebody took it out. */
export function readMark(body: string): IssueMark | undefined {
  const [, incident, status, count] = part.exec(body) ?? [];
  if (incident === undefined) return undefined;
  return { incident, status: status === "closed" ? "closed" : "open", count: Number(count) };
}

/** Markdown has no comment of its own in it: foreign text is encoded. */
export function markedPart(message: Message, content: Markdown): Markdown {
  const { status, count } = message.incident;
  return `<!-- holdfast:incident ${incidentId(message)} ${status} ${count} -->\n${content}\n<!-- holdfast:end -->`;
}

/** The body with our part of it renewed; as it was where somebody took that out. */
export function renewed(body: string, marked: Markdown): string {
  return body.replace(part, () => marked);
}

/** What a comment begins with. */
export function commentMark(message: Message): Markdown {
  return `<!-- holdfast:message ${messageId(message)} -->`;
}
