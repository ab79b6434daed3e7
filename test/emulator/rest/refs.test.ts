import { expect, test } from "vitest";
import { objectsOf } from "../../../src/emulator/rest/git/objects.ts";
import { updateRef } from "../../../src/emulator/rest/git/refs.ts";
import type { GitHub } from "./github.ts";
import { githubForTest } from "./github.ts";

/** A parentless commit, and children of it on demand: what a lock is made of. */
async function lockCommits({ octokit, place }: GitHub) {
  const { data: tree } = await octokit.rest.git.createTree({
    ...place,
    tree: [{ path: "lock", mode: "100644", content: "free" }],
  });
  const commit = async (message: string, ...parents: string[]) => {
    const { data } = await octokit.rest.git.createCommit({ ...place, message, tree: tree.sha, parents });
    return data.sha;
  };
  return { root: await commit("root"), child: (message: string, parent: string) => commit(message, parent) };
}

const words = (settled: PromiseSettledResult<unknown>[]) =>
  settled
    .map((result) => (result.status === "fulfilled" ? "won" : String(result.reason.message).split(" - ")[0]))
    .toSorted((a = "", b = "") => (a < b ? -1 : 1));

test("of those who create a ref at once one wins, and the others are told that it exists", async () => {
  const github = await githubForTest();
  const { octokit, place } = github;
  const { root, child } = await lockCommits(github);
  const claims = await Promise.all(Array.from({ length: 8 }, (_, index) => child(`claim ${index}`, root)));
  const create = (sha: string) => octokit.rest.git.createRef({ ...place, ref: "refs/holdfast/lock", sha });
  expect(words(await Promise.allSettled(claims.map(create)))).toEqual([
    ...Array(7).fill("Reference already exists"),
    "won",
  ]);
});

test("of those who move a ref on from the same commit at once one wins, and the others are no fast forward", async () => {
  const github = await githubForTest();
  const { octokit, place } = github;
  const { root, child } = await lockCommits(github);
  await octokit.rest.git.createRef({ ...place, ref: "refs/holdfast/lock", sha: root });
  let held = root;
  for (let round = 0; round < 5; round += 1) {
    const base = held;
    const claims = await Promise.all(Array.from({ length: 8 }, (_, index) => child(`${round} ${index}`, base)));
    const move = (sha: string) => octokit.rest.git.updateRef({ ...place, ref: "holdfast/lock", sha, force: false });
    const moved = await Promise.allSettled(claims.map(move));
    expect(words(moved)).toEqual([...Array(7).fill("Update is not a fast forward"), "won"]);
    held = (await octokit.rest.git.getRef({ ...place, ref: "holdfast/lock" })).data.object.sha;
    expect(claims.indexOf(held)).toBe(moved.findIndex(({ status }) => status === "fulfilled"));
  }
});

test("a ref that another moved while its ancestors were read is looked at again", async () => {
  const github = await githubForTest();
  const { octokit, place, state, repository } = github;
  const { root, child } = await lockCommits(github);
  await octokit.rest.git.createRef({ ...place, ref: "refs/holdfast/lock", sha: root });
  const claims = [await child("one", root), await child("two", root)];
  // Started together, each reads the ref before the other moves it.
  const moved = claims.map((sha) => {
    const to = { name: "refs/holdfast/lock", sha, force: false };
    return updateRef({ state, objects: objectsOf(state, repository) }, repository, to);
  });
  expect(words(await Promise.allSettled(moved))).toEqual(["Update is not a fast forward", "won"]);
});

test("a ref moves to a descendant however far, to itself, and elsewhere only by force", async () => {
  const github = await githubForTest();
  const { octokit, place } = github;
  const { root, child } = await lockCommits(github);
  const middle = await child("middle", root);
  const far = await child("far", middle);
  const aside = await child("aside", root);
  await octokit.rest.git.createRef({ ...place, ref: "refs/holdfast/lock", sha: root });
  const move = (sha: string, force = false) =>
    octokit.rest.git.updateRef({ ...place, ref: "holdfast/lock", sha, force });
  await move(far);
  await move(far);
  for (const sha of [middle, aside]) {
    await expect(move(sha)).rejects.toMatchObject({ status: 422, message: /^Update is not a fast forward/ });
  }
  expect((await move(aside, true)).data.object.sha).toBe(aside);
});

test.for([
  ["refs/heads/main", "Reference already exists"],
  ["refs/heads/main/below", "Reference update failed"],
  ["refs/heads", "Reference name must start with 'refs' and have at least two slashes."],
  ["heads/new", "Reference name must start with 'refs' and have at least two slashes."],
  ["refs/heads/with space", "refs/heads/with space is not a valid ref name."],
  ["refs/heads/ends.lock", "refs/heads/ends.lock is not a valid ref name."],
] as const)("a ref cannot be created as %s", async ([ref, message]) => {
  const { octokit, place } = await githubForTest();
  const { data: main } = await octokit.rest.git.getRef({ ...place, ref: "heads/main" });
  const creation = octokit.rest.git.createRef({ ...place, ref, sha: main.object.sha });
  await expect(creation).rejects.toMatchObject({ status: 422, response: { data: { message, status: "422" } } });
});

test("a ref points only at what exists", async () => {
  const { octokit, place } = await githubForTest();
  const sha = "1".repeat(40);
  const creation = octokit.rest.git.createRef({ ...place, ref: "refs/heads/new", sha });
  await expect(creation).rejects.toMatchObject({ status: 422, message: /^Object does not exist/ });
  const update = octokit.rest.git.updateRef({ ...place, ref: "heads/main", sha });
  await expect(update).rejects.toMatchObject({ status: 422, message: /^Object does not exist/ });
});

test("a ref that is not there is not found, and cannot be moved or deleted", async () => {
  const { octokit, place } = await githubForTest();
  const { data: main } = await octokit.rest.git.getRef({ ...place, ref: "heads/main" });
  const absent = { ...place, ref: "holdfast/lock" };
  await expect(octokit.rest.git.getRef(absent)).rejects.toMatchObject({ status: 404 });
  const message = /^Reference does not exist/;
  const update = octokit.rest.git.updateRef({ ...absent, sha: main.object.sha });
  await expect(update).rejects.toMatchObject({ status: 422, message });
  await expect(octokit.rest.git.deleteRef(absent)).rejects.toMatchObject({ status: 422, message });
  expect((await octokit.rest.git.listMatchingRefs(absent)).data).toEqual([]);
});
