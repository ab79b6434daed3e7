import { execFile, execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { recordRepository } from "../../../src/emulator/rest/index.ts";
import { folderForTest } from "../clients.ts";
import { githubForTest } from "./github.ts";

const who = { name: "Mona Lisa", email: "mona@example.com" };

test("objects have the ids that git gives them", async () => {
  const { octokit, place } = await githubForTest();
  const files = { "b.txt": "b\n", "a/deep/file.txt": "deep\n", "a.txt": "ümläut\n", "a-b": "dash" };
  const { data: tree } = await octokit.rest.git.createTree({
    ...place,
    tree: Object.entries(files).map(([path, content]) => ({ path, mode: "100644", content })),
  });
  const date = "2026-11-21T10:00:00+02:00";
  const { data: commit } = await octokit.rest.git.createCommit({
    ...place,
    message: "Write\n\nall of it\n",
    tree: tree.sha,
    author: { ...who, date },
  });

  const folder = await folderForTest();
  const git = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)("git", args, { cwd: folder, env: environment(date) });
    return stdout.trim();
  };
  await git("init", "--quiet");
  for (const [path, content] of Object.entries(files)) {
    const blob = execFileSync("git", ["hash-object", "-w", "--stdin"], { cwd: folder, input: content })
      .toString()
      .trim();
    await git("update-index", "--add", "--cacheinfo", `100644,${blob},${path}`);
  }
  expect(tree.sha).toBe(await git("write-tree"));
  writeFileSync(join(folder, "message"), "Write\n\nall of it\n");
  expect(commit.sha).toBe(await git("commit-tree", tree.sha, "-F", "message"));
});

function environment(date: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GIT_AUTHOR_NAME: who.name,
    GIT_AUTHOR_EMAIL: who.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: who.name,
    GIT_COMMITTER_EMAIL: who.email,
    GIT_COMMITTER_DATE: date,
    GIT_CONFIG_GLOBAL: "",
    GIT_CONFIG_NOSYSTEM: "1",
  };
}

const file = (path: string, content: string) => ({ path, mode: "100644", content }) as const;

test("a tree made upon another keeps what it does not change, and drops what is taken away", async () => {
  const { octokit, place } = await githubForTest();
  const { data: base } = await octokit.rest.git.createTree({
    ...place,
    tree: [file("kept.txt", "kept"), file("a/gone.txt", "gone"), file("a/b/changed.txt", "old")],
  });
  const { data: changed } = await octokit.rest.git.createTree({
    ...place,
    base_tree: base.sha,
    tree: [{ path: "a/gone.txt", mode: "100644", sha: null }, file("a/b/changed.txt", "new")],
  });
  const { data: whole } = await octokit.rest.git.getTree({ ...place, tree_sha: changed.sha, recursive: "1" });
  expect(whole.tree.map(({ path }) => path)).toEqual(["a", "a/b", "a/b/changed.txt", "kept.txt"]);
});

test("the empty tree, which git knows unmade, is unknown to a commit and cannot be made", async () => {
  const { octokit, place } = await githubForTest();
  const tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  const commit = octokit.rest.git.createCommit({ ...place, message: "Empty", tree });
  await expect(commit).rejects.toMatchObject({ status: 422, message: /^Tree SHA does not exist/ });
  const creation = octokit.rest.git.createTree({ ...place, tree: [] });
  await expect(creation).rejects.toMatchObject({ status: 422, message: /^Invalid tree info/ });
});

test("an annotated tag stands for its commit, but a branch cannot point at it", async () => {
  const { octokit, place } = await githubForTest();
  const { data: main } = await octokit.rest.git.getRef({ ...place, ref: "heads/main" });
  const { data: tag } = await octokit.rest.git.createTag({
    ...place,
    tag: "v1.0.0",
    message: "First\n",
    object: main.object.sha,
    type: "commit",
  });
  await octokit.rest.git.createRef({ ...place, ref: "refs/tags/v1.0.0", sha: tag.sha });
  expect((await octokit.rest.repos.getCommit({ ...place, ref: "v1.0.0" })).data.sha).toBe(main.object.sha);
  const branch = octokit.rest.git.createRef({ ...place, ref: "refs/heads/v1", sha: tag.sha });
  await expect(branch).rejects.toMatchObject({ status: 422, message: /^Object is not a commit/ });
});

test("binary content comes back as it was", async () => {
  const { octokit, place } = await githubForTest();
  const content = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString("base64");
  const { data: blob } = await octokit.rest.git.createBlob({ ...place, content, encoding: "base64" });
  const { data: read } = await octokit.rest.git.getBlob({ ...place, file_sha: blob.sha });
  expect(read.content.replaceAll("\n", "")).toBe(content);
});

test("an empty repository has no git database to use", async () => {
  const { octokit, state, clock } = await githubForTest();
  await recordRepository({ state, clock }, { owner: "octocat", name: "empty", files: {} });
  const creation = octokit.rest.git.createBlob({ owner: "octocat", repo: "empty", content: "first" });
  await expect(creation).rejects.toMatchObject({ status: 409, message: /^Git Repository is empty/ });
});

test("the history of a branch is read newest first, and by the path it changed", async () => {
  const { octokit, place } = await githubForTest();
  const { data: main } = await octokit.rest.repos.getBranch({ ...place, branch: "main" });
  let head = { sha: main.commit.sha, tree: main.commit.commit.tree.sha };
  for (const [index, path] of ["one.txt", "two.txt", "one.txt"].entries()) {
    const { data: tree } = await octokit.rest.git.createTree({
      ...place,
      base_tree: head.tree,
      tree: [{ path, mode: "100644", content: `${index}` }],
    });
    const date = new Date(Date.UTC(2036, 0, 1 + index)).toISOString();
    const { data: commit } = await octokit.rest.git.createCommit({
      ...place,
      message: `${index} ${path}`,
      tree: tree.sha,
      parents: [head.sha],
      author: { ...who, date },
    });
    head = { sha: commit.sha, tree: tree.sha };
  }
  await octokit.rest.git.updateRef({ ...place, ref: "heads/main", sha: head.sha });
  const messages = async (path?: string) => {
    const { data } = await octokit.rest.repos.listCommits({ ...place, ...(path === undefined ? {} : { path }) });
    return data.map(({ commit }) => commit.message);
  };
  expect(await messages()).toEqual(["2 one.txt", "1 two.txt", "0 one.txt", "Initial commit"]);
  expect(await messages("one.txt")).toEqual(["2 one.txt", "0 one.txt"]);
  const { data: content } = await octokit.rest.repos.getContent({ ...place, path: "one.txt" });
  expect(content).toMatchObject({ type: "file", content: "Mg==\n" });
});
