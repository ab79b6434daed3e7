import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newUser, requireSuccess, type User } from "./act.ts";

const workflow = ["workflow_dispatch", "-W", "examples/dependency-report/.github/workflows/dependency-report.yml"];
const stages = ["inventory", "licences", "policy", "write", "pack"];

/** The files a run delivered, by name. */
async function delivered(user: User, name: string): Promise<Record<string, string>> {
  const folder = join(user.outside, name, "report");
  const names = (await readdir(folder)).sort();
  const files = await Promise.all(
    names.map(async (file) => [file, (await readFile(join(folder, file))).toString("base64")]),
  );
  return Object.fromEntries(files);
}

async function deliverTo(user: User, name: string): Promise<string[]> {
  await mkdir(join(user.outside, name));
  return ["--var", `DELIVER_TO=${join(user.outside, name)}`];
}

it("a run that failed in the middle is re-run from there, and ends as one that never failed", async () => {
  const user = await newUser();

  const failed = await user.holdfastAct(...workflow, "--var", "REFUSED_LICENCES=ISC");
  expect(failed.code).toBe(1);
  expect(failed.output).toContain("ISC is refused");
  expect(await user.executed()).toEqual(["inventory", "licences", "policy"]);

  const resumed = await user.holdfastAct("--rerun", ...workflow, ...(await deliverTo(user, "resumed")));
  requireSuccess(resumed);
  expect(await user.executed()).toEqual(["policy", "write", "pack"]);

  const unbroken = await user.holdfastAct(...workflow, ...(await deliverTo(user, "unbroken")));
  requireSuccess(unbroken);
  expect(await user.executed()).toEqual(stages);

  expect(await delivered(user, "resumed")).toEqual(await delivered(user, "unbroken"));
});
