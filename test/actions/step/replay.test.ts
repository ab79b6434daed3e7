import { describe, expect, it } from "vitest";
import { emulatorForTest } from "../emulator.ts";
import { openJob } from "../job.ts";

const everything = `
  cat >> "$GITHUB_OUTPUT" <<'EOF'
count=3
report<<END
first line
  second: {"quoted": "yes"} 100%
END
greeting=Grüße 🌊 日本
EOF
  echo "GREETING=héllo
LINES<<X
a
b
X" >> "$GITHUB_ENV"
  mkdir -p tools "out/deep"
  echo "$PWD/tools" >> "$GITHUB_PATH"
  echo "## Built" >> "$GITHUB_STEP_SUMMARY"
  echo kept > out/deep/file.txt
  printf '#!/bin/sh\\necho from-the-tool\\n' > tools/ours && chmod +x tools/ours
  echo ran >> ran.txt
`;

describe.concurrent("a step that is recorded", () => {
  it("hands back outputs, variables, PATH entries, summary and kept files without running", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    const first = await job.step("build", { run: everything, paths: "out\ntools" });
    expect(first).toMatchObject({ code: 0, outputs: { outcome: "done", attempts: "1", "exit-code": "0" } });
    expect(first.outputs).toMatchObject({ checkpointed: "true" });
    await job.end();

    const again = job.rerun();
    const second = await again.step("build", { run: everything, paths: "out\ntools" });
    expect(second).toMatchObject({ code: 0, outputs: { outcome: "replayed", attempts: "1", checkpointed: "true" } });
    const { outcome: _, ...handed } = second.outputs;
    expect(handed).toEqual({
      ...first.outputs,
      outcome: undefined,
      count: "3",
      report: 'first line\n  second: {"quoted": "yes"} 100%',
      greeting: "Grüße 🌊 日本",
    });
    expect(second.exported).toEqual(first.exported);
    expect(second.path).toEqual([`${again.machine.workspace}/tools`]);
    expect(second.summary).toContain("## Built");
    expect(again.machine.read("out/deep/file.txt")).toBe("kept\n");
    expect(again.machine.has("ran.txt")).toBe(false);
    expect(second.log).toMatch(/Step "build" was done by attempt 1 at .*: replayed instead of run, .* saved\./);
    expect(second.summary).toMatch(/⏩ \*\*replayed\*\* .*attempt 1.* saved/);

    const later = await again.step("use", { run: "ours; echo $GREETING $LINES" });
    expect(later.log).toContain("from-the-tool\nhéllo a b");
  });

  it("hands its results on the first time as a run step would", async (test) => {
    const job = openJob(test);
    const first = await job.step("build", { run: everything, paths: "out\ntools" });
    expect(first.outputs).toMatchObject({ count: "3", greeting: "Grüße 🌊 日本" });
    expect(first.exported.get("LINES")).toBe("a\nb");
    const later = await job.step("use", { run: 'ours; echo "$GREETING"' });
    expect(later.log).toContain("from-the-tool\nhéllo");
  });

  it("does not set again what decides how later steps execute, and says so", async (test) => {
    const job = openJob(test);
    const run = `
      printf '%s\\n' LD_PRELOAD=/tmp/evil.so BASH_ENV=/tmp/evil.sh RUNNER_DEBUG=1 GITHUB_TOKENS=x GOOD=yes >> "$GITHUB_ENV"
      printf '%s\\n' /opt/elsewhere "$GITHUB_WORKSPACE/bin" ../sideways >> "$GITHUB_PATH"
    `;
    await job.step("setup", { run });
    await job.end();
    const replayed = await job.rerun().step("setup", { run });
    expect(replayed.outputs["outcome"]).toBe("replayed");
    expect([...replayed.exported]).toEqual([["GOOD", "yes"]]);
    expect(replayed.path).toEqual([`${job.machine.workspace}/bin`]);
    expect(replayed.log).toContain(
      "::warning::Not set again from the record, because it decides how later steps execute: variable LD_PRELOAD, " +
        "variable BASH_ENV, variable RUNNER_DEBUG, variable GITHUB_TOKENS, PATH entry /opt/elsewhere, PATH entry ../sideways.",
    );
  });

  it("says that NODE_OPTIONS is not set, now or later", async (test) => {
    const job = openJob(test);
    const run = 'echo "NODE_OPTIONS=--inspect" >> "$GITHUB_ENV"';
    const first = await job.step("setup", { run });
    expect(first.exported.size).toBe(0);
    expect(first.log).toMatch(/::warning.*GITHUB_ENV may not set NODE_OPTIONS/);
  });

  it("is replayed across jobs that come later in one attempt, each from its own lane", async (test) => {
    const emulator = await emulatorForTest(test);
    const run = 'echo "leg=$LEG" >> "$GITHUB_OUTPUT"; echo "$LEG" >> legs.txt';
    const legs = ["linux", "windows"].map((os) =>
      openJob(test, { emulator, matrix: { os, node: 20 }, env: { LEG: os } }),
    );
    for (const leg of legs) {
      expect((await leg.step("build", { run })).outputs["outcome"]).toBe("done");
      await leg.end();
    }
    for (const leg of legs) {
      const { os } = leg.matrix as { os: string };
      const again = await leg.rerun().step("build", { run });
      expect(again.outputs).toMatchObject({ outcome: "replayed", leg: os });
    }
  });

  it("that is not named by its id, and has none, is refused with the fix", async (test) => {
    const job = openJob(test);
    const refused = await job.step(undefined, { run: "touch ran.txt" });
    expect(refused.code).toBe(1);
    expect(refused.log).toContain(
      "::error::this step has no name to be recorded under: give it an id, or the input step",
    );
    expect(job.machine.has("ran.txt")).toBe(false);
    expect((await job.step(undefined, { run: "touch ran.txt", step: "named" })).outputs["outcome"]).toBe("done");
  });

  it("is told which new files no paths keep", async (test) => {
    const job = openJob(test);
    const ended = await job.step("build", { run: "mkdir out; touch out/kept one.txt two.txt", paths: "out" });
    expect(ended.log).toContain(
      "It left 2 new or changed files in the workspace that a replay will not bring back (one.txt, two.txt): " +
        "list them in paths if later steps need them.",
    );
    expect(ended.summary).toContain("2 new or changed files not kept by paths");
    expect((await job.step("quiet", { run: "touch out/more", paths: "out" })).log).not.toContain("It left");
  });

  it("keeps nothing for a pattern that matches nothing, and says so", async (test) => {
    const ended = await openJob(test).step("build", { run: "true", paths: "missing/*.txt" });
    expect(ended.log).toContain('::warning::Nothing matches missing/*.txt of the input paths of step "build".');
  });

  it("keeps large outputs, odd names and long lanes", async (test) => {
    const job = openJob(test, { matrix: { text: "x".repeat(300), lines: "a\nb" } });
    const name = `n${"a".repeat(2000)}`;
    const run = `printf '%s=short\\n' ${name} >> "$GITHUB_OUTPUT"; printf 'big=%01000000d\\n' 7 >> "$GITHUB_OUTPUT"`;
    expect((await job.step("build", { run })).outputs["outcome"]).toBe("done");
    expect((await job.end()).map(({ log }) => log)).toEqual([""]);
    const again = await job.rerun().step("build", { run });
    expect(again.outputs["outcome"]).toBe("replayed");
    expect(again.outputs[name]).toBe("short");
    expect(again.outputs["big"]).toHaveLength(1_000_000);
  });
});
