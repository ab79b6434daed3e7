/**
 * Splits an argument string as .NET's `ProcessStartInfo.Arguments` does, which is what the runner hands a shell
 * template to: white space separates, double quotes group, `""` inside them is one quote, and backslashes escape only
 * before a quote. Single quotes mean nothing.
 *
 * @see https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
 */
export function splitArguments(text: string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") {
      const [run] = /^\\+/.exec(text.slice(at)) ?? [""];
      const beforeQuote = text.charAt(at + run.length) === '"';
      current = (current ?? "") + "\\".repeat(beforeQuote ? run.length >> 1 : run.length);
      at += run.length - 1;
      if (beforeQuote && run.length % 2 === 1) {
        current += '"';
        at++;
      }
    } else if (character === '"') {
      if (quoted && text.charAt(at + 1) === '"') {
        current += '"';
        at++;
      } else {
        current ??= "";
        quoted = !quoted;
      }
    } else if (!quoted && (character === " " || character === "\t")) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else {
      current = (current ?? "") + character;
    }
  }
  if (current !== undefined) found.push(current);
  return found;
}
