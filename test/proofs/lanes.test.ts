import { describe, expect, it, type TestContext } from "vitest";
import { recordRun, finishRun, repositoryNamed } from "../../src/emulator/rest/index.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import { systemWorld } from "../../src/world/system.ts";
import { emulatorForTest } from "../actions/emulator.ts";
import { openJob } from "../actions/job.ts";

const step = { run: "echo ran >> ran.txt; echo v=1 >> $GITHUB_OUTPUT", paths: "ran.txt" };
const shared = { ...step, key: "release-1.4.0" };

const giving = (name: string) => ({ run: `sleep 0.2; echo v=${name} >> $GITHUB_OUTPUT` });

/** Tells the REST API of a run, as GitHub knows it from its start. */
function startRun({ state }: Emulator, id: number): void {
  const repository = repositoryNamed(state, "octocat", "hello-world");
  if (!repository) throw new Error("there is no repository");
  recordRun({ state, clock: systemWorld().clock }, repository, {
    id,
    workflowPath: ".github/workflows/release.yml",
    status: "in_progress",
  });
}

function endRun({ state }: Emulator, id: number): void {
  finishRun({ state, clock: systemWorld().clock }, id, "failure");
}

describe.concurrent("two jobs on one lane", () => {
  it("are told from each other: the second is refused, with a link to the first", async (test) => {
    const emulator = await emulatorForTest(test);
    const first = openJob(test, { emulator });
    const second = openJob(test, { emulator });
    expect((await first.step("build", step)).outputs["outcome"]).toBe("done");
    const refused = await second.step("other", step);
    expect(refused.code).toBe(1);
    expect(refused.log).toContain(
      '::error::lane "build" of run "1" was written by https://github.com/octocat/hello-world/actions/runs/1/attempts/1 meanwhile, so this job stops.',
    );
    expect(refused.log).toContain("such as two calls of one reusable workflow");
    // Once refused, the job runs nothing any more.
    const later = await second.step("later", { run: "touch later.txt" });
    expect(later.code).toBe(1);
    expect(second.machine.has("later.txt")).toBe(false);
    expect((await first.step("next", step)).outputs["outcome"]).toBe("done");
    await first.end();
    await second.end();
    const again = first.rerun();
    expect((await again.step("build", step)).outputs["outcome"]).toBe("replayed");
    expect((await again.step("next", step)).outputs["outcome"]).toBe("replayed");
  });

  it("work side by side where each has a lane of its own", async (test) => {
    const emulator = await emulatorForTest(test);
    for (const lane of ["eu", "us"]) {
      const job = openJob(test, { emulator });
      expect((await job.step("build", { ...step, lane })).outputs["outcome"]).toBe("done");
      expect((await job.end()).map(({ log }) => log).join("")).not.toContain("::warning");
    }
  });

  it("one of which lost its runner, but lives on, are told from each other too", async (test) => {
    const emulator = await emulatorForTest(test);
    const lost = openJob(test, { emulator });
    await lost.step("build", step);
    const again = lost.rerun({ beside: true });
    expect((await again.step("build", step)).outputs["outcome"]).toBe("replayed");
    expect((await again.step("publish", step)).outputs["outcome"]).toBe("done");
    const zombie = await lost.step("publish", step);
    expect(zombie.code).toBe(1);
    expect(zombie.log).toContain(
      "was written by https://github.com/octocat/hello-world/actions/runs/1/attempts/2 meanwhile",
    );
    expect((await lost.step("more", { run: "touch more.txt" })).code).toBe(1);
    expect(lost.machine.has("more.txt")).toBe(false);
    await lost.end();
    await again.end();
    const third = again.rerun();
    expect((await third.step("publish", step)).outputs["outcome"]).toBe("replayed");
  });

  it("one of which ends after it was overtaken leaves the durable copy to the other", async (test) => {
    const emulator = await emulatorForTest(test);
    const lost = openJob(test, { emulator });
    await lost.step("build", step);
    // What it journals and does not checkpoint makes its post step save.
    const running = await lost.start("import", { run: "echo started; sleep 60" });
    await running.logged("started");
    const again = lost.rerun({ beside: true });
    expect((await again.step("publish", step)).outputs["outcome"]).toBe("done");
    await running.lose();
    expect((await lost.end()).map(({ log }) => log).join("")).toContain("attempts/2 meanwhile");
    expect((await again.end()).map(({ log }) => log).join("")).not.toContain("::warning");
    await emulator.evict({ all: true });
    expect((await again.rerun().step("publish", step)).outputs["outcome"]).toBe("replayed");
  });
});

