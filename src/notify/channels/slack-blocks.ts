/**
 * A message in Slack's Block Kit. Foreign text stands where Slack looks for no markup: in `plain_text` and in the elements
 * of `rich_text`.
 */
import type { Message } from "../message.ts";
import { briefly, contentOf, lastPart, type Content } from "./content.ts";
import { mentionsOn } from "./mentions.ts";

type Block = Readonly<Record<string, unknown>>;

export interface SlackText {
  /** What a notification shows. */
  readonly text: string;
  readonly mrkdwn: false;
  readonly blocks: readonly Block[];
}

/**
 * Characters: in a header (https://docs.slack.dev/reference/block-kit/blocks/header-block), and in all blocks as JSON; Slack
 * refuses a message somewhere above, which it does not document (https://github.com/slackapi/bolt-js/issues/2867).
 */
const limits = { header: 150, blocks: 10_000 } as const;
const mostMentions = 20;

/** Less is shown of the lists and the last lines where all of them would be too much. */
export function slackText(message: Message): SlackText {
  const content = contentOf(message);
  const called = mentionBlock(message);
  const sizes = [2_500, 1_200, 600, 200].map((most) => blocksOf(content, called, most));
  const blocks =
    sizes.find((some) => JSON.stringify(some).length <= limits.blocks) ?? blocksOf(briefly(content), called, 0);
  return { text: escaped(`${content.headline}. ${content.story}`, 1_000), mrkdwn: false, blocks };
}

/** `most` characters of the last lines, and of each list. */
function blocksOf(content: Content, called: readonly Block[], most: number): Block[] {
  const { headline, story, facts, output, undone, waysOn, links } = content;
  const told = facts.flatMap(({ name, value }) => [bold(`\n${name}: `), plain(value)]);
  return [
    { type: "header", text: { type: "plain_text", text: escaped(headline, limits.header), emoji: false } },
    ...called,
    richText("rich_text_section", [plain(story), ...told]),
    ...(output === undefined ? [] : [richText("rich_text_preformatted", [plain(lastPart(output, most))])]),
    ...listBlock("Still to be done", undone, most),
    ...listBlock("How to go on", waysOn, most),
    ...linkBlock(links),
  ];
}

/** Calls nobody but those that were asked for, when it opens and when people are reminded. */
function mentionBlock({ change, mentions }: Message): Block[] {
  const called = change === "opened" || change === "reminded" ? mentionsOn("slack", mentions) : [];
  const text = called.slice(0, mostMentions).join(" ");
  return text === "" ? [] : [{ type: "section", text: { type: "mrkdwn", text } }];
}

function listBlock(title: string, entries: readonly string[], most: number): Block[] {
  if (entries.length === 0) return [];
  const lines = entries.map((entry) => `• ${entry}`).join("\n");
  const shown = lines.length <= most ? lines : `${lines.slice(0, most - 1).toWellFormed()}…`;
  return [richText("rich_text_section", [bold(`${title}\n`), plain(shown)])];
}

function linkBlock(links: Content["links"]): Block[] {
  if (links.length === 0) return [];
  const elements = links.map(({ words, url }) => ({ type: "link", url, text: words }));
  return [
    richText(
      "rich_text_section",
      elements.flatMap((link, index) => (index > 0 ? [plain(" · "), link] : [link])),
    ),
  ];
}

function richText(type: string, elements: readonly Block[]): Block {
  return { type: "rich_text", elements: [{ type, elements }] };
}

function plain(text: string): Block {
  return { type: "text", text };
}

function bold(text: string): Block {
  return { type: "text", text, style: { bold: true } };
}

/** With Slack's three signs of control as it wants them written; at most so many characters, none of them half. */
function escaped(text: string, length: number): string {
  let result = "";
  for (const sign of text) {
    const written = entities[sign] ?? sign;
    if (result.length + written.length >= length) return `${result}…`;
    result += written;
  }
  return result;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
