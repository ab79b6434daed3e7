import { describe, expect, it } from "vitest";
import { artifacts, caches } from "../../src/emulator/rows.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import { emulatorForTest } from "../actions/emulator.ts";
import { openJob, type Job, type Test } from "../actions/job.ts";

const step = { run: "echo ran >> ran.txt; echo v=1 >> $GITHUB_OUTPUT", paths: "ran.txt" };

/** A job that did one step and ended. */
async function recorded(test: Test): Promise<{ emulator: Emulator; job: Job }> {
  const emulator = await emulatorForTest(test);
  const job = openJob(test, { emulator });
  await job.step("build", step);
  await job.end();
  return { emulator, job };
}

async function removeArtifacts({ state }: Emulator): Promise<void> {
  for (const row of artifacts(state).all()) artifacts(state).delete(row.id);
}

/** Changes what the newest row of a table has for content. */
async function change({ state }: Emulator, table: "cache" | "artifact", how: (bytes: Buffer) => Buffer): Promise<void> {
  const row = table === "cache" ? caches(state).all().at(-1) : artifacts(state).all().at(-1);
  const bytes = row && (await state.blobs.get(row.blob));
  if (!row || !bytes) throw new Error(`there is no ${table} entry`);
  await state.blobs.put(row.blob, how(Buffer.from(bytes)));
}

const ways = {
  altered: (bytes: Buffer) => {
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    return bytes;
  },
  truncated: (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1),
  empty: () => Buffer.alloc(0),
} as const;

describe.concurrent("what was recorded survives", () => {
  it("the loss of the cache entry", async (test) => {
    const { emulator, job } = await recorded(test);
    expect(await emulator.evict({ all: true })).toHaveLength(1);
    const again = job.rerun();
    expect((await again.step("build", step)).outputs).toMatchObject({ outcome: "replayed", v: "1" });
    expect(again.machine.read("ran.txt")).toBe("ran\n");
  });

  it("the loss of the artifact", async (test) => {
    const { emulator, job } = await recorded(test);
    await removeArtifacts(emulator);
    expect((await job.rerun().step("build", step)).outputs).toMatchObject({ outcome: "replayed", v: "1" });
  });

  it("a job that never came to its post step", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    await job.step("build", step);
    expect((await job.rerun().step("build", step)).outputs["outcome"]).toBe("replayed");
  });

  it.for(Object.entries(ways))("a cache entry that is %s, which is not used", async ([, how], test) => {
    const { emulator, job } = await recorded(test);
    await change(emulator, "cache", how);
    const again = job.rerun();
    expect((await again.step("build", step)).outputs).toMatchObject({ outcome: "replayed", v: "1" });
    expect(again.machine.read("ran.txt")).toBe("ran\n");
  });

  it.for(Object.entries(ways))(
    "an artifact that is %s, by saying that nobody knows what it held",
    async ([, how], test) => {
      const { emulator, job } = await recorded(test);
      await change(emulator, "artifact", how);
      const ended = await job.rerun().step("build", step);
      // Nothing tells whether the cache has what the artifact had.
      expect(ended.code).toBe(1);
      expect(ended.log).toContain("and nothing is run twice unasked. Re-run the job later.");
    },
  );
});

describe.concurrent("where nothing sound is left, or nobody answers, nothing runs", () => {
  it.for(Object.entries(ways))("as with both copies %s", async ([, how], test) => {
    const { emulator, job } = await recorded(test);
    await change(emulator, "cache", how);
    await change(emulator, "artifact", how);
    const again = job.rerun();
    const refused = await again.step("build", step);
    expect(refused.code).toBe(1);
    expect(refused.log).toMatch(
      /::error::(what lane "build" of run "1" has done already cannot be told|the newest checkpoint of lane "build" is not sound)/,
    );
    expect(again.machine.has("ran.txt")).toBe(false);
  });

  it("as in an outage, which is over when the job is re-run", async (test) => {
    const { emulator, job } = await recorded(test);
    const outage = { kind: "status", status: 400, body: { code: "unavailable", msg: "there is an outage" } } as const;
    emulator.faults.order({ path: "/twirp/", times: "always", action: outage });
    const again = job.rerun();
    const refused = await again.step("build", step);
    expect(refused.code).toBe(1);
    expect(refused.log).toMatch(
      /::error::what lane "build" of run "1" has done already cannot be told \(.*\), and nothing is run twice unasked\. Re-run the job later\./,
    );
    expect(again.machine.has("ran.txt")).toBe(false);
    await again.end();
    emulator.faults.clear();
    expect((await again.rerun().step("build", step)).outputs["outcome"]).toBe("replayed");
  });
});

