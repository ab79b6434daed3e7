import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newUser, requireSuccess } from "./act.ts";

const fixture = join(import.meta.dirname, "fixtures", "notify.yml");

it("a job that fails, fails again and recovers is one issue: opened, commented, closed", async () => {
  const user = await newUser();
  const broken = join(user.outside, "broken");
  const sync = (...args: string[]) =>
    user.holdfastAct(...args, "workflow_dispatch", "-W", fixture, "--local-token", "--env", `BROKEN=${broken}`);
  await writeFile(broken, "");

  const failed = await sync();
  expect(failed.code).toBe(1);
  const delivered = '{"summary":"delivered","issue":"delivered"}';
  expect(failed.output).toContain(`opened, issue 1, count 1, ${delivered}`);
  // The other job knows what failed from the artifact of the first one's lane.
  expect(failed.said).toContain('Incident "Sync: step import failed" is open: told by summary.');
  expect(failed.output).toContain("all of it is opened");
  const [opened, ...others] = await user.issues();
  expect(others).toEqual([]);
  expect(opened).toMatchObject({ title: "Sync: step import failed", state: "open", comments: [] });
  for (const part of ["exit code 75", "temporary failure", "@kelp/keepers", "https://example.org/runbook"]) {
    expect(opened!.body).toContain(part);
  }
  expect(opened!.body).toMatch(/row \d+ is wrong/);

  const again = await sync();
  expect(again.code).toBe(1);
  expect(again.output).toContain(`updated, issue 1, count 2, ${delivered}`);

  await rm(broken);
  const rerun = await sync("--rerun");
  requireSuccess(rerun);
  expect(rerun.output).toContain(`recovered, issue 1, count 2, ${delivered}`);
  expect(rerun.output).toContain("all of it is recovered");
  const [closed, ...more] = await user.issues();
  expect(more).toEqual([]);
  expect(closed).toMatchObject({ state: "closed", comments: [expect.anything(), expect.anything()] });
  expect(await user.executed()).toEqual(["fetch", "import", "import", "fetch", "import", "import", "import"]);

  const after = await sync();
  requireSuccess(after);
  expect(after.output).toContain("none, issue , count 0, {}");
});
