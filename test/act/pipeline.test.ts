import { expect, it } from "vitest";
import { newUser, requireSuccess } from "./act.ts";
import { delivered, deliverTo } from "./delivery.ts";

const workflow = ["workflow_dispatch", "-W", "examples/dependency-report/.github/workflows/dependency-report.yml"];
const refuse = ["--var", "REFUSED_LICENCES=ISC"];
const stages = ["inventory", "licences", "policy", "write", "pack"];

it("a run that failed in the middle is re-run from there, and ends as one that never failed", async () => {
  const user = await newUser();

  const failed = await user.holdfastAct(...workflow, ...refuse);
  expect(failed.code).toBe(1);
  expect(failed.output).toContain("ISC is refused");
  expect(await user.executed()).toEqual(["inventory", "licences", "policy"]);

  const resumed = await user.holdfastAct("--rerun", ...workflow, ...(await deliverTo(user, "resumed")));
  requireSuccess(resumed);
  expect(await user.executed()).toEqual(["policy", "write", "pack"]);
  expect(resumed.said).toMatch(/\*\*replayed\*\* <code>licences<\/code> — done by .*attempt 1/);
  expect(resumed.said).toMatch(/\*\*done\*\* <code>policy<\/code>/);

  const replayed = await user.holdfastAct("--rerun", ...workflow, ...(await deliverTo(user, "replayed")));
  requireSuccess(replayed);
  expect(await user.executed()).toEqual([]);

  const unbroken = await user.holdfastAct(...workflow, ...(await deliverTo(user, "unbroken")));
  requireSuccess(unbroken);
  expect(await user.executed()).toEqual(stages);

  const report = await delivered(user, "unbroken");
  expect(Object.keys(report)).toEqual(["licences.json", "packages.json", "report.md", "report.md.gz"]);
  expect(await delivered(user, "resumed")).toEqual(report);
  expect(await delivered(user, "replayed")).toEqual(report);
});

it("what was done is still known when every cache entry is gone", async () => {
  const user = await newUser();
  expect((await user.holdfastAct(...workflow, ...refuse)).code).toBe(1);
  await user.executed();
  await user.evictCaches();

  requireSuccess(await user.holdfastAct("--rerun", ...workflow));
  expect(await user.executed()).toEqual(["policy", "write", "pack"]);
});

it("under plain act its own cache server is enough for the same, and a new run replays nothing of an older one", async () => {
  const user = await newUser();
  const secondAttempt = ["--env", "GITHUB_RUN_ATTEMPT=2"];

  expect((await user.plainAct(...workflow, ...refuse)).code).toBe(1);
  expect(await user.executed()).toEqual(["inventory", "licences", "policy"]);

  requireSuccess(await user.plainAct(...workflow, ...secondAttempt, ...(await deliverTo(user, "resumed"))));
  expect(await user.executed()).toEqual(["policy", "write", "pack"]);

  requireSuccess(await user.plainAct(...workflow, ...(await deliverTo(user, "unbroken"))));
  expect(await user.executed()).toEqual(stages);
  expect(await delivered(user, "resumed")).toEqual(await delivered(user, "unbroken"));
});
