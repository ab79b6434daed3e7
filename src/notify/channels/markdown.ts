/** A message in Markdown, for issues and summaries. */
import { codeBlock, details, link, table, text, type Markdown } from "../../github/markdown.ts";
import { mermaidOf } from "../../report/mermaid.ts";
import type { Message } from "../message.ts";
import { contentOf, lastPart, type Content } from "./content.ts";
import type { Link } from "./links.ts";

/** Everything there is to tell but what happened. The last lines and the diagram stay out where `room`, in characters, ends. */
export function detailsInMarkdown(message: Message, room: number): Markdown {
  const { facts, output, undone, waysOn, links } = contentOf(message);
  const first = factTable(facts);
  const then = [list("Still to be done", undone), list("How to go on", waysOn), linkLine(links)];
  let left = room - first.length - then.join("\n").length;
  const said = lastLines(output, left);
  left -= said.length;
  const graph = diagram(message);
  return [first, said, ...then, graph.length < left ? graph : ""].filter((part) => part !== "").join("\n");
}

/** How often, since when, for how long. */
export function storyInMarkdown(message: Message): Markdown {
  return text(contentOf(message).story);
}

/** Links in a row. */
export function linkLine(links: readonly Link[]): Markdown {
  return links.length === 0 ? "" : `\n${links.map(({ words, url }) => link(words, url)).join(" · ")}\n`;
}

function factTable(facts: Content["facts"]): Markdown {
  return table(
    ["", ""],
    facts.map(({ name, value }) => [`**${text(name)}**`, text(value)]),
  );
}

function list(title: string, entries: readonly string[]): Markdown {
  return entries.length === 0 ? "" : `\n**${title}**\n\n${entries.map((entry) => `- ${text(entry)}`).join("\n")}\n`;
}

/** As many as have room once they are encoded, which lengthens them up to sixfold. */
function lastLines(output = "", room: number): Markdown {
  for (let most = output.length; most > 0; most = Math.floor(most / 2)) {
    const block = details("Last lines", codeBlock(lastPart(output, most)));
    if (block.length < room) return block;
  }
  return "";
}

function diagram({ failure }: Message): Markdown {
  const mermaid = failure?.graph && mermaidOf(failure.graph);
  return mermaid === undefined ? "" : details("Diagram", `\`\`\`mermaid\n${mermaid}\`\`\``);
}
