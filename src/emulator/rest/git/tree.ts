/** Trees as objects. */
import type { Objects } from "./objects.ts";

export const MODES = {
  "100644": "blob",
  "100755": "blob",
  "120000": "blob",
  "040000": "tree",
  "160000": "commit",
} as const;

export type Mode = keyof typeof MODES;

export interface TreeEntry {
  readonly name: string;
  readonly mode: Mode;
  readonly sha: string;
}

export function writeTree(objects: Objects, entries: Iterable<TreeEntry>): Promise<string> {
  const parts = [...entries]
    .sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)))
    // Git writes the mode without leading zeros.
    .flatMap(({ name, mode, sha }) => [Buffer.from(`${Number(mode)} ${name}\0`), Buffer.from(sha, "hex")]);
  return objects.write({ type: "tree", content: Buffer.concat(parts) });
}

/** Undefined where the id is not that of a tree. */
export async function readTree(objects: Objects, sha: string): Promise<TreeEntry[] | undefined> {
  const content = await objects.content(sha, "tree");
  if (content === undefined) return undefined;
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(0, at);
    const [mode = "", ...name] = content.toString("utf8", at, end).split(" ");
    at = end + 21;
    entries.push({
      name: name.join(" "),
      mode: modeOf(mode.padStart(6, "0")),
      sha: content.toString("hex", end + 1, at),
    });
  }
  return entries;
}

/** The entry at a path of one or more names; undefined where there is none. */
export async function entryAt(objects: Objects, tree: string, path: string): Promise<TreeEntry | undefined> {
  let found: TreeEntry | undefined;
  let below = tree;
  for (const name of path.split("/")) {
    found = (await readTree(objects, below))?.find((entry) => entry.name === name);
    if (found === undefined) return undefined;
    below = found.sha;
  }
  return found;
}

function modeOf(text: string): Mode {
  if (!isMode(text)) throw new Error(`a tree has no entries of mode ${text}`);
  return text;
}

function isMode(text: string): text is Mode {
  return Object.hasOwn(MODES, text);
}

/** Git sorts a folder as if its name ended in a slash. */
function sortKey({ name, mode }: TreeEntry): Buffer {
  return Buffer.from(MODES[mode] === "tree" ? `${name}/` : name);
}
