import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Octokit } from "@octokit/rest";
import { expect, test } from "vitest";
import type { Emulator } from "../../src/emulator/server.ts";
import { emulatorForTest, jobOf } from "./clients.ts";

const place = { owner: "octocat", repo: "hello-world" };

/** Runs a script of the official artifact client, which reads where the REST API is when it is imported. */
async function inProcess(emulator: Emulator, folder: string, script: string): Promise<unknown> {
  const client = import.meta.resolve("@actions/artifact");
  const source = `
    const { DefaultArtifactClient } = await import(${JSON.stringify(client)});
    const client = new DefaultArtifactClient();
    const findBy = { token: "ghs_emulator", workflowRunId: 1, repositoryOwner: "octocat", repositoryName: "hello-world" };
    const result = await (async () => { ${script} })();
    process.stderr.write(JSON.stringify(result));
  `;
  const environment = emulator.environment({ runId: 2, job: "report" });
  const { stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", source], {
    cwd: folder,
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stderr);
}

test("the official client finds, downloads and deletes artifacts of another run over REST", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator, { runId: 1 });
  await job.write("report.txt", "all is well");
  const id = await job.upload("report", ["report.txt"]);
  const script = `
    const { artifact } = await client.getArtifact("report", { findBy });
    const { digestMismatch } = await client.downloadArtifact(artifact.id, { findBy, path: "out", expectedHash: artifact.digest });
    await client.deleteArtifact("report", { findBy });
    const { artifacts } = await client.listArtifacts({ findBy });
    return { id: artifact.id, digestMismatch, left: artifacts };
  `;
  expect(await inProcess(emulator, job.folder, script)).toEqual({ id, digestMismatch: false, left: [] });
  expect(await job.read("out/report.txt")).toBe("all is well");
});

test("what the clients saved is what REST lists", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator, { runId: 1 });
  await job.write("data/file.txt", "content");
  await job.save("key");
  const octokit = new Octokit({ baseUrl: emulator.url, auth: "ghs_emulator" });
  const { data } = await octokit.rest.actions.getActionsCacheList(place);
  expect(data.actions_caches).toMatchObject([{ key: "key", ref: "refs/heads/main" }]);
  await octokit.rest.actions.deleteActionsCacheByKey({ ...place, key: "key" });
  expect(await job.restore("key")).toBeUndefined();
});

test("the repository named is the one there is", async () => {
  const emulator = await emulatorForTest({ repository: "octo/repo" });
  const octokit = new Octokit({ baseUrl: emulator.url, log: { debug() {}, info() {}, warn() {}, error() {} } });
  const { data } = await octokit.rest.repos.get({ owner: "octo", repo: "repo" });
  expect(data.full_name).toBe("octo/repo");
  await expect(octokit.rest.repos.get(place)).rejects.toMatchObject({ status: 404 });
});
