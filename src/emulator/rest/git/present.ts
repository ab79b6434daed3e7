/** Commits and refs as GitHub shows them. */
import type { View } from "../context.ts";
import { nodeId } from "../present.ts";
import { simpleUser } from "../users.ts";
import type { FoundCommit } from "./commit.ts";
import { presentPerson } from "./person.ts";
import type { RefRow } from "./refs.ts";
import type { ObjectType } from "./objects.ts";

/** Nothing is verified here. */
export const unverified = {
  verified: false,
  reason: "unsigned",
  signature: null,
  payload: null,
  verified_at: null,
} as const;

export function presentRef({ url }: View, ref: RefRow, type: ObjectType) {
  return {
    ref: ref.name,
    node_id: nodeId("REF", ref.id),
    url: `${url}/git/${ref.name}`,
    object: { type, sha: ref.sha, url: `${url}/git/${type}s/${ref.sha}` },
  };
}

/** The commit as an object of git. */
export function presentGitCommit({ url, page }: View, commit: FoundCommit) {
  return {
    sha: commit.sha,
    node_id: nodeId("C", commit.sha),
    url: `${url}/git/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    author: presentPerson(commit.author),
    committer: presentPerson(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/git/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
    verification: unverified,
  };
}

/** The commit as a part of the repository's history. */
export function presentCommit(view: View, commit: FoundCommit) {
  const { url, page, origin } = view;
  return {
    sha: commit.sha,
    node_id: nodeId("C", commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: {
      url: `${url}/git/commits/${commit.sha}`,
      author: presentPerson(commit.author),
      committer: presentPerson(commit.committer),
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      verification: unverified,
    },
    author: simpleUser(origin, commit.author.name),
    committer: simpleUser(origin, commit.committer.name),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}
