import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newUser, requireSuccess } from "./act.ts";

const workflow = ["workflow_dispatch", "-W", "examples/release/.github/workflows/release.yml", "--local-token"];

it("a run key of the author's own holds across two workflow runs", async () => {
  const user = await newUser();
  const releases = ["--var", `RELEASES_FOLDER=${join(user.outside, "releases")}`];

  const first = await user.holdfastAct(
    ...workflow,
    "--input",
    "version=1.4.0",
    ...releases,
    "--var",
    "CHAT_IS_DOWN=yes",
  );
  expect(first.code).toBe(1);
  expect(await user.executed()).toEqual(["notes", "publish", "announce"]);

  const second = await user.holdfastAct(...workflow, "--input", "version=1.4.0", ...releases);
  requireSuccess(second);
  expect(second.errors).toContain("run 1002, attempt 1");
  expect(await user.executed()).toEqual(["announce"]);
  expect(await readFile(join(user.outside, "releases", "1.4.0.md"), "utf8")).toContain("# 1.4.0");

  const another = await user.holdfastAct(...workflow, "--input", "version=1.5.0", ...releases);
  requireSuccess(another);
  expect(await user.executed()).toEqual(["notes", "publish", "announce"]);
});
