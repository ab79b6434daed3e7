import type { Repository } from "../../src/github/context.ts";
import type { Octokit } from "../../src/github/octokit.ts";

/** Puts a file on `main`, as of a time in milliseconds since the epoch. */
export async function commitFile(
  octokit: Pick<Octokit, "rest">,
  { owner, name: repo }: Repository,
  { path, content, at }: { path: string; content: string; at: number },
): Promise<void> {
  const { git } = octokit.rest;
  const { data: main } = await git.getRef({ owner, repo, ref: "heads/main" });
  const { data: parent } = await git.getCommit({ owner, repo, commit_sha: main.object.sha });
  const file = { path, mode: "100644", type: "blob", content } as const;
  const { data: tree } = await git.createTree({ owner, repo, base_tree: parent.tree.sha, tree: [file] });
  const author = { name: "Octo", email: "octo@example.org", date: new Date(at).toISOString() };
  const made = { message: `Change ${path}`, tree: tree.sha, parents: [main.object.sha], author };
  const { data: child } = await git.createCommit({ owner, repo, ...made });
  await git.updateRef({ owner, repo, ref: "heads/main", sha: child.sha });
}
