/**
 * Markdown for job summaries and issues out of foreign text: nothing in it becomes markup, a link, a mention or a
 * reference. Everything here that takes text escapes it; everything that takes {@link Markdown} does not.
 */

/** Text that is safe to put into Markdown because it came from here. */
export type Markdown = string;

/** Every sign of ASCII as an entity: CommonMark never reads structure from one. */
function encode(foreign: string): string {
  return (
    foreign
      // oxlint-disable-next-line no-control-regex -- they are what goes
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "")
      .replace(/[!-/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  );
}

function oneLine(foreign: string): string {
  return foreign.replace(/\s*[\r\n]+\s*/g, " ");
}

/** Foreign text on one line: in a sentence, a heading or a table cell. */
export function text(foreign: string): Markdown {
  // GitHub looks for mentions and references after it decoded entities; an empty character keeps them apart.
  return encode(oneLine(foreign)).replace(/&#(?:64|35);(?=\S)/g, "$&&#8203;");
}

/** Foreign text in fixed width on one line; GitHub looks for no mentions there. */
export function code(foreign: string): Markdown {
  return `<code>${encode(oneLine(foreign))}</code>`;
}

/** Foreign lines in fixed width. */
export function codeBlock(foreign: string): Markdown {
  return `\n<pre><code>${encode(foreign.replace(/\r\n?/g, "\n"))}</code></pre>\n`;
}

/** A link, or only its words where the address is not one of the web. */
export function link(words: string, address: string): Markdown {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return text(words);
  return `<a href="${url.href.replace(/[&"'<>|`]/g, (sign) => `&#${sign.charCodeAt(0)};`)}">${text(words)}</a>`;
}

export function table(head: readonly Markdown[], rows: readonly (readonly Markdown[])[]): Markdown {
  const line = (cells: readonly Markdown[]) => `| ${cells.join(" | ")} |`;
  return `\n${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}

/** A part that is closed until it is clicked. */
export function details(title: Markdown, body: Markdown): Markdown {
  return `\n<details><summary>${title}</summary>\n\n${body}\n\n</details>\n`;
}
