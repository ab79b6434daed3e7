/** `actions/durable-run` in a repository that is not its own. */
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { newUser, requireSuccess } from "./act.ts";

const automation = `automation: orders
steps:
  fetch: { run: 'echo "fetch $SHOP" >> "$EXECUTED"; echo count=17 >> "$GITHUB_OUTPUT"' }
  import:
    run: |
      echo "import $SHOP" >> "$EXECUTED"
      if [ -e "$BROKEN-$SHOP" ]; then echo 'row 12 is wrong'; exit 65; fi
outputs: { count: "\${{ steps.fetch.outputs.count }}" }
`;

async function newRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-forest-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await writeFile(join(folder, "orders.yml"), automation);
  await cp(join(import.meta.dirname, "fixtures", "durable-run.yml"), join(folder, "nightly.yml"));
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init", "--initial-branch=main");
  git("remote", "add", "origin", "https://github.com/kelp/forest.git");
  git("add", ".");
  git("-c", "user.name=Kelp", "-c", "user.email=kelp@example.org", "commit", "--message", "Begin");
  return folder;
}

it("one line runs an automation, tells of its failure once, goes on when it is re-run, and tells of the recovery", async () => {
  const user = await newUser(await newRepository());
  const broken = join(user.outside, "broken");
  const options = ["--local-token", "--env", `BROKEN=${broken}`];
  const action = ["--local-repository", `holdfast/holdfast@v1=${inject("project")}`];
  const nightly = (...args: string[]) =>
    user.holdfastAct(...args, "workflow_dispatch", "-W", "nightly.yml", ...options, ...action);
  await writeFile(`${broken}-reef`, "");

  const failed = await nightly();
  expect(failed.code).toBe(1);
  expect(failed.output).toContain("reef is failed,  orders, incident opened, seen by git as ''");
  expect(failed.output).toContain("shore is completed, 17 orders, incident none, seen by git as ''");
  expect((await user.executed()).sort()).toEqual(["fetch reef", "fetch shore", "import reef", "import shore"]);
  const [opened, ...others] = await user.issues();
  expect(others).toEqual([]);
  expect(opened).toMatchObject({ title: "Nightly: orders failed at import", state: "open", comments: [] });
  for (const part of ["exit code 65", "row 12 is wrong"]) expect(opened!.body).toContain(part);

  await rm(`${broken}-reef`);
  const rerun = await nightly("--rerun");
  requireSuccess(rerun);
  expect(rerun.output).toContain("reef is completed, 17 orders, incident recovered");
  expect(await user.executed()).toEqual(["import reef"]);
  expect(await user.issues()).toMatchObject([{ state: "closed", comments: [expect.anything()] }]);

  const after = await nightly();
  requireSuccess(after);
  expect(after.output).toContain("reef is completed, 17 orders, incident none");
  expect(await user.issues()).toHaveLength(1);
});
