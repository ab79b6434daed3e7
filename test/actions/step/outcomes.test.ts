import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emulatorForTest } from "../emulator.ts";
import { openJob } from "../job.ts";

describe.concurrent("a step that failed", () => {
  it("runs again in the next attempt, while what was done before it does not", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    await job.step("fetch", { run: "echo fetched >> log.txt", paths: "log.txt" });
    const failed = await job.step("publish", { run: 'echo "url=none" >> "$GITHUB_OUTPUT"; echo no luck; exit 7' });
    expect(failed).toMatchObject({
      code: 1,
      outputs: { outcome: "failed", attempts: "1", "exit-code": "7", url: "none" },
    });
    expect(failed.outputs["checkpointed"]).toBe("true");
    expect(failed.log).toContain('::error title=publish failed::Step "publish" failed: exit code 7');
    expect(failed.summary).toContain("❌ **failed** <code>publish</code>");
    expect(failed.summary).toContain("no luck");
    await job.end();

    const again = job.rerun();
    expect((await again.step("fetch", { run: "echo fetched >> log.txt", paths: "log.txt" })).outputs["outcome"]).toBe(
      "replayed",
    );
    const published = await again.step("publish", {
      run: 'echo "url=there" >> "$GITHUB_OUTPUT"; echo "key $HOLDFAST_IDEMPOTENCY_KEY"',
    });
    expect(published).toMatchObject({ code: 0, outputs: { outcome: "done", url: "there" } });
    expect(again.machine.read("log.txt")).toBe("fetched\n");
  });

  it("leaves the job green where on-failure says so", async (test) => {
    const job = openJob(test);
    const failed = await job.step("lint", { run: "exit 3", "on-failure": "continue" });
    expect(failed).toMatchObject({ code: 0, outputs: { outcome: "failed", "exit-code": "3" } });
    expect(failed.log).toContain('::warning title=lint failed::Step "lint" failed: exit code 3');
    expect(failed.log).toContain("The job goes on, as on-failure says.");
    expect(failed.log).not.toContain("::error");
  });

  it("is tried as often as it may be, under one idempotency key", async (test) => {
    const job = openJob(test);
    const run = `
      echo "$HOLDFAST_ATTEMPT $HOLDFAST_IDEMPOTENCY_KEY $HOLDFAST_RUN_KEY $HOLDFAST_LANE $HOLDFAST_STEP" >> tries.txt
      [ "$HOLDFAST_ATTEMPT" = 3 ]
    `;
    const retries = { "max-attempts": "3", "initial-delay": "1ms" };
    const ended = await job.step("flaky", { run, ...retries, paths: "tries.txt" });
    expect(ended.outputs).toMatchObject({ outcome: "done", attempts: "3" });
    const tries = job.machine.read("tries.txt").trim().split("\n");
    const [, key = ""] = tries[0]?.split(" ") ?? [];
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(tries).toEqual([1, 2, 3].map((number) => `${number} ${key} 1 build flaky`));
    await job.end();
    const replayed = await job.rerun().step("flaky", { run, ...retries, paths: "tries.txt" });
    expect(replayed.outputs).toMatchObject({ outcome: "replayed", attempts: "3" });
  });

  it("that a signal or a timeout ended has no exit code", async (test) => {
    const job = openJob(test);
    expect(await job.step("killed", { run: "kill -9 $$" })).toMatchObject({
      code: 1,
      outputs: { outcome: "failed", "exit-code": "" },
    });
    const late = await job.step("late", { run: "sleep 60", timeout: "100ms" });
    expect(late.outputs).toMatchObject({ outcome: "failed", "exit-code": "" });
    expect(late.took).toBeLessThan(5000);
  });
});

