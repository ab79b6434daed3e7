import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newUser, requireSuccess } from "./act.ts";

const workflow = ["workflow_dispatch", "-W", "examples/guarded-action/.github/workflows/search-index.yml"];

it("guarded steps that use another action are skipped once they are done, and what they left comes back", async () => {
  const user = await newUser();

  const failed = await user.holdfastAct(...workflow, "--var", "LOOK_UP=antidisestablishmentarianism");
  expect(failed.code).toBe(1);
  expect(failed.resultOf("build")).toBe("success");
  expect(await user.executed()).toEqual(["build-index"]);

  const resumed = await user.holdfastAct("--rerun", ...workflow);
  requireSuccess(resumed);
  expect(await user.executed()).toEqual([]);
  expect(resumed.output).toMatch(/^cache: .*secrets\.md/m);

  const unbroken = await user.holdfastAct(...workflow);
  expect(await user.executed()).toEqual(["build-index"]);
  const told = /The index has \d+ words\.\ncache: .*/;
  expect(told.exec(resumed.output)?.[0]).toBe(told.exec(unbroken.output)?.[0]);
});

it("a checkpoint nobody saves is saved when its job has succeeded, and only then", async () => {
  const user = await newUser();
  const broken = join(user.outside, "broken");
  const fixture = join(import.meta.dirname, "fixtures", "implicit.yml");
  const implicit = ["workflow_dispatch", "-W", fixture, "--env", `BROKEN=${broken}`];
  await writeFile(broken, "");
  expect((await user.holdfastAct(...implicit)).code).toBe(1);
  expect(await user.executed()).toEqual(["build"]);

  await rm(broken);
  requireSuccess(await user.holdfastAct("--rerun", ...implicit));
  expect(await user.executed()).toEqual(["build"]);

  const third = await user.holdfastAct("--rerun", ...implicit);
  requireSuccess(third);
  expect(await user.executed()).toEqual([]);
  expect(third.output).toContain("built");
});
