/** A message in Markdown, for issues and summaries. */
import { codeBlock, details, link, table, text, type Markdown } from "../../github/markdown.ts";
import { mermaidOf } from "../../report/mermaid.ts";
import type { Message } from "../message.ts";
import { contentOf, lastPart, type Content } from "./content.ts";

/** Everything there is to tell but the headline, in at most `room` characters (from 30,000 on). */
export function messageMarkdown(message: Message, room: number): Markdown {
  const { story, facts, output, undone, waysOn, links } = contentOf(message);
  const always: readonly Markdown[] = [
    text(story),
    table(
      ["", ""],
      facts.map(({ name, value }) => [`**${text(name)}**`, text(value)]),
    ),
    list("Still to be done", undone),
    list("How to go on", waysOn),
    linkLine(links),
  ];
  const graph = message.failure?.graph;
  const mermaid = graph && mermaidOf(graph);
  let left = room - joined(always).length;
  const fitting = [lines(output, Math.min(left, 20_000)), mermaid && details("Diagram", fenced(mermaid))].map(
    (part) => {
      if (part === undefined || part.length > left) return "";
      left -= part.length + 1;
      return part;
    },
  );
  return joined([...always.slice(0, 2), ...fitting.slice(0, 1), ...always.slice(2), ...fitting.slice(1)]);
}

function joined(parts: readonly Markdown[]): Markdown {
  return parts.filter((part) => part !== "").join("\n");
}

function list(title: string, entries: readonly string[]): Markdown {
  return entries.length === 0 ? "" : `\n**${title}**\n\n${entries.map((entry) => `- ${text(entry)}`).join("\n")}\n`;
}

function linkLine(links: Content["links"]): Markdown {
  return links.length === 0 ? "" : `\n${links.map(({ words, url }) => link(words, url)).join(" · ")}\n`;
}

function fenced(mermaid: string): Markdown {
  return `\`\`\`mermaid\n${mermaid}\`\`\``;
}

/** As many of the last lines as have room once they are encoded, which lengthens them up to sixfold. */
function lines(output: string | undefined, room: number): Markdown | undefined {
  if (output === undefined || output === "") return undefined;
  for (let most = output.length; most >= 100; most = Math.floor(most / 2)) {
    const block = details("Last lines", codeBlock(lastPart(output, most)));
    if (block.length <= room) return block;
  }
  return undefined;
}
