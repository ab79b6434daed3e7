import { neutraliseLine } from "../github/neutralise.ts";

/** Text as one word of a command that can be copied into a shell. */
export function word(text: string): string {
  const inert = neutraliseLine(text);
  return /^[\w./:@%+=-]+$/.test(inert) && !inert.startsWith("-")
    ? inert
    : `'${inert.replaceAll("'", String.raw`'\''`)}'`;
}
