import { describe, expect, it } from "vitest";
import { commandFingerprint } from "../../src/durable/step/fingerprint.ts";
import { runStep, type StepValue } from "../../src/durable/step/step.ts";
import { openJobLane } from "../simulation/job.ts";

const definition = {
  name: "export",
  fingerprint: "f",
  onChange: "fail",
  semantics: "at-least-once",
  policy: { maxAttempts: 1, backoff: { initialDelay: 0, factor: 1, maxDelay: 0, jitter: "none" } },
} as const;

const attempt = async () => ({ kind: "success" as const, value: { result: 1 } });

it("a result that is withheld counts as done, is not kept, and says so", async () => {
  const { world, lane } = await openJobLane();
  const run = () =>
    runStep<StepValue>(
      world,
      lane,
      definition,
      { attempt: async () => ({ kind: "success", value: { result: 1, withheld: "it holds a secret" } }) },
      new AbortController().signal,
    );
  expect(await run()).toMatchObject({
    kind: "done",
    value: { withheld: "it holds a secret" },
    saved: { kind: "saved" },
  });
  expect((await run()).kind).toBe("done");
  // It runs again in any case, so that a changed definition contradicts nothing.
  const changed = { ...definition, fingerprint: "g" };
  expect((await runStep<StepValue>(world, lane, changed, { attempt }, new AbortController().signal)).kind).toBe("done");
});

describe("a command that an older version recorded, with a digest and no parts", () => {
  const parts = { script: "make", shell: "bash", folder: "in secret-4711" };
  const command = { ...definition, fingerprint: commandFingerprint(parts) };

  async function recordedBefore() {
    const { world, lane } = await openJobLane();
    const digest = command.fingerprint.slice(0, 64);
    const { name: step, semantics } = definition;
    await lane.journal.append({ type: "started", step, fingerprint: digest, semantics });
    await lane.journal.append({ type: "done", step, fingerprint: digest, attempts: 1, duration: 5, result: 1 });
    const run = (script: string, onChange: "fail" | "rerun" = "fail") => {
      const current = { ...command, fingerprint: commandFingerprint({ ...parts, script }), onChange };
      const body = { attempt, redact: (text: string) => text.replace("secret-4711", "***") };
      return runStep<StepValue>(world, lane, current, body, new AbortController().signal);
    };
    return { lane, digest, run };
  }

  it("is replayed where it is still the same", async () => {
    const { run } = await recordedBefore();
    expect((await run("make")).kind).toBe("replayed");
  });

  it("is shown by that digest where it is another, and recorded with its parts, without secrets, from then on", async () => {
    const { lane, digest, run } = await recordedBefore();
    await expect(run("make all")).rejects.toThrow(
      `\n  definition  recorded ${digest.slice(0, 12)} / current script 1 line (`,
    );
    expect((await run("make all", "rerun")).kind).toBe("done");
    const { fingerprint } = lane.journal.state.steps.get("export")!;
    expect(fingerprint).toMatch(/^[0-9a-f]{64} script=1:[0-9a-f]{12} shell=bash folder=in%20\*\*\*$/);
    expect((await run("make all")).kind).toBe("replayed");
    await expect(run("make none")).rejects.toThrow(
      /\n {2}script {2}recorded 1 line \(\w+\) \/ current 1 line \(\w+\)\n/,
    );
  });
});
