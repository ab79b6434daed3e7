import { readlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { exampleShell } from "../examples/shell.ts";

it("a deployment waits for an approval, rolls both environments back, and goes on when it is resumed", async () => {
  const shell = await exampleShell("deployment");
  const served = (environment: string) =>
    readlinkSync(join(shell.folder, ".holdfast/servers", environment, "current")).slice("releases/".length);
  const deploy = (version: string) =>
    shell.told(["run", "examples/deployment/automation.yml", "-i", `version=${version}`]);
  const approve = (version: string) => shell.call(["approve", `deploy-${version}`, "approval"]);

  expect(await deploy("1.4.0")).toMatchObject({ status: "suspended" });
  expect(served("staging")).toBe("1.4.0");
  await approve("1.4.0");
  expect(await shell.told(["resume", "deploy-1.4.0"])).toMatchObject({ status: "completed" });
  expect(served("production")).toBe("1.4.0");

  await deploy("1.5.0");
  await approve("1.5.0");
  const failed = await shell.told(["resume", "deploy-1.5.0"], 1, { BREAK: "production" });
  expect(failed).toMatchObject({ status: "failed", causes: ["production-smoke-tests"] });
  expect([served("staging"), served("production")]).toEqual(["1.4.0", "1.4.0"]);

  expect(await shell.told(["resume", "deploy-1.5.0"])).toMatchObject({ status: "completed" });
  expect([served("staging"), served("production")]).toEqual(["1.5.0", "1.5.0"]);
});
