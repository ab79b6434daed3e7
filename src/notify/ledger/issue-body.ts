/** An entry in the body of an issue, where no reader sees it. */
import { code } from "../../github/markdown.ts";
import type { Entry } from "../incident/entry.ts";
import { fitted } from "./fitted.ts";
import { nameOf, serialise } from "./serialised.ts";

/** Characters: GitHub takes 65,536. */
const longest = 65_000;

/** The body for as much of the entry as it has room for. */
export function bodyOf(entry: Entry): string {
  return written(fitted(entry, (less) => written(less).length <= longest));
}

/** Foreign text ends the comment by no `-->` or `--!>`. */
function written(entry: Entry): string {
  const told = `Holdfast keeps here what it knows of ${code(entry.key)}. Leave it open and as it is; close it to begin anew.`;
  const text = serialise(entry, 0).replaceAll(/(?<=[-!])>/g, String.raw`\u003e`);
  return `${beginningOf(nameOf(entry.key))}${text}-->\n${told}`;
}

/** Whether an issue with this body keeps the entry of the key. */
export function isOf(body: string, key: string): boolean {
  return body.startsWith(beginningOf(nameOf(key)));
}

/** What the entry's key goes by; empty where the body holds none. */
export function nameIn(body: string): string {
  return /^<!-- holdfast:ledger (\w+)\n/.exec(body)?.[1] ?? "";
}

/** The entry as text. */
export function textIn(body: string): string {
  return body.slice(body.indexOf("\n") + 1, body.indexOf("-->"));
}

function beginningOf(name: string): string {
  return `<!-- holdfast:ledger ${name}\n`;
}
