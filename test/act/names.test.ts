import { join } from "node:path";
import { expect, it } from "vitest";
import { newUser } from "./act.ts";

it("a step is named by its id, a lane by its job and leg; the numbers act gives to steps without an id are no names", async () => {
  const user = await newUser();
  const ended = await user.plainAct("workflow_dispatch", "-W", join(import.meta.dirname, "fixtures", "names.yml"));
  expect(ended.output).toMatch(/^named of job \(deep=\{.*\}, list=\[.*\], part=a\)$/m);
  expect(ended.said).toContain("this step has no name to be recorded under: give it an id, or the input step");
  expect(ended.code).toBe(1);
});
