import { execFile } from "node:child_process";
import { readlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, it } from "vitest";
import { newUser, requireSuccess } from "./act.ts";

it("the example of a deployment is suspended, approved, and goes on in another run with what the first had built", async () => {
  const user = await newUser();
  const folder = join(user.outside, "state");
  const servers = join(user.outside, "servers");
  const workflow = ["workflow_dispatch", "-W", join(import.meta.dirname, "fixtures", "deployment.yml")];
  const places = ["--env", `HOLDFAST_DIR=${folder}`, "--env", `SERVERS=${servers}`];
  const deploy = () => user.holdfastAct(...workflow, ...places, "--local-token", "--input", "version=1.4.0");
  const served = (environment: string) => readlink(join(servers, environment, "current"));

  const suspended = await deploy();
  requireSuccess(suspended);
  expect(suspended.output).toContain("deploy-1.4.0 is suspended");
  expect(await served("staging")).toBe("releases/1.4.0");

  const command = join(inject("project"), "dist", "cli", "holdfast.js");
  const environment = { HOME: user.home, PATH: process.env["PATH"], HOLDFAST_DIR: folder, USER: "kelp" };
  await promisify(execFile)(process.execPath, [command, "approve", "deploy-1.4.0", "approval"], { env: environment });

  const resumed = await deploy();
  requireSuccess(resumed);
  expect(resumed.output).toContain("deploy-1.4.0 is completed");
  expect(resumed.output).not.toContain("built 3 files");
  expect(await served("production")).toBe("releases/1.4.0");
});
