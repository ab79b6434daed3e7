import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { artifacts } from "../../src/emulator/rows.ts";
import { emulatorForTest, jobOf } from "./clients.ts";
import { clockForTest, DAY_MS } from "./clock.ts";
import { twirp } from "./wire.ts";

const names = (listed: readonly { name: string }[]) => listed.map(({ name }) => name);

test("an artifact that was uploaded is listed, downloaded and deleted", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("report.txt", "all is well");
  const id = await job.upload("report", ["report.txt"]);
  const [listed] = await job.artifacts();
  expect(listed).toMatchObject({ id, name: "report", digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  const downloaded = await job.download(id, "out", listed?.digest);
  expect(downloaded.digestMismatch).toBe(false);
  expect(await job.read("out/report.txt")).toBe("all is well");
  expect(await job.remove("report")).toBe(id);
  expect(await job.artifacts()).toEqual([]);
});

test("an upload is four calls and a download three", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("report.txt", "all is well");
  const id = await job.upload("report", ["report.txt"]);
  expect(emulator.requests.all().map(({ operation }) => operation)).toEqual([
    "CreateArtifact",
    "PutBlock",
    "PutBlockList",
    "FinalizeArtifact",
  ]);
  emulator.requests.clear();
  await job.download(id, "out");
  expect(emulator.requests.all().map(({ operation }) => operation)).toEqual([
    "ListArtifacts",
    "GetSignedArtifactURL",
    "GetBlob",
  ]);
});

test("a large artifact comes back from its blocks, in order", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  const content = randomBytes(20 * 1024 * 1024);
  await job.write("large", content);
  const id = await job.upload("large", ["large"]);
  expect(emulator.requests.count("PutBlock")).toBe(3);
  await job.download(id, "out");
  expect((await job.readBytes("out/large")).equals(content)).toBe(true);
});

test("a digest that does not fit is reported", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("report.txt", "all is well");
  const id = await job.upload("report", ["report.txt"]);
  expect(await job.download(id, "out", `sha256:${"0".repeat(64)}`)).toMatchObject({ digestMismatch: true });
});

test("a used name is refused as GitHub does, and is free once the artifact is deleted", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("report.txt", "all is well");
  await job.upload("report", ["report.txt"]);
  await expect(job.upload("report", ["report.txt"])).rejects.toThrow(
    "(409) Conflict: an artifact with this name already exists on the workflow run",
  );
  await job.remove("report");
  expect(await job.upload("report", ["report.txt"])).toBeGreaterThan(0);
});

test("a later attempt sees the artifacts of earlier ones, and not the other way round", async () => {
  const emulator = await emulatorForTest();
  const first = await jobOf(emulator, { attempt: 1 });
  const second = await jobOf(emulator, { attempt: 2 });
  await first.write("file.txt", "of the first");
  await second.write("file.txt", "of the second");
  const id = await first.upload("report-1", ["file.txt"]);
  await second.upload("report-2", ["file.txt"]);
  expect(names(await second.artifacts())).toEqual(["report-1", "report-2"]);
  expect(names(await first.artifacts())).toEqual(["report-1"]);
  await second.download(id, "out");
  expect(await second.read("out/file.txt")).toBe("of the first");
});

test("a later attempt may use a name again, and has both artifacts", async () => {
  const emulator = await emulatorForTest();
  const contents = ["of the first", "of the second"];
  const ids: number[] = [];
  for (const [index, content] of contents.entries()) {
    const job = await jobOf(emulator, { attempt: index + 1 });
    await job.write("file.txt", content);
    ids.push(await job.upload("report", ["file.txt"]));
  }
  const third = await jobOf(emulator, { attempt: 3 });
  expect((await third.artifacts()).map(({ id }) => id)).toEqual(ids);
  for (const [index, id] of ids.entries()) {
    await third.download(id, `out-${id}`);
    expect(await third.read(`out-${id}/file.txt`)).toBe(contents[index]);
  }
});

test("another run sees nothing and may do nothing", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator, { runId: 1 });
  await job.write("file.txt", "content");
  await job.upload("report", ["file.txt"]);
  const other = await jobOf(emulator, { runId: 2 });
  expect(await other.artifacts()).toEqual([]);
  const theirs = { workflow_run_backend_id: "1-1", workflow_job_run_backend_id: "build", name: "report" };
  const methods = ["CreateArtifact", "FinalizeArtifact", "ListArtifacts", "GetSignedArtifactURL", "DeleteArtifact"];
  for (const method of methods) {
    expect(await twirp(emulator, `ArtifactService/${method}`, theirs, { runId: 2 })).toMatchObject({
      status: 403,
      body: { code: "permission_denied" },
    });
  }
});

test("what was not finalized is not listed, and keeps its name", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator);
  await job.write("file.txt", "content");
  emulator.faults.order({ operation: "PutBlock", action: { kind: "status", status: 403 } });
  await expect(job.upload("report", ["file.txt"])).rejects.toMatchObject({ statusCode: 403 });
  expect(await job.artifacts()).toEqual([]);
  await expect(job.upload("report", ["file.txt"])).rejects.toThrow("(409) Conflict");
});

test("finalizing what was never created, or with another size, is refused", async () => {
  const emulator = await emulatorForTest();
  const ids = { workflow_run_backend_id: "1-1", workflow_job_run_backend_id: "build", name: "report" };
  const finalize = () => twirp(emulator, "ArtifactService/FinalizeArtifact", { ...ids, size: "10" });
  expect(await finalize()).toMatchObject({ status: 404, body: { code: "not_found" } });
  const { body } = await twirp(emulator, "ArtifactService/CreateArtifact", ids);
  await fetch(String(body["signed_upload_url"]), { method: "PUT", body: "short" });
  expect(await finalize()).toMatchObject({ status: 400, body: { msg: "5 bytes were uploaded, not 10" } });
});

test("an artifact lives as long as its author says, and ninety days at most", async () => {
  const clock = clockForTest();
  const emulator = await emulatorForTest({ clock });
  const job = await jobOf(emulator);
  await job.write("file.txt", "content");
  await job.upload("short", ["file.txt"], { retentionDays: 1 });
  await job.upload("long", ["file.txt"], { retentionDays: 400 });
  await job.upload("default", ["file.txt"]);
  const days = artifacts(emulator.state)
    .all()
    .map((row) => Math.round((row.expiresAt - row.createdAt) / DAY_MS));
  expect(days).toEqual([1, 90, 90]);
  clock.advance(2 * DAY_MS);
  expect(names(await job.artifacts())).toEqual(["long", "default"]);
});

test("a job may have any name", async () => {
  const emulator = await emulatorForTest();
  const job = await jobOf(emulator, { job: "build: linux (a, b) / 100 %" });
  await job.write("file.txt", "content");
  const id = await job.upload("report", ["file.txt"]);
  expect(artifacts(emulator.state).get(id)?.workflowJob).toBe("build: linux (a, b) / 100 %");
});
