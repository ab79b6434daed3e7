import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { localRepository } from "../../src/cli/repository.ts";
import { systemWorld } from "../../src/world/system.ts";
import { folderForTest } from "../emulator/clients.ts";

const world = systemWorld();

async function workTree(...commands: string[][]): Promise<string> {
  const folder = await folderForTest();
  const as = ["-c", "user.name=Kelp", "-c", "user.email=kelp@example.org", "-c", "init.defaultBranch=main"];
  for (const command of [["init"], ...commands])
    execFileSync("git", [...as, ...command], { cwd: folder, stdio: "ignore" });
  return folder;
}

const commit = ["commit", "--allow-empty", "--message", "x"];
const remote = (address: string, name = "origin") => ["remote", "add", name, address];

describe("the local repository", () => {
  it.each([
    ["https://github.com/octo/kelp.git"],
    ["https://github.com/octo/kelp"],
    ["git@github.com:octo/kelp.git"],
    ["ssh://git@github.com/octo/kelp"],
  ])("is called as its remote %s says", async (address) => {
    const folder = await workTree(remote(address));
    expect(await localRepository(world, folder, {})).toMatchObject({ owner: "octo", name: "kelp", sha: undefined });
  });

  it("has the ref, the commit and the default branch of the work tree", async () => {
    const folder = await workTree(commit, ["switch", "--create", "topic"]);
    expect(await localRepository(world, folder, {})).toMatchObject({
      owner: "local",
      ref: "refs/heads/topic",
      defaultBranch: "main",
      sha: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
  });

  it("takes the default branch from the remote, and what it was told before that", async () => {
    const folder = await workTree(
      commit,
      remote("https://github.com/octo/kelp", "upstream"),
      ["update-ref", "refs/remotes/upstream/trunk", "HEAD"],
      ["symbolic-ref", "refs/remotes/upstream/HEAD", "refs/remotes/upstream/trunk"],
    );
    const hints = { remote: "upstream" };
    expect(await localRepository(world, folder, hints)).toMatchObject({ owner: "octo", defaultBranch: "trunk" });
    const told = { ...hints, repository: "sea/weed", defaultBranch: "dev" };
    expect(await localRepository(world, folder, told)).toMatchObject({
      owner: "sea",
      name: "weed",
      defaultBranch: "dev",
    });
  });

  it("is at a tag where one is checked out", async () => {
    const folder = await workTree(commit, ["tag", "v1"], ["checkout", "v1"]);
    expect((await localRepository(world, folder, {})).ref).toBe("refs/tags/v1");
  });

  it("needs no git at all", async () => {
    const folder = await folderForTest();
    expect(await localRepository(world, folder, {})).toMatchObject({ ref: "refs/heads/main", sha: undefined });
  });

  it("is told from others that have no remote either", async () => {
    const [one, other] = [await folderForTest(), await folderForTest()];
    const names = [one, other, one].map(async (folder) => (await localRepository(world, folder, {})).name);
    const [first, second, again] = await Promise.all(names);
    expect(first).toBe(again);
    expect(first).not.toBe(second);
  });

  it("refuses a name that is none", async () => {
    await expect(localRepository(world, await folderForTest(), { repository: "kelp" })).rejects.toThrow(
      "write owner/name",
    );
  });
});
