import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, it } from "vitest";
import { newUser, requireSuccess } from "./act.ts";

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);
const workflow = ["workflow_dispatch", "-W", fixture("run-automation.yml")];

it("an automation that failed in the middle of a map goes on there when its job is re-run", async () => {
  const user = await newUser();
  const broken = join(user.outside, "broken");
  const automation = ["--env", `AUTOMATION=${fixture("orders.automation.yml")}`, "--env", `BROKEN=${broken}`];
  await writeFile(broken, "");

  const failed = await user.holdfastAct(...workflow, ...automation);
  expect(failed.code).toBe(1);
  expect(failed.said).toContain('Run "1001" failed at import/b: exit code 1.');
  expect((await user.executed()).sort()).toEqual(["fetch", "import a", "import b", "import c"]);

  await rm(broken);
  const resumed = await user.holdfastAct("--rerun", ...workflow, ...automation);
  requireSuccess(resumed);
  expect(await user.executed()).toEqual(["import b", "publish"]);
  expect(resumed.output).toContain('status completed, {"orders":"[\\"a\\", \\"b\\", \\"c\\"]"}');
});

it("an automation that waits for an approval is answered from the command line, and goes on in another run", async () => {
  const user = await newUser();
  const folder = join(user.outside, "state");
  const [key, file] = ["release-1.4.0", fixture("approved.automation.yml")];
  const variables = [`AUTOMATION=${file}`, `HOLDFAST_DIR=${folder}`, "STORE=directory"];
  const automation = [...variables.flatMap((variable) => ["--env", variable]), "--input", `key=${key}`];

  const suspended = await user.holdfastAct(...workflow, ...automation);
  requireSuccess(suspended);
  expect(suspended.output).toContain("status suspended, ");
  expect(suspended.said).toContain("is suspended and waits at ask");
  expect(await user.executed()).toEqual(["stage"]);

  const command = join(inject("project"), "dist", "cli", "holdfast.js");
  const environment = { HOME: user.home, PATH: process.env["PATH"], HOLDFAST_DIR: folder, USER: "kelp" };
  const told = await promisify(execFile)(process.execPath, [command, "approve", key], { env: environment });
  expect(told.stdout).toContain("ask of release-1.4.0 is answered.");

  const resumed = await user.holdfastAct(...workflow, ...automation);
  requireSuccess(resumed);
  expect(resumed.errors).toContain("run 1002, attempt 1");
  expect(resumed.output).toContain("status completed, {}");
  expect(await user.executed()).toEqual(["publish"]);
});
