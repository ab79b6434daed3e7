/** Repositories, as something makes them: act, a test. */
import type { Rest } from "./context.ts";
import { writeCommit } from "./git/commit.ts";
import { objectsOf } from "./git/objects.ts";
import { personOf } from "./git/person.ts";
import { createRef } from "./git/refs.ts";
import { changeTree } from "./git/tree-changes.ts";
import { repositories, repositoryNamed } from "./repositories.ts";
import type { Repository } from "./repositories.ts";

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  /** `main` unless given. */
  readonly defaultBranch?: string;
  readonly isPrivate?: boolean;
  /** Content by path, of the first commit; a README unless given. With none at all the repository is empty. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A repository with one commit on its default branch; one of the same name is given back as it is. */
export async function recordRepository(
  { state, clock }: Pick<Rest, "state" | "clock">,
  { owner, name, defaultBranch = "main", isPrivate = false, files = { "README.md": `# ${name}\n` } }: NewRepository,
): Promise<Repository> {
  const known = repositoryNamed(state, owner, name);
  if (known !== undefined) return known;
  const now = clock.now();
  const repository = repositories(state).insert({ owner, name, defaultBranch, isPrivate, createdAt: now });
  const objects = objectsOf(state, repository);
  const blobs = Object.entries(files).map(async ([path, text]) => {
    const sha = await objects.write({ type: "blob", content: Buffer.from(text) });
    return { path, mode: "100644" as const, sha };
  });
  const tree = await changeTree(objects, undefined, await Promise.all(blobs));
  if (tree === undefined) return repository;
  const author = personOf({ name: owner, email: `${owner}@users.noreply.github.com` }, now);
  const first = { tree, parents: [], author, committer: author, message: "Initial commit", signature: undefined };
  createRef(state, repository, `refs/heads/${defaultBranch}`, await writeCommit(objects, first));
  return repository;
}