describe.concurrent("a key of the author's own", () => {
  it("replays in a later run what an earlier one did", async (test) => {
    const emulator = await emulatorForTest(test);
    startRun(emulator, 1);
    const job = openJob(test, { emulator });
    await job.step("publish", shared);
    await job.end();
    endRun(emulator, 1);
    const next = openJob(test, { emulator, runId: 2 });
    const replayed = await next.step("publish", shared);
    expect(replayed.outputs).toMatchObject({ outcome: "replayed", v: "1" });
    expect((await next.end()).map(({ log }) => log).join("")).not.toContain("::warning");
    await emulator.evict({ all: true });
    const third = openJob(test, { emulator, runId: 3 });
    expect((await third.step("publish", shared)).outputs["outcome"]).toBe("replayed");
  });

  it("is taken over from a run that ended without setting it free", async (test) => {
    const emulator = await emulatorForTest(test);
    startRun(emulator, 1);
    const lost = openJob(test, { emulator });
    await lost.step("build", shared);
    endRun(emulator, 1);
    const next = openJob(test, { emulator, runId: 2 });
    expect((await next.step("build", shared)).outputs["outcome"]).toBe("replayed");
    expect((await next.step("publish", shared)).outputs["outcome"]).toBe("done");
    // The run that was given up lives on, and is told.
    const zombie = await lost.step("publish", shared);
    expect(zombie.log).toContain(
      "was written by https://github.com/octocat/hello-world/actions/runs/2/attempts/1 meanwhile",
    );
  });

  it("is refused, with a link, while another run that holds it is running", async (test) => {
    const emulator = await emulatorForTest(test);
    startRun(emulator, 1);
    const first = openJob(test, { emulator });
    await first.step("build", shared);
    const second = openJob(test, { emulator, runId: 2 });
    const refused = await second.step("publish", shared);
    expect(refused.code).toBe(1);
    expect(refused.log).toContain(
      '::error::lane "build" of run "release-1.4.0" is held by https://github.com/octocat/hello-world/actions/runs/1/attempts/1, ' +
        "which is still running. Wait until it has ended, or use another key or lane.",
    );
    expect(second.machine.has("ran.txt")).toBe(false);
    await first.end();
    expect((await second.step("publish", shared)).outputs["outcome"]).toBe("done");
  });

  it("goes on in the next attempt of the run that holds it", async (test) => {
    const emulator = await emulatorForTest(test);
    const lost = openJob(test, { emulator });
    await lost.step("build", shared);
    expect((await lost.rerun().step("build", shared)).outputs["outcome"]).toBe("replayed");
  });

  it.for([
    { name: "no token", token: "", reason: "without the input token nobody can ask whether it has ended" },
    {
      name: "no permission",
      token: "ghs_other",
      reason: "If the job restricts its permissions, grant `actions: read`",
    },
  ])(
    "is refused with the reason where nobody can tell whether its holder runs: $name",
    async ({ token, reason }, test) => {
      const emulator = await emulatorForTest(test);
      startRun(emulator, 1);
      await openJob(test, { emulator }).step("build", shared);
      if (token !== "") {
        const body = { message: "Resource not accessible by integration" };
        emulator.faults.order({ path: "/repos/", times: "always", action: { kind: "status", status: 403, body } });
      }
      const second = openJob(test, { emulator, runId: 2, token });
      const refused = await second.step("publish", shared);
      expect(refused.code).toBe(1);
      expect(refused.log).toContain("is held by https://github.com/octocat/hello-world/actions/runs/1/attempts/1, and");
      expect(refused.log).toContain(reason);
      expect(second.machine.has("ran.txt")).toBe(false);
    },
  );

  it("goes on from the cache where artifacts of other runs may not be read and the lane is free", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    await job.step("build", shared);
    await job.end();
    for (const token of ["", "ghs_other"]) {
      const body = { message: "Resource not accessible by integration" };
      emulator.faults.order({ path: "/repos/", times: "always", action: { kind: "status", status: 403, body } });
      const next = openJob(test, { emulator, runId: token === "" ? 2 : 3, token });
      expect((await next.step("build", shared)).outputs["outcome"]).toBe("replayed");
      await next.end();
    }
  });

  it("begins nothing where what earlier runs did may be in artifacts that it may not read", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator, token: "" });
    const refused = await job.step("build", shared);
    expect(refused.log).toContain(
      '::error::what lane "build" of run "release-1.4.0" has done already cannot be told (artifacts of other runs are read ' +
        "with a token: pass `token`, and grant the job `actions: read`), and nothing is run twice unasked. Grant what is " +
        "missing, or keep to another store.",
    );
    expect((await job.step("build", { ...shared, store: "cache" })).outputs["outcome"]).toBe("done");
  });

  it("of two runs that begin at once lets one in", async (test) => {
    const emulator = await emulatorForTest(test);
    startRun(emulator, 1);
    startRun(emulator, 2);
    const jobs = [1, 2].map((runId) => openJob(test, { emulator, runId }));
    const ended = await Promise.all(jobs.map((job) => job.step("publish", shared)));
    expect(new Set(ended.map(({ code }) => code))).toEqual(new Set([0, 1]));
    const loser = ended.findIndex(({ code }) => code === 1);
    expect(jobs[loser]?.machine.has("ran.txt")).toBe(false);
    expect(ended[loser]?.log).toMatch(
      /::error::lane "build" of run "release-1.4.0" (was written|is held) by https:\/\/github.com/,
    );
  });
});

describe.concurrent("steps of one job that run at once", () => {
  it("share one journal, and both are replayed", async (test: TestContext) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    const names = ["a", "b", "c"];
    const running = await Promise.all(names.map((name) => job.start(name, giving(name))));
    const ended = await Promise.all(running.map((one) => one.ended));
    expect(ended.map(({ outputs }) => outputs["outcome"])).toEqual(["done", "done", "done"]);
    expect(ended.filter(({ state }) => state.has("lane"))).toHaveLength(1);
    await job.end();
    expect(emulator.requests.count("FinalizeArtifact")).toBe(1);
    const again = job.rerun();
    for (const name of names) {
      expect((await again.step(name, giving(name))).outputs).toMatchObject({ outcome: "replayed", v: name });
    }
  });
});
