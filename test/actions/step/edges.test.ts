import { describe, expect, it } from "vitest";
import { openJob } from "../job.ts";

const count = (job: ReturnType<typeof openJob>) =>
  job.machine.has("effects") ? job.machine.read("effects").trim().split("\n").length : 0;

describe.concurrent("an at-most-once step", () => {
  const once = { semantics: "at-most-once", "max-attempts": "3", "initial-delay": "1ms" };

  it.for([
    ["a child killed under its shell", "echo e >> effects; bash -c 'kill -9 $$'"],
    ["malformed output after success", "echo e >> effects; echo bad >> $GITHUB_OUTPUT"],
  ] as const)("has its effect once with %s, and says that nobody knows", async ([, run], test) => {
    const job = openJob(test);
    const ended = await job.step("charge", { ...once, run });
    expect(count(job)).toBe(1);
    expect(ended.outputs["outcome"]).toBe("interrupted");
  });

  it("is not run where unless cannot tell", async (test) => {
    const job = openJob(test);
    const ended = await job.step("charge", { ...once, run: "echo e >> effects", unless: "no-such-command" });
    expect(ended.log).toContain('could not tell whether step "charge" is done: exit code 127');
    expect(ended.outputs["outcome"]).toBe("failed");
    expect(count(job)).toBe(0);
  });

  it("that is done and could not be kept is neither replayed nor run again", async (test) => {
    const job = openJob(test, { env: { DEPLOY_TOKEN: "zq8Canary77Xy" } });
    const inputs = { ...once, run: 'echo e >> effects; echo "x=$DEPLOY_TOKEN" >> $GITHUB_OUTPUT' };
    expect((await job.step("charge", inputs)).outputs["outcome"]).toBe("done");
    const again = await job.step("charge", inputs);
    expect(again.code).toBe(1);
    expect(again.log).toContain("is done and nothing of it was kept");
    expect(count(job)).toBe(1);
  });
});

describe.concurrent("a step", () => {
  it("keeps nothing that an earlier attempt had masked", async (test) => {
    const job = openJob(test);
    const run =
      'if [ $HOLDFAST_ATTEMPT = 1 ]; then echo "::add-mask::zq8Canary77Xy"; exit 1; fi; echo x=zq8Canary77Xy >> $GITHUB_OUTPUT';
    const ended = await job.step("build", { run, "max-attempts": "2", "initial-delay": "1ms" });
    expect(ended.log).toContain('Nothing of step "build" is kept for a replay: output x holds a secret');
  });

  it("sets its outputs and summary where they belong, whatever it wrote to GITHUB_ENV", async (test) => {
    const job = openJob(test);
    const run = "echo GITHUB_OUTPUT=/nowhere/o >> $GITHUB_ENV; echo GITHUB_STEP_SUMMARY=/nowhere/s >> $GITHUB_ENV";
    const ended = await job.step("build", { run });
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: "done" } });
    expect(ended.summary).toContain("done");
  });

  it("is bound by its deadline while unless is asked", async (test) => {
    const job = openJob(test);
    const ended = await job.step("build", { run: "touch ran", unless: "sleep 60", deadline: "1s" });
    expect(ended.log).toContain('could not tell whether step "build" is done: timed out after 1s');
    expect(job.machine.has("ran")).toBe(false);
  });

  it("refuses a circuit whose name holds a secret", async (test) => {
    const job = openJob(test, { env: { DEPLOY_TOKEN: "zq8Canary77Xy" } });
    const ended = await job.step("build", { run: "touch ran", circuit: "zq8Canary77Xy" });
    expect(ended.log).toContain("::error::input circuit holds a secret");
    expect(job.machine.has("ran")).toBe(false);
  });
});
