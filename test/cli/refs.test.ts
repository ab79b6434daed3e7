import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readActArguments } from "../../src/cli/act/arguments.ts";
import { refsOf } from "../../src/cli/act/refs.ts";
import { systemFiles } from "../../src/world/files.ts";
import { folderForTest } from "../emulator/clients.ts";

const local = {
  owner: "octo",
  name: "kelp",
  defaultBranch: "main",
  ref: "refs/heads/topic",
  sha: undefined,
  root: ".",
};

async function refs(event: unknown, ...args: string[]) {
  const folder = await folderForTest();
  if (event !== undefined) await writeFile(join(folder, "event.json"), JSON.stringify(event));
  const all = event === undefined ? args : [...args, "-e", "event.json"];
  return refsOf({ files: systemFiles }, readActArguments(all), local, folder);
}

describe("the ref of a run", () => {
  it.each([
    ["the branch that is checked out", undefined, ["push"], { ref: "refs/heads/topic" }],
    ["the one its event names", { ref: "refs/tags/v1" }, ["push"], { ref: "refs/tags/v1" }],
    [
      "a pull request's merge",
      { number: 7, pull_request: { base: { ref: "next" } } },
      ["pull_request"],
      { ref: "refs/pull/7/merge", baseRef: "refs/heads/next" },
    ],
    [
      "the base of a pull_request_target",
      { number: 7, pull_request: { base: { ref: "next" } } },
      ["pull_request_target"],
      { ref: "refs/heads/next", baseRef: "refs/heads/next" },
    ],
    ["the one the user gave", { ref: "refs/tags/v1" }, ["--env", "GITHUB_REF=refs/heads/x"], { ref: "refs/heads/x" }],
  ])("is %s", async (_, event, args, expected) => {
    expect(await refs(event, ...args)).toEqual({ defaultRef: "refs/heads/main", ...expected });
  });

  it("is not guessed from an event file that is none", async () => {
    await expect(refs(7, "push")).rejects.toThrow("is no event");
  });
});
