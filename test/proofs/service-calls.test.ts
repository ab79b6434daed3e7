import { describe, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/server.ts";
import { emulatorForTest } from "../actions/emulator.ts";
import { openJob } from "../actions/job.ts";

const save = ["CreateCacheEntry", "PutBlob", "FinalizeCacheEntryUpload"];
const loadOfCache = ["GetCacheEntryDownloadURL", "GetBlob"];
const loadOfArtifact = ["ListArtifacts", "ListArtifacts", "GetSignedArtifactURL", "GetBlob"];
const keep = ["ListArtifacts", "CreateArtifact", "PutBlock", "PutBlockList", "FinalizeArtifact"];

/** The calls since the last look. */
function callsOf({ requests }: Emulator): string[] {
  const calls = requests.all().map(({ operation }) => operation);
  requests.clear();
  return calls;
}

const step = { run: "echo v=1 >> $GITHUB_OUTPUT" };

describe.concurrent("service calls", () => {
  it("are three for a fresh step, none for a replayed one, one load a job and one artifact a job", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    for (const name of ["fetch", "build", "test"]) {
      await job.step(name, step);
      expect(callsOf(emulator)).toEqual(save);
    }
    await job.step("fetch", step);
    expect(callsOf(emulator)).toEqual([]);
    await job.end();
    expect(callsOf(emulator)).toEqual(keep);

    const again = job.rerun();
    await again.step("fetch", step);
    expect(callsOf(emulator)).toEqual([...loadOfCache, ...loadOfArtifact]);
    await again.step("build", step);
    await again.step("test", step);
    expect(callsOf(emulator)).toEqual([]);
    await again.step("publish", step);
    expect(callsOf(emulator)).toEqual(save);
    await again.end();
    expect(emulator.requests.count("CreateArtifact")).toBe(1);
  });

  it("save nothing at the end of a job that recorded nothing new", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    await job.step("build", step);
    await job.end();
    const again = job.rerun();
    await again.step("build", step);
    emulator.requests.clear();
    await again.end();
    expect(emulator.requests.count("CreateArtifact")).toBe(0);
    expect(emulator.requests.count("CreateCacheEntry")).toBe(0);
  });

  it("are two saves for an at-most-once step: its intent and its end", async (test) => {
    const emulator = await emulatorForTest(test);
    await openJob(test, { emulator }).step("charge", { ...step, semantics: "at-most-once" });
    expect(callsOf(emulator)).toEqual([...save, ...save]);
  });

  it("are a load, a claim and a release more under a key of the author's own", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    await job.step("build", { ...step, key: "release" });
    const calls = callsOf(emulator);
    expect(calls).toEqual([
      "GetCacheEntryDownloadURL",
      "GET /repos/octocat/hello-world/actions/artifacts",
      ...save,
      ...save,
    ]);
    await job.end();
    expect(callsOf(emulator)).toEqual([...save, ...keep]);
  });
});
