/** A new tree from an old one and changes at paths of any depth. */
import { unprocessable } from "../errors.ts";
import type { Objects } from "./objects.ts";
import { MODES, readTree, writeTree } from "./tree.ts";
import type { Mode, TreeEntry } from "./tree.ts";

export interface TreeChange {
  readonly path: string;
  readonly mode: Mode;
  /** Null takes the entry away. */
  readonly sha: string | null;
}

/** Writes the tree and those below it, and gives its id; undefined where nothing is left in it. */
export async function changeTree(
  objects: Objects,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string | undefined> {
  const entries = new Map<string, TreeEntry>();
  for (const entry of (base === undefined ? undefined : await readTree(objects, base)) ?? [])
    entries.set(entry.name, entry);
  const below = new Map<string, TreeChange[]>();
  for (const change of changes) {
    const [name = "", ...rest] = change.path.split("/");
    if (name === "" || name === "." || name === ".." || name === ".git") {
      throw unprocessable("tree.path contains a malformed path component");
    }
    if (rest.length > 0) below.set(name, [...(below.get(name) ?? []), { ...change, path: rest.join("/") }]);
    else if (change.sha === null) entries.delete(name);
    else entries.set(name, { name, mode: change.mode, sha: change.sha });
  }
  for (const [name, inner] of below) {
    const old = entries.get(name);
    const folder = old !== undefined && MODES[old.mode] === "tree" ? old.sha : undefined;
    const sha = await changeTree(objects, folder, inner);
    if (sha === undefined) entries.delete(name);
    else entries.set(name, { name, mode: "040000", sha });
  }
  return entries.size === 0 ? undefined : writeTree(objects, entries.values());
}
