/** Commits as objects. */
import { decodeHeaded, encodeHeaded, valueOf, valuesOf } from "./headers.ts";
import type { Objects } from "./objects.ts";
import { decodePerson, encodePerson } from "./person.ts";
import type { Person } from "./person.ts";

export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
  readonly signature: string | undefined;
}

export function writeCommit(objects: Objects, commit: Commit): Promise<string> {
  const { tree, parents, author, committer, message, signature } = commit;
  const content = encodeHeaded({
    headers: [
      ["tree", tree],
      ...parents.map((parent) => ["parent", parent] as const),
      ["author", encodePerson(author)],
      ["committer", encodePerson(committer)],
      ...(signature === undefined ? [] : [["gpgsig", signature] as const]),
    ],
    message,
  });
  return objects.write({ type: "commit", content });
}

/** Undefined where the id is not that of a commit. */
export async function readCommit(objects: Objects, sha: string): Promise<Commit | undefined> {
  const content = await objects.content(sha, "commit");
  if (content === undefined) return undefined;
  const headed = decodeHeaded(content);
  return {
    tree: valueOf(headed, "tree"),
    parents: valuesOf(headed, "parent"),
    author: decodePerson(valueOf(headed, "author")),
    committer: decodePerson(valueOf(headed, "committer")),
    message: headed.message,
    signature: valuesOf(headed, "gpgsig")[0],
  };
}

export interface FoundCommit extends Commit {
  readonly sha: string;
}

/** The commits reachable from one, newest first by their committer's time, each once. */
export async function* history(objects: Objects, from: string): AsyncGenerator<FoundCommit> {
  const seen = new Set([from]);
  const waiting: FoundCommit[] = [];
  const visit = async (sha: string) => {
    const commit = await readCommit(objects, sha);
    if (commit !== undefined) waiting.push({ sha, ...commit });
  };
  await visit(from);
  for (;;) {
    waiting.sort((a, b) => b.committer.seconds - a.committer.seconds);
    const commit = waiting.shift();
    if (commit === undefined) return;
    yield commit;
    for (const parent of commit.parents.filter((sha) => !seen.has(sha))) {
      seen.add(parent);
      await visit(parent);
    }
  }
}

/** Whether `ancestor` is `descendant` or reachable from it. */
export async function isAncestor(objects: Objects, ancestor: string, descendant: string): Promise<boolean> {
  for await (const commit of history(objects, descendant)) if (commit.sha === ancestor) return true;
  return false;
}
