import { expect, test } from "vitest";
import { recordRun, recordWorkflow } from "../../src/emulator/rest/index.ts";
import type { WorkflowRow } from "../../src/emulator/rest/actions/rows.ts";
import { createOctokit } from "../../src/github/octokit.ts";
import { whyNotExpected } from "../../src/recovery/expected.ts";
import { systemWorld } from "../../src/world/system.ts";
import { githubForTest, type GitHub } from "../emulator/rest/github.ts";
import { hasteWrites } from "../github/haste.ts";

const listening = "on: { workflow_run: { workflows: [Nightly], types: [completed] } }";
const file = "recover.yml";

interface Scene {
  readonly text?: string;
  readonly state?: WorkflowRow["state"];
  readonly last?: "success" | "failure" | "cancelled";
  readonly fork?: { owner: string; name: string };
}

/** Adds the file to the default branch. */
async function commit({ octokit, place }: GitHub, path: string, content: string): Promise<void> {
  const { git } = octokit.rest;
  const ref = "heads/main";
  const parent = (await git.getRef({ ...place, ref })).data.object.sha;
  const { data: tree } = await git.createTree({ ...place, tree: [{ path, mode: "100644", type: "blob", content }] });
  const { data: made } = await git.createCommit({ ...place, message: "m", tree: tree.sha, parents: [parent] });
  await git.updateRef({ ...place, ref, sha: made.sha });
}

/** What is expected for a run of Nightly where `recover.yml` is as told; without a text there is none. */
async function expected({ text, state = "active", last, fork }: Scene): Promise<string | undefined> {
  hasteWrites();
  const github = await githubForTest();
  const path = `.github/workflows/${file}`;
  if (text !== undefined) {
    await commit(github, path, text);
    recordWorkflow(github, github.repository, { path, state });
  }
  if (last) recordRun(github, github.repository, { workflowPath: path, status: "completed", conclusion: last });
  const workflowPath = ".github/workflows/nightly.yml";
  const { id: runId } = recordRun(github, github.repository, { workflowPath, ...(fork && { fork }) });
  const octokit = await createOctokit(systemWorld(), { apiUrl: github.emulator.url }, { token: "ghs_t" });
  const repository = { owner: github.place.owner, name: github.place.repo };
  return whyNotExpected(octokit, repository, file, { runId, workflow: "Nightly" });
}

test.each<Scene>([
  { text: listening },
  { text: listening, last: "success" },
  { text: listening, last: "cancelled" },
  { text: "on: { workflow_run: { workflows: Nightly }, schedule: [{ cron: 7 * * * * }] }" },
])("a workflow that listens is expected: %j", async (scene) => expect(await expected(scene)).toBeUndefined());

test.each<[string, Scene]>([
  ["not found (404)", {}],
  ["is not on (disabled_manually)", { text: listening, state: "disabled_manually" }],
  ["failed when it ran last", { text: listening, last: "failure" }],
  ["runs of a fork are left alone", { text: listening, fork: { owner: "mona", name: "hello-world" } }],
  ["does not run whenever", { text: "on: push" }],
  ["does not run whenever", { text: "on: { workflow_run: { workflows: [Other] } }" }],
  ["does not run whenever", { text: "on: { workflow_run: { workflows: [Nightly], types: [requested] } }" }],
  ["does not run whenever", { text: "on: { workflow_run: { workflows: [Nightly], branches: [main] } }" }],
  ["recover.yml: ", { text: "on: { workflow_run: [" }],
])("nobody can count on one that is not there, not on, broken or does not listen: %s", async (why, scene) => {
  expect(await expected(scene)).toContain(why);
});
