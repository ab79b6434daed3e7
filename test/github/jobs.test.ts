import { expect, test } from "vitest";
import { finishJob, recordJob, recordRun } from "../../src/emulator/rest/index.ts";
import { endOfLog, listJobs } from "../../src/github/jobs.ts";
import { createOctokit } from "../../src/github/octokit.ts";
import { systemWorld } from "../../src/world/system.ts";
import { githubForTest } from "../emulator/rest/github.ts";

const repository = { owner: "octocat", name: "hello-world" };

async function scene() {
  const github = await githubForTest();
  const octokit = await createOctokit(systemWorld(), { apiUrl: github.emulator.url }, { token: "ghs_t" });
  const run = recordRun(github, github.repository, { workflowPath: ".github/workflows/nightly.yml" });
  return { github, octokit, run };
}

test("jobs are found on every page, and only those that ended as asked", async () => {
  const { github, octokit, run } = await scene();
  const jobs = Array.from({ length: 120 }, (_, index) => recordJob(github, run.id, { name: `leg ${index}` }));
  for (const [index, { id }] of jobs.entries()) {
    await finishJob(github, id, { conclusion: index % 40 === 0 ? "failure" : "success" });
  }
  const found = await listJobs(octokit, repository, run, new Set(["failure"]));
  expect(found.map(({ name }) => name)).toEqual(["leg 0", "leg 40", "leg 80"]);
});

test("of a long log the end is read, without the token, and of none nothing", async () => {
  const { github, octokit, run } = await scene();
  const long = recordJob(github, run.id, { name: "long" });
  const lost = recordJob(github, run.id, { name: "lost" });
  await finishJob(github, long.id, { conclusion: "failure", log: `${"a line of the log\n".repeat(150_000)}the end\n` });
  await finishJob(github, lost.id, { conclusion: "failure" });
  const sent: (string | null)[] = [];
  const world = systemWorld();
  const http = {
    ...world.http,
    fetch: (...[input, init]: Parameters<typeof fetch>) => {
      sent.push(new Headers(init?.headers).get("authorization"));
      return world.http.fetch(input, init);
    },
  };
  const end = await endOfLog({ ...world, http }, octokit, repository, long.id);
  expect(end?.length).toBe(256 * 1024);
  expect(end).toMatch(/a line of the log\nthe end\n$/);
  expect(sent).toEqual([null]);
  expect(await endOfLog(world, octokit, repository, lost.id)).toBeUndefined();
});