describe.concurrent("a step whose definition changed", () => {
  const before = { run: "echo one >> ran.txt; echo v=1 >> $GITHUB_OUTPUT" };
  const after = { run: "echo two >> ran.txt; echo v=2 >> $GITHUB_OUTPUT" };

  it("fails and shows both definitions, and runs nothing", async (test) => {
    const job = openJob(test);
    await job.step("build", before);
    await job.end();
    const again = job.rerun();
    const changed = await again.step("build", after);
    expect(changed.code).toBe(1);
    expect(changed.log).toMatch(
      /::error::step "build" is recorded as done with another definition:%0A {2}script {2}recorded 1 line \(\w{12}\) \/ current 1 line \(\w{12}\)%0ASet on-change/,
    );
    expect(again.machine.has("ran.txt")).toBe(false);
  });

  it("runs again where on-change says rerun, and is then recorded anew", async (test) => {
    const job = openJob(test);
    await job.step("build", before);
    const rerun = await job.step("build", { ...after, "on-change": "rerun" });
    expect(rerun.outputs).toMatchObject({ outcome: "done", v: "2" });
    expect((await job.step("build", after)).outputs).toMatchObject({ outcome: "replayed", v: "2" });
  });

  it("gives what was recorded where on-change says replay", async (test) => {
    const job = openJob(test);
    await job.step("build", before);
    const replayed = await job.step("build", { ...after, "on-change": "replay" });
    expect(replayed.outputs).toMatchObject({ outcome: "replayed", v: "1" });
  });

  it("is the same step for a change of what does not define it, and another for its shell, folder or fingerprint", async (test) => {
    const job = openJob(test);
    await job.step("build", { ...before, shell: "sh", "working-directory": ".", fingerprint: "a" });
    const same = { ...before, shell: "sh", "working-directory": ".", fingerprint: "a" };
    expect((await job.step("build", { ...same, timeout: "9s", "max-attempts": "2" })).outputs["outcome"]).toBe(
      "replayed",
    );
    for (const [other, difference] of [
      [{ shell: "bash" }, "shell  recorded sh / current bash"],
      [{ "working-directory": "" }, "folder  recorded . / current none"],
      [{ fingerprint: "b" }, "fingerprint  recorded ca978112ca1b / current 3e23e8160039"],
    ] as const) {
      expect((await job.step("build", { ...same, ...other })).log).toContain(`definition:%0A  ${difference}%0A`);
    }
  });
});

describe.concurrent("a step that is already done by what unless says", () => {
  it("is recorded without running, and replayed later", async (test) => {
    const job = openJob(test);
    const inputs = { run: "touch ran.txt", unless: 'echo "version=7" >> "$GITHUB_OUTPUT"' };
    const skipped = await job.step("publish", inputs);
    expect(skipped.outputs).toMatchObject({
      outcome: "skipped",
      attempts: "0",
      "exit-code": "0",
      version: "7",
      checkpointed: "true",
    });
    expect(job.machine.has("ran.txt")).toBe(false);
    await job.end();
    expect((await job.rerun().step("publish", inputs)).outputs).toMatchObject({ outcome: "replayed", version: "7" });
  });

  it("runs where it says otherwise", async (test) => {
    const job = openJob(test);
    const ended = await job.step("publish", { run: "touch ran.txt", unless: "false" });
    expect(ended.outputs["outcome"]).toBe("done");
    expect(job.machine.has("ran.txt")).toBe(true);
  });
});

describe.concurrent("an at-most-once step", () => {
  const once = { run: 'echo charged >> "$EFFECTS"; echo started; sleep 60', semantics: "at-most-once" };

  it("is interrupted after a kill, in the next attempt and in every later one", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator, env: { EFFECTS: "effects.txt" } });
    const running = await job.start("charge", once);
    await running.logged("started");
    await running.lose();
    expect((await running.ended).code).toBeUndefined();

    for (let last = job, attempt = 2; attempt <= 3; attempt++) {
      last = last.rerun();
      const ended = await last.step("charge", once);
      expect(ended).toMatchObject({ code: 1, outputs: { outcome: "interrupted", attempts: "0", "exit-code": "" } });
      expect(ended.outputs["checkpointed"]).toBe("true");
      expect(ended.log).toContain("attempt 1 started it and never recorded it");
      expect(ended.log).toContain("Check whether its effect happened.");
      expect(ended.summary).toContain("⚠️ **interrupted** <code>charge</code>");
      expect(last.machine.has("effects.txt")).toBe(false);
      await last.end();
    }
  });

  it("goes on where unless can tell", async (test) => {
    const job = openJob(test, { env: { EFFECTS: "effects.txt" } });
    const running = await job.start("charge", { ...once, unless: "false" });
    await running.logged("started");
    await running.lose();
    await running.ended;
    const again = job.rerun();
    expect((await again.step("charge", { ...once, unless: "true" })).outputs["outcome"]).toBe("skipped");
  });

  it("is not started where its intent cannot be saved", async (test) => {
    const emulator = await emulatorForTest(test);
    for (const operation of ["CreateCacheEntry", "CreateArtifact", "ListArtifacts"]) {
      emulator.faults.order({ operation, times: "always", action: denial });
    }
    const job = openJob(test, { emulator });
    const refused = await job.step("charge", { ...once, run: "touch ran.txt" });
    expect(refused.code).toBe(1);
    expect(refused.log).toMatch(
      /::error::step "charge" was not started: at-most-once needs its intent saved first, and /,
    );
    expect(job.machine.has("ran.txt")).toBe(false);
  });

  it("is interrupted where a timeout leaves its effect unknown, and is not tried again", async (test) => {
    const job = openJob(test);
    const inputs = { ...once, run: "echo charged >> effects.txt; sleep 60", timeout: "200ms", "max-attempts": "3" };
    const ended = await job.step("charge", inputs);
    expect(ended).toMatchObject({ code: 1, outputs: { outcome: "interrupted", attempts: "1" } });
    expect(ended.log).toContain("it ended without telling");
    expect(job.machine.read("effects.txt")).toBe("charged\n");
  });

  it("runs again after a failure that tells it did not happen", async (test) => {
    const job = openJob(test);
    const inputs = { run: "[ -e ready ]", semantics: "at-most-once" };
    expect((await job.step("charge", inputs)).outputs["outcome"]).toBe("failed");
    await job.end();
    const again = job.rerun();
    writeFileSync(`${again.machine.workspace}/ready`, "");
    expect((await again.step("charge", inputs)).outputs["outcome"]).toBe("done");
  });
});

