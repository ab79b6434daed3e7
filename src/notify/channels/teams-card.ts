/**
 * A message as an Adaptive Card 1.5 for Microsoft Teams. Foreign text stands in text runs, in which there is no Markdown
 * (https://adaptivecards.io/explorer/TextRun.html); a message has 28 KB at most.
 */
import type { Severity } from "../incident/incident.ts";
import type { Message } from "../message.ts";
import { briefly, contentOf, type Content } from "./content.ts";
import { mentionsOn } from "./mentions.ts";

type Element = Readonly<Record<string, unknown>>;

/** Bytes, with room for what Teams itself adds. */
const limit = 26 * 1024;
const mostMentions = 20;
const longestLine = 200;

/** The body of a request to a workflow's webhook, of less than 28 KB. */
export function teamsBody(message: Message): string {
  const content = contentOf(message);
  for (const rows of [40, 20, 10, 5, 0]) {
    const body = bodyOf(message, content, rows);
    if (Buffer.byteLength(body) <= limit) return body;
  }
  return bodyOf(message, briefly(content), 0);
}

/** `rows` is how many of the last lines, and of the entries of each list, are shown. */
function bodyOf(message: Message, content: Content, rows: number): string {
  const called = mentioned(message);
  const card = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.5",
    body: [
      paragraph([run(content.headline, { size: "Large", weight: "Bolder", color: colorOf(message) })]),
      ...(called.length === 0 ? [] : [{ type: "TextBlock", wrap: true, text: called.map(tag).join(" ") }]),
      paragraph([run(content.story)]),
      ...content.facts.map(({ name, value }) => line([run(`${name}: `, { weight: "Bolder" }), run(value)])),
      ...outputLines(content.output, rows),
      ...list("Still to be done", content.undone.slice(0, rows)),
      ...list("How to go on", content.waysOn.slice(0, rows)),
    ],
    actions: content.links.map(({ words, url }) => ({ type: "Action.OpenUrl", title: words, url })),
    msteams: {
      width: "Full",
      entities: called.map((id) => ({ type: "mention", text: tag(id), mentioned: { id, name: id } })),
    },
  };
  const attachment = { contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content: card };
  return JSON.stringify({ type: "message", attachments: [attachment] });
}

/** Nobody but those that were asked for, when it opens and when people are reminded. */
function mentioned({ change, mentions }: Message): readonly string[] {
  return change === "opened" || change === "reminded" ? mentionsOn("teams", mentions).slice(0, mostMentions) : [];
}

function tag(id: string): string {
  return `<at>${id}</at>`;
}

function colorOf({ change, incident }: Message): string {
  return change === "recovered" ? "Good" : colors[incident.severity];
}

const colors: Readonly<Record<Severity, string>> = {
  critical: "Attention",
  error: "Attention",
  warning: "Warning",
  info: "Accent",
};

/** One element a line: a line break in a text run shows in some clients only. */
function outputLines(output: string | undefined, rows: number): Element[] {
  if (rows === 0 || output === undefined) return [];
  const lines = output.split("\n").slice(-rows);
  const items = lines.map((text) => line([run(cut(text) || " ", { fontType: "Monospace" })]));
  return [{ type: "Container", style: "emphasis", items }];
}

function cut(text: string): string {
  return text.length <= longestLine ? text : `${text.slice(0, longestLine - 1).toWellFormed()}…`;
}

function list(title: string, entries: readonly string[]): Element[] {
  if (entries.length === 0) return [];
  return [paragraph([run(title, { weight: "Bolder" })]), ...entries.map((entry) => line([run(`• ${entry}`)]))];
}

function run(text: string, style: Element = {}): Element {
  return { type: "TextRun", text, ...style };
}

function paragraph(inlines: readonly Element[]): Element {
  return { type: "RichTextBlock", inlines };
}

/** A paragraph close to the one above. */
function line(inlines: readonly Element[]): Element {
  return { type: "RichTextBlock", spacing: "None", inlines };
}
