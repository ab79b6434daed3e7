/** What an issue and its comments say. */
import { text, type Markdown } from "../../github/markdown.ts";
import { shorten } from "../../report/label.ts";
import type { Message } from "../message.ts";
import { contentOf } from "./content.ts";
import { commentMark, markedPart } from "./issue-marker.ts";
import { detailsInMarkdown, linkLine, storyInMarkdown } from "./markdown.ts";
import { mentionsOn } from "./mentions.ts";

/** GitHub takes 65,536 characters; people may add to a body. */
const room = 60_000;

/** Our part of the body: everything there is to tell. */
export function bodyOf(message: Message): Markdown {
  const called = mentionsOn("gitHub", message.mentions).join(" ");
  return markedPart(message, storyInMarkdown(message), `${detailsInMarkdown(message, room)}\n${called}`);
}

/** What has changed. Who is reminded is called on anew. */
export function commentOf(message: Message): Markdown {
  const { headline, links } = contentOf(message);
  const reason = message.failure === undefined ? "" : `\n\n${text(shorten(message.failure.reason, 400))}`;
  const called = message.change === "reminded" ? mentionsOn("gitHub", message.mentions).join(" ") : "";
  const said = `**${text(headline)}**\n\n${storyInMarkdown(message)}${reason}\n${linkLine(links)}`;
  return `${commentMark(message)}\n${said}\n${called}`;
}
