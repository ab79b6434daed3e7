/** What a run makes of its file: faults at their lines, code beside YAML, and nothing secret in what is kept. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { folderForTest, openJob } from "../job.ts";
import { automate } from "./automate.ts";

describe.concurrent("an automation that is not sound", () => {
  it("is told of by annotations at its lines, as many as GitHub shows, and by one message that has all", async (test) => {
    const steps = Array.from({ length: 12 }, (_, index) => `  step-${index}: { run: "true", rnu: "true" }`);
    const { code, log, outputs } = await automate(openJob(test), `automation: bad\nsteps:\n${steps.join("\n")}\n`);
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ status: "failed", checkpointed: "false" });
    const errors = log.split("\n").filter((line) => line.startsWith("::error"));
    expect(errors).toHaveLength(10);
    expect(errors[0]).toMatch(/^::error title=Invalid automation,file=automation\.yml,line=3,col=26::.*did you mean/);
    expect(errors[9]).toMatch(
      /^::error title=Invalid automation::The automation was not run: it has \d+ faults\..*step-11/,
    );
  });

  it("and has one fault is told of by one annotation", async (test) => {
    const { log } = await automate(openJob(test), "automation: bad\nsteps:\n  a: { rnu: 'true', run: 'true' }\n");
    expect(log.match(/::error/g)).toHaveLength(1);
  });
});

describe.concurrent("an automation in TypeScript", () => {
  const code = `import { automation } from "holdfast";
import { existsSync, appendFileSync } from "node:fs";
export default automation("typed", async (ctx, { items }: { items: string[] }) => {
  const batch = await ctx.map("each", items, (ctx, item) => ctx.step("one", () => {
    appendFileSync("ran.txt", item);
    if (!existsSync("mended") && item === "b") throw new Error("not yet");
    return item.length;
  }, { retry: { maxAttempts: 1 } }));
  batch.throwIfError();
  ctx.log.info("all are there");
  return { sum: batch.results().reduce((a: number, b: number) => a + b, 0) };
});
`;

  it("runs as it is, fails at its file, and goes on in a re-run", async (test) => {
    const job = openJob(test);
    const inputs = { inputs: "items: [a, b]" };
    const first = await automate(job, code, inputs, "typed.ts");
    expect(first).toMatchObject({ code: 1, outputs: { status: "failed", checkpointed: "true" } });
    expect(first.log).toContain('::error title=typed failed,file=typed.ts::Run "1" failed at each/b: not yet. ');
    const again = job.rerun();
    again.machine.write("mended", "");
    const second = await automate(again, code, inputs, "typed.ts");
    expect(second.outputs).toMatchObject({ status: "completed", outputs: '{"sum":2}' });
    expect(again.machine.read("ran.txt")).toBe("b");
    expect(second.log).toMatch(/^ +all are there$/m);
  });
});

describe.concurrent("a run that is kept on the machine", () => {
  const asking = `automation: asking
steps:
  ask: { wait-for: approval, timeout: 2d }
  after: { run: echo "$BY" > approved.txt, env: { BY: '\${{ steps.ask.outputs.by }}' } }
`;

  it("is answered from the command line, and resumed by another workflow run", async (test) => {
    const HOLDFAST_DIR = folderForTest(test);
    const inputs = { key: "ask-1", store: "directory", "suspend-after": "0s" };
    const first = await automate(openJob(test, { env: { HOLDFAST_DIR } }), asking, inputs);
    expect(first.outputs["status"]).toBe("suspended");
    expect(first.summary).toContain("holdfast approve ask&#45;1");

    const answered = spawnSync(process.execPath, [join(inject("bundle"), "cli/holdfast.js"), "approve", "ask-1"], {
      encoding: "utf8",
      env: { HOLDFAST_DIR, PATH: process.env["PATH"], USER: "kelp" },
    });
    expect(answered.stderr).toBe("");

    const later = openJob(test, { env: { HOLDFAST_DIR }, runId: 2, job: "resume" });
    expect((await automate(later, asking, inputs)).outputs["status"]).toBe("completed");
    expect(later.machine.has("approved.txt")).toBe(true);
  });
});

describe.concurrent("a secret", () => {
  const canary = "cn4ryK4eseBr0t77xx";
  const leaking = `automation: leaking
key: \${{ inputs.name }}
inputs: { name: { type: string, required: true } }
steps:
  say: { run: 'echo "token=$DEPLOY_TOKEN"; touch ran.txt' }
`;

  it("in what a run is started with, or in its key, is refused without repeating it", async (test) => {
    const env = { DEPLOY_TOKEN: canary };
    for (const inputs of [{ inputs: `name: ${canary}` }, { inputs: "name: a", key: `x-${canary}` }]) {
      const job = openJob(test, { env });
      const refused = await automate(job, leaking, inputs);
      expect(refused.code).toBe(1);
      expect(refused.log).toContain("holds a secret, and ");
      expect(refused.log).not.toContain(canary);
      expect(job.machine.has("ran.txt")).toBe(false);
    }
  });

  it("that the job has is in nothing that is stored", async (test) => {
    const HOLDFAST_DIR = folderForTest(test);
    const job = openJob(test, { env: { DEPLOY_TOKEN: canary, HOLDFAST_DIR }, token: "gh0-t0ken-c4nary-0123" });
    expect((await automate(job, leaking, { inputs: "name: a", store: "directory" })).code).toBe(0);
    const files = readdirSync(HOLDFAST_DIR, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8")).join("\n");
    expect(files.length).toBeGreaterThan(0);
    for (const secret of [canary, "gh0-t0ken-c4nary-0123"]) expect(kept).not.toContain(secret);
  });
});