describe.concurrent("an interrupted step", () => {
  it("is reported and runs again by default", async (test) => {
    const job = openJob(test);
    const inputs = { run: "echo started; [ -e ready ] || sleep 60" };
    const running = await job.start("import", inputs);
    await running.logged("started");
    await running.lose();
    await running.ended;
    writeFileSync(`${job.machine.workspace}/ready`, "");
    const again = await job.step("import", inputs);
    expect(again.outputs["outcome"]).toBe("done");
    expect(again.log).toContain(
      '::warning title=Interrupted before::Step "import" was started by attempt 1 and never recorded: whether its effect happened is not known.',
    );
  });

  it("ends its whole tree within 7 s of a cancellation and says that a re-run starts it again", async (test) => {
    const job = openJob(test);
    const run = `trap '' TERM INT; (trap '' TERM INT; while :; do sleep 0.1; done) & echo started; wait`;
    const running = await job.start("import", { run });
    await running.logged("started");
    const cancelledAt = performance.now();
    running.process.kill("SIGINT");
    const ended = await running.ended;
    expect(performance.now() - cancelledAt).toBeLessThan(7000);
    expect(ended).toMatchObject({ code: 1, outputs: { outcome: "failed" } });
    expect(ended.log).toContain('Step "import" was cancelled. A re-run starts it again.');
    expect(await job.machine.living()).toEqual([]);
    await job.end();
    expect((await job.rerun().step("import", { run: "true", "on-change": "fail" })).outputs["outcome"]).toBe("done");
  });
});

describe.concurrent("what a script sees", () => {
  it("are no tokens of the runner, no inputs and no state of ours", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator, env: { ACTIONS_ID_TOKEN_REQUEST_URL: "https://id.example", OWN: "yes" } });
    const { log } = await job.step(
      "look",
      { run: "env", unless: "env | sed 's/^/unless: /'; false" },
      { env: { STATE_x: "1" } },
    );
    const names = [...log.matchAll(/^(?:unless: )?(\w+)=/gm)].map(([, name = ""]) => name);
    expect(names).toEqual(
      expect.arrayContaining(["OWN", "GITHUB_RUN_ID", "ACTIONS_ID_TOKEN_REQUEST_URL", "HOLDFAST_STEP"]),
    );
    expect(names.filter((name) => /^(INPUT|STATE)_|^ACTIONS_(?!ID_TOKEN)/.test(name))).toEqual([]);
    const files = [...log.matchAll(/^(?:unless: )?GITHUB_(?:OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)=(.*)$/gm)];
    expect(files).toHaveLength(10);
    for (const [, file] of files) expect(file).toContain(job.machine.temporaryFolder);
  });
});

const denial = {
  kind: "status",
  status: 403,
  body: { code: "permission_denied", msg: "cache write denied: no" },
} as const;
describe.concurrent("two steps of one name in a job", () => {
  it("are told that what one recorded is replayed for the other", async (test) => {
    const job = openJob(test);
    const inputs = { run: "true" };
    expect((await job.step("build", inputs)).log).not.toContain("Two steps of one name");
    const second = await job.step("build", inputs);
    expect(second.outputs["outcome"]).toBe("replayed");
    expect(second.log).toContain(
      '::warning title=Two steps of one name::A step named "build" has run in this job before.',
    );
    expect((await job.rerun().step("build", inputs)).log).not.toContain("Two steps of one name");
  });
});

it("a step that gives more than a record may hold is done, and says that nothing of it is kept", async (test) => {
  const job = openJob(test);
  // Each takes two bytes in JSON.
  const run = `{ printf quotes=; head -c 4190000 /dev/zero | tr '\\0' '"'; echo; } >> "$GITHUB_OUTPUT"`;
  const ended = await job.step("build", { run });
  expect(ended.outputs["outcome"]).toBe("done");
  expect(ended.log).toContain(
    'Nothing of step "build" is kept for a replay: what it gave is larger than a record may be',
  );
});