describe.concurrent("a checkpoint that cannot be saved", () => {
  it("in a cache that is read-only goes to the artifact at once", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator, cacheMode: "read" });
    const ended = await job.step("build", step);
    expect(ended.outputs).toMatchObject({ outcome: "done", checkpointed: "true" });
    expect(ended.log).not.toContain("::error");
    expect(artifacts(emulator.state).all()).toHaveLength(1);
    expect(caches(emulator.state).all()).toHaveLength(0);
    await job.step("test", step);
    await job.end();
    const again = job.rerun();
    expect((await again.step("build", step)).outputs["outcome"]).toBe("replayed");
    expect((await again.step("test", step)).outputs["outcome"]).toBe("replayed");
  });

  it("anywhere is said in red and in an output, and the step counts as done in this job", async (test) => {
    const emulator = await emulatorForTest(test);
    const down = { kind: "status", status: 400, body: { code: "unavailable", msg: "the service is down" } } as const;
    emulator.faults.order({ path: "/twirp/", times: "always", action: down });
    const job = openJob(test, { emulator });
    const ended = await job.step("build", step);
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: "done", checkpointed: "false" } });
    expect(ended.log).toMatch(
      /::error title=Checkpoint not saved::What step "build" did could not be checkpointed \(cache: .*; artifact: .*\)\./,
    );
    expect((await job.step("build", step)).outputs["outcome"]).toBe("replayed");
    expect((await job.end()).map(({ log }) => log).join("")).toContain("Checkpoint not saved");
    expect(job.status).toBe("success");

    emulator.faults.clear();
    const again = job.rerun();
    expect((await again.step("build", step)).outputs["outcome"]).toBe("done");
  });

  it("is saved by the next step, where the service is back by then", async (test) => {
    const emulator = await emulatorForTest(test);
    const down = { kind: "status", status: 400, body: { code: "unavailable", msg: "the service is down" } } as const;
    emulator.faults.order({ path: "/twirp/", times: "always", action: down });
    const job = openJob(test, { emulator });
    expect((await job.step("build", step)).outputs["checkpointed"]).toBe("false");
    emulator.faults.clear();
    expect((await job.step("test", step)).outputs["checkpointed"]).toBe("true");
    const again = job.rerun();
    expect((await again.step("build", step)).outputs["outcome"]).toBe("replayed");
  });
});

describe.concurrent("other places", () => {
  it("the cache of act and of enterprise servers speaks the first protocol", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator, cacheService: "v1", env: { ACTIONS_RESULTS_URL: "" } });
    expect((await job.step("build", step)).outputs["checkpointed"]).toBe("true");
    expect((await job.end()).map(({ log }) => log).join("")).not.toContain("::warning");
    expect((await job.rerun().step("build", step)).outputs["outcome"]).toBe("replayed");
    expect(emulator.requests.count("CommitCache")).toBe(1);
  });

  it.for(["cache", "artifact", "directory"])("the store may be the %s alone", async (store, test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator, env: { XDG_STATE_HOME: `${openJob(test).machine.home}/state` } });
    const inputs = { ...step, store };
    expect((await job.step("build", inputs)).outputs).toMatchObject({ outcome: "done", checkpointed: "true" });
    expect((await job.end()).map(({ log }) => log).join("")).not.toContain("::warning");
    expect((await job.rerun().step("build", inputs)).outputs["outcome"]).toBe("replayed");
    const used = new Set(
      emulator.requests.all().map(({ path }) => /(Cache|Artifact)Service/.exec(path)?.[1]?.toLowerCase()),
    );
    used.delete(undefined);
    expect([...used]).toEqual(store === "directory" ? [] : [store]);
  });

  it.for(["cache", "artifact"])("a %s that this runner does not have is refused", async (store, test) => {
    const job = openJob(test);
    const refused = await job.step("build", { ...step, store });
    expect(refused.code).toBe(1);
    expect(refused.log).toContain(`::error::input store is "${store}": this runner has no ${store} service`);
    expect(refused.log).toContain("write auto or directory");
    expect(job.machine.has("ran.txt")).toBe(false);
  });
});
