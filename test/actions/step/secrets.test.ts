import { describe, expect, it } from "vitest";
import { openJob } from "../job.ts";

const canary = "cn4ryK4eseBr0t77xx";

describe.concurrent("a step that held a secret", () => {
  const env = { DEPLOY_TOKEN: canary };

  it("runs again rather than being replayed, and says so", async (test) => {
    const job = openJob(test, { env });
    const inputs = { run: 'echo "leak=$DEPLOY_TOKEN" >> "$GITHUB_OUTPUT"; echo ran >> ran.txt' };
    const first = await job.step("build", inputs);
    expect(first.outputs).toMatchObject({ outcome: "done", leak: canary });
    expect(first.summary).toContain("runs again when the job is re&#45;run&#44; since output leak holds a secret");
    expect(first.log).toContain(
      '::warning title=Not replayable::Nothing of step "build" is kept for a replay: output leak holds a secret. It runs again when the job is re-run.',
    );
    await job.end();
    const again = job.rerun();
    const second = await again.step("build", inputs);
    expect(second.outputs).toMatchObject({ outcome: "done", leak: canary });
    expect(second.log).toContain(
      'Step "build" was done before, but output leak holds a secret, so nothing was kept of it: it runs again.',
    );
    expect(again.machine.read("ran.txt")).toBe("ran\n");
  });

  it.for(["key", "lane", "step", "matrix"])("in its %s is refused without repeating it", async (input, test) => {
    const job = openJob(test, { env });
    const value = input === "matrix" ? JSON.stringify({ leg: canary }) : `x-${canary}`;
    const refused = await job.step("build", { run: "touch ran.txt", [input]: value });
    expect(refused.code).toBe(1);
    expect(refused.log).toContain(`::error::input ${input} holds a secret, and would be kept in the journal`);
    expect(refused.log).not.toContain(canary);
    expect(job.machine.has("ran.txt")).toBe(false);
  });

  it("in the name of a kept file is not kept, and the name is not repeated", async (test) => {
    const ended = await openJob(test, { env }).step("build", {
      run: 'mkdir out; touch "out/$DEPLOY_TOKEN"',
      paths: "out",
    });
    expect(ended.log).toContain("Not replayable");
    expect(ended.log).not.toContain(canary);
    expect(ended.summary).not.toContain(canary);
  });

  it("in the name of a new file is told of it without repeating it", async (test) => {
    const ended = await openJob(test, { env }).step("build", { run: 'touch "$DEPLOY_TOKEN.txt"' });
    expect(ended.log).toContain(
      "It left 1 new or changed file in the workspace that a replay will not bring back (***.txt)",
    );
    expect(ended.log).not.toContain(canary);
  });

  it.for([
    { timeout: canary },
    { "retry-on": `/${canary}` },
    { paths: `../${canary}` },
    { paths: `${canary}/*` },
    { "working-directory": canary },
    { shell: canary },
  ])("in another input is not repeated: %o", async (inputs, test) => {
    const ended = await openJob(test, { env }).step("build", { run: "true", ...inputs });
    expect(ended.log).toContain("***");
    expect(ended.log).not.toContain(canary);
    expect(ended.summary).not.toContain(canary);
  });
});
