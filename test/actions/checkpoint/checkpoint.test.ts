import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emulatorForTest } from "../emulator.ts";
import { openJob, type Inputs, type Job } from "../job.ts";

const checkpoint = (job: Job, inputs: Inputs = {}, id = "build") => job.step(id, inputs, { uses: "checkpoint" });
const save = (job: Job, inputs: Inputs = {}) =>
  job.step("save", { step: "build", ...inputs }, { uses: "checkpoint-save" });
const logOf = (ended: readonly { log: string }[]) => ended.map(({ log }) => log).join("");

/** What the guarded steps leave. */
function build({ machine }: Job): void {
  writeFileSync(`${machine.workspace}/app.bin`, "built");
}

describe.concurrent("a checkpoint", () => {
  it("that is saved makes the next attempt skip, and brings files and outputs back", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    const begun = await checkpoint(job, { paths: "app.bin" });
    expect(begun).toMatchObject({ code: 0, outputs: { done: "false", outputs: "" } });
    build(job);
    const saved = await save(job, { outputs: '{"digest":"sha256:ü"}\nline two' });
    expect(saved).toMatchObject({ code: 0, outputs: { checkpointed: "true" } });
    expect(saved.summary).toContain("✅ **done** <code>build</code>");
    expect(logOf(await job.end())).not.toContain("::warning");
    expect(emulator.requests.count("CreateCacheEntry")).toBe(1);
    expect(emulator.requests.count("CreateArtifact")).toBe(1);

    const again = job.rerun();
    const found = await checkpoint(again, { paths: "app.bin" });
    expect(found.outputs).toEqual({ done: "true", outputs: '{"digest":"sha256:ü"}\nline two' });
    expect(found.log).toMatch(/Checkpoint "build" was saved by attempt 1: skip the steps it guards, .* saved\./);
    expect(found.summary).toContain("⏩ **replayed** <code>build</code>");
    expect(again.machine.read("app.bin")).toBe("built");
    expect(logOf(await again.end())).not.toContain("::warning");
  });

  it("that nobody saved is saved at the end of a job that succeeded", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    await checkpoint(job, { paths: "app.bin" });
    build(job);
    expect(logOf(await job.end())).toContain('Checkpoint "build" is saved');
    const again = job.rerun();
    expect((await checkpoint(again, { paths: "app.bin" })).outputs).toMatchObject({ done: "true", outputs: "" });
    expect(again.machine.read("app.bin")).toBe("built");
  });

  it("that nobody saved is not saved at the end of a job that failed", async (test) => {
    const job = openJob(test);
    await checkpoint(job, { paths: "app.bin" });
    build(job);
    await job.step("test", { run: "exit 1" });
    expect(job.status).toBe("failure");
    expect(logOf(await job.end())).not.toContain("is saved");
    const again = job.rerun();
    expect((await checkpoint(again, { paths: "app.bin" })).outputs["done"]).toBe("false");
    expect(again.machine.has("app.bin")).toBe(false);
  });

  it("that was saved before the job failed stays saved", async (test) => {
    const job = openJob(test);
    await checkpoint(job);
    await save(job);
    await job.step("test", { run: "exit 1" });
    await job.end();
    expect((await checkpoint(job.rerun())).outputs["done"]).toBe("true");
  });

  it("that a lost machine left unsaved is reported as interrupted", async (test) => {
    const job = openJob(test);
    await checkpoint(job);
    await job.step("other", { run: "true" });
    const again = await checkpoint(job.rerun());
    expect(again.outputs["done"]).toBe("false");
    expect(again.log).toContain(
      '::warning title=Interrupted before::Checkpoint "build" was begun by attempt 1 and never saved: how far its steps came is not known.',
    );
  });

  it("that is saved twice is recorded once", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    await checkpoint(job);
    expect((await save(job, { outputs: "first" })).outputs["checkpointed"]).toBe("true");
    expect((await save(job, { outputs: "second" })).outputs["checkpointed"]).toBe("true");
    await job.end();
    expect(emulator.requests.count("CreateCacheEntry")).toBe(1);
    expect((await checkpoint(job.rerun())).outputs["outputs"]).toBe("first");
  });

  it("that was never begun cannot be saved, and the error says what to write", async (test) => {
    const refused = await save(openJob(test));
    expect(refused.code).toBe(1);
    expect(refused.log).toContain(
      '::error::input step is "build": no checkpoint of that name was begun in this job. Write the id',
    );
  });

  it("that was found done needs no save, and takes one as said", async (test) => {
    const job = openJob(test);
    await checkpoint(job);
    await save(job, { outputs: "first" });
    await job.end();
    const again = job.rerun();
    await checkpoint(again);
    const saved = await save(again, { outputs: "second" });
    expect(saved).toMatchObject({ code: 0, outputs: { checkpointed: "true" } });
    await again.end();
    expect((await checkpoint(again.rerun())).outputs["outputs"]).toBe("first");
  });

  it("that could not be saved says so in an output and in red", async (test) => {
    const emulator = await emulatorForTest(test);
    const down = { kind: "status", status: 400, body: { code: "unavailable", msg: "the service is down" } } as const;
    emulator.faults.order({ path: "/twirp/", times: "always", action: down });
    const job = openJob(test, { emulator });
    await checkpoint(job);
    const saved = await save(job);
    expect(saved).toMatchObject({ code: 0, outputs: { checkpointed: "false" } });
    expect(saved.log).toContain("::error title=Checkpoint not saved::");
    expect(saved.summary).toContain("❌ **not saved** <code>build</code>");
    emulator.faults.clear();
    expect((await save(job)).outputs["checkpointed"]).toBe("true");
    await job.end();
    expect((await checkpoint(job.rerun())).outputs["done"]).toBe("true");
  });

  it("with another fingerprint is another definition", async (test) => {
    const job = openJob(test);
    await checkpoint(job, { fingerprint: "a" });
    await save(job);
    await job.end();
    const again = job.rerun();
    const changed = await checkpoint(again, { fingerprint: "b" });
    expect(changed.code).toBe(1);
    expect(changed.log).toMatch(
      /::error::step "build" is recorded as done with another definition:%0A {2}fingerprint {2}recorded \w{12} \/ current \w{12}%0A/,
    );
    expect((await checkpoint(again, { fingerprint: "b", "on-change": "replay" })).outputs["done"]).toBe("true");
    expect((await checkpoint(again, { fingerprint: "b", "on-change": "rerun" })).outputs["done"]).toBe("false");
  });

  it("shares its lane with durable steps, but not their names", async (test) => {
    const job = openJob(test);
    await checkpoint(job);
    await save(job);
    await job.step("deploy", { run: "true" });
    const asStep = await job.step("again", { run: "touch ran.txt", step: "build", "on-change": "replay" });
    expect(asStep.code).toBe(1);
    expect(asStep.log).toContain("::error::what is recorded under this name is no command");
    expect(job.machine.has("ran.txt")).toBe(false);
    const asCheckpoint = await checkpoint(job, { "on-change": "replay" }, "deploy");
    expect(asCheckpoint.code).toBe(1);
    expect(asCheckpoint.log).toContain('::error::what is recorded as "deploy" is no checkpoint');
  });

  it("warns of paths that match nothing when it is saved, not before", async (test) => {
    const job = openJob(test);
    expect((await checkpoint(job, { paths: "missing" })).log).not.toContain("::warning");
    expect((await save(job)).log).toContain(
      '::warning::Nothing matches missing of the input paths of checkpoint "build".',
    );
  });

  it.for(["save", "post"])("keeps no file that holds its token, when its %s keeps files", async (by, test) => {
    const job = openJob(test, { token: "ghs_canary1234567" });
    await checkpoint(job, { paths: "app.bin" });
    writeFileSync(`${job.machine.workspace}/app.bin`, "remote: https://x:ghs_canary1234567@github.com");
    const said = by === "save" ? [await save(job)] : await job.end();
    expect(logOf(said)).toContain('::warning title=Not replayable::Nothing of checkpoint "build" is kept for a replay');
    await job.end();
    const again = await checkpoint(job.rerun());
    expect(again.outputs["done"]).toBe("false");
    expect(again.log).toContain("was reached before, but");
  });

  it("is saved as an artifact where the cache may not be written, also under a key of the author's own", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator, cacheMode: "read" });
    await checkpoint(job, { key: "release-1" });
    expect((await save(job)).outputs["checkpointed"]).toBe("true");
    expect(logOf(await job.end())).not.toContain("::warning");
    const next = openJob(test, { emulator, runId: 2, cacheMode: "read" });
    expect((await checkpoint(next, { key: "release-1" })).outputs["done"]).toBe("true");
  });

  it("works under a key of the author's own, across runs", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    await checkpoint(job, { key: "release-1", paths: "app.bin" });
    build(job);
    await save(job);
    expect(logOf(await job.end())).not.toContain("::warning");
    const next = openJob(test, { emulator, runId: 2 });
    expect((await checkpoint(next, { key: "release-1", paths: "app.bin" })).outputs["done"]).toBe("true");
    expect(next.machine.read("app.bin")).toBe("built");
  });
});
