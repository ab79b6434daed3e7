import type { Scenario } from "./scenario.ts";

export const git: Scenario = async ({ octokit, place }) => {
  const { data: blob } = await octokit.rest.git.createBlob({ ...place, content: "hello\n" });
  await octokit.rest.git.getBlob({ ...place, file_sha: blob.sha });
  const entry = { path: "docs/hello.txt", mode: "100644", type: "blob", sha: blob.sha } as const;
  const { data: tree } = await octokit.rest.git.createTree({ ...place, tree: [entry] });
  await octokit.rest.git.getTree({ ...place, tree_sha: tree.sha, recursive: "1" });
  const { data: commit } = await octokit.rest.git.createCommit({ ...place, message: "Hello", tree: tree.sha });
  await octokit.rest.git.getCommit({ ...place, commit_sha: commit.sha });
  const { data: tag } = await octokit.rest.git.createTag({
    ...place,
    tag: "v1",
    message: "First",
    object: commit.sha,
    type: "commit",
  });
  await octokit.rest.git.getTag({ ...place, tag_sha: tag.sha });
  await octokit.rest.git.createRef({ ...place, ref: "refs/holdfast/lock", sha: commit.sha });
  await octokit.rest.git.createRef({ ...place, ref: "refs/tags/v1", sha: tag.sha });
  await octokit.rest.git.getRef({ ...place, ref: "tags/v1" });
  await octokit.rest.git.listMatchingRefs({ ...place, ref: "holdfast/" });
  const { data: child } = await octokit.rest.git.createCommit({
    ...place,
    message: "Again",
    tree: tree.sha,
    parents: [commit.sha],
    author: { name: "Mona", email: "mona@example.com", date: "2026-11-21T10:00:00+02:00" },
  });
  await octokit.rest.git.updateRef({ ...place, ref: "holdfast/lock", sha: child.sha });
  await octokit.rest.git.deleteRef({ ...place, ref: "holdfast/lock" });
};

export const repository: Scenario = async ({ octokit, place }) => {
  await octokit.rest.repos.get(place);
  const { data: main } = await octokit.rest.repos.getBranch({ ...place, branch: "main" });
  await octokit.rest.git.createRef({ ...place, ref: "refs/heads/feature/new", sha: main.commit.sha });
  await octokit.rest.repos.getBranch({ ...place, branch: "feature/new" });
  await octokit.rest.repos.listBranches(place);
  await octokit.rest.repos.listCommits({ ...place, sha: "feature/new", path: "README.md" });
  await octokit.rest.repos.getCommit({ ...place, ref: "heads/main" });
  await octokit.rest.repos.getContent({ ...place, path: "README.md" });
  await octokit.rest.repos.getContent({ ...place, path: "" });
};
