import { expect, it } from "vitest";
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

it("a result that is larger than a record may be counts as done, is not kept, and says so", async () => {
  const { world, lane } = await openJobLane();
  const run = () =>
    runStep<StepValue>(
      world,
      lane,
      definition,
      { attempt: async () => ({ kind: "success", value: { result: "x".repeat(9 * 1024 * 1024) } }) },
      new AbortController().signal,
    );
  expect(await run()).toMatchObject({
    kind: "done",
    value: { withheld: expect.stringContaining("larger than a record may be") },
    saved: { kind: "saved" },
  });
  expect((await run()).kind).toBe("done");
  // It runs again in any case, so that a changed definition contradicts nothing.
  const changed = { ...definition, fingerprint: "g" };
  expect((await runStep<StepValue>(world, lane, changed, { attempt }, new AbortController().signal)).kind).toBe("done");
});
