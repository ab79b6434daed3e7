/**
 * A message in Slack's Block Kit. Foreign text stands where Slack looks for no markup: in `plain_text` and in the elements
 * of `rich_text`. Bounds: https://docs.slack.dev/reference/block-kit/blocks: 50 blocks, 150 characters in a header, 3,000
 * in a section; all blocks of a message have to stay below some 13,000.
 */
import type { Message } from "../message.ts";
import { contentOf, lastPart, type Content } from "./content.ts";
import { mentionsOn } from "./mentions.ts";

export type SlackBlock = Readonly<Record<string, unknown>>;

const most = { header: 150, block: 2_500, mentions: 20 } as const;

/** What a notification shows, and the blocks of the message. */
export function slackText(message: Message): {
  readonly text: string;
  readonly mrkdwn: false;
  readonly blocks: readonly SlackBlock[];
} {
  const content = contentOf(message);
  const { headline, story, facts, output, undone, waysOn, links } = content;
  const told = facts.flatMap(({ name, value }) => [bold(`\n${name}: `), plain(value)]);
  return {
    text: escaped(`${headline}. ${story}`, 1_000),
    mrkdwn: false,
    blocks: [
      { type: "header", text: { type: "plain_text", text: escaped(headline, most.header), emoji: false } },
      ...mentionBlock(message),
      richText({ type: "rich_text_section", elements: [plain(story), ...told] }),
      ...(output === undefined || output.trim() === ""
        ? []
        : [richText({ type: "rich_text_preformatted", elements: [plain(lastPart(output, most.block))] })]),
      ...listBlock("Still to be done", undone),
      ...listBlock("How to go on", waysOn),
      ...linkBlock(links),
    ],
  };
}

/** Calls nobody but those that were asked for, when it opens and when people are reminded. */
function mentionBlock({ change, mentions }: Message): SlackBlock[] {
  const called =
    change === "opened" || change === "reminded" ? mentionsOn("slack", mentions).slice(0, most.mentions) : [];
  return called.length === 0 ? [] : [{ type: "section", text: { type: "mrkdwn", text: called.join(" ") } }];
}

function listBlock(title: string, entries: readonly string[]): SlackBlock[] {
  if (entries.length === 0) return [];
  const lines = lastPart(entries.map((entry) => `• ${entry}`).join("\n"), most.block);
  return [richText({ type: "rich_text_section", elements: [bold(`${title}\n`), plain(lines)] })];
}

function linkBlock(links: Content["links"]): SlackBlock[] {
  if (links.length === 0) return [];
  const elements = links.flatMap(({ words, url }, index) => [
    ...(index > 0 ? [plain(" · ")] : []),
    { type: "link", url, text: words },
  ]);
  return [richText({ type: "rich_text_section", elements })];
}

function richText(element: SlackBlock): SlackBlock {
  return { type: "rich_text", elements: [element] };
}

function plain(text: string): SlackBlock {
  return { type: "text", text };
}

function bold(text: string): SlackBlock {
  return { type: "text", text, style: { bold: true } };
}

/** As Slack wants its three signs of control written, in so many characters, none of them half. */
function escaped(text: string, length: number): string {
  let result = "";
  for (const sign of text) {
    const written = entities[sign] ?? sign;
    if (result.length + written.length > length - 1) return `${result}…`;
    result += written;
  }
  return result;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
