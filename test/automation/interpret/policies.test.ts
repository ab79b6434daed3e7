/** What the policies of a step come to in an automation, and in each of its items. */
import { expect, it } from "vitest";
import { newCircuit } from "../../../src/policy/circuit-state.ts";
import { yamlScene } from "./scene.ts";

function automation(steps: object, outputs: object = {}): string {
  return JSON.stringify({ automation: "policies", outputs, steps });
}

const each = { "for-each": ["a", "b"], key: "${{ item }}", "max-concurrency": 1, env: { ITEM: "${{ item }}" } };

it("what unless finds done is not run, and its outputs count", async () => {
  const { runYaml, log } = await yamlScene();
  const unless = 'test "$ITEM" != b && echo "by=unless" >> "$GITHUB_OUTPUT"';
  const text = automation(
    { one: { run: 'echo one >> "$LOG"', unless }, each: { ...each, run: 'echo "$ITEM" >> "$LOG"', unless } },
    { by: "${{ steps.one.outputs.by }}" },
  );
  expect(await runYaml(text)).toEqual({ status: "completed", output: { by: "unless" } });
  expect(await log()).toEqual(["b"]);
});

it("what is used up may pause the run, in an item too, and goes on where the run is resumed", async () => {
  const { runYaml, log } = await yamlScene();
  const text = automation({
    each: { ...each, run: 'echo "$ITEM" >> "$LOG"; test "$ITEM" = a || test -e mended', "on-exhausted": "pause" },
    one: { run: 'echo one >> "$LOG"; test -e mended || { touch mended; exit 1; }', "on-exhausted": "pause" },
  });
  expect(await runYaml(text)).toMatchObject({ status: "paused", causes: ["each/b"] });
  expect(await runYaml(text)).toMatchObject({ status: "paused", causes: ["each/b"] });
  const mended = text.replace("|| test -e mended", "|| true");
  expect(await runYaml(mended, { reopen: "causes" })).toMatchObject({ status: "paused", causes: ["one"] });
  expect((await runYaml(mended, { reopen: "causes" })).status).toBe("completed");
  expect(await log()).toEqual(["a", "b", "b", "one", "one"]);
});

it("an at-most-once item that was killed is not run again before a person says so", async () => {
  const { runYaml, log } = await yamlScene();
  const text = automation({
    each: {
      ...each,
      semantics: "at-most-once",
      run: 'echo "$ITEM" >> "$LOG"; test "$ITEM" = a || test -e killed || { touch killed; kill -KILL $$; }',
    },
  });
  expect(await runYaml(text)).toMatchObject({
    status: "paused",
    causes: ["each/b/run"],
    failure: { kind: "interrupted" },
  });
  expect(await runYaml(text, { reopen: "causes" })).toMatchObject({ status: "paused" });
  expect((await runYaml(text, { reopen: ["each/b/run"] })).status).toBe("completed");
  expect(await log()).toEqual(["a", "b", "b"]);
});

it("attempts are retried in an item, and what stays failed is tolerated as a dead letter", async () => {
  const { runYaml, log } = await yamlScene();
  const text = automation(
    {
      each: {
        ...each,
        run: 'echo "$ITEM $HOLDFAST_ATTEMPT" >> "$LOG"; test "$ITEM" = a && test "$HOLDFAST_ATTEMPT" = 2',
        retry: { "max-attempts": 2, "initial-delay": "1m", jitter: "none" },
        "on-exhausted": "dead-letter",
        "tolerated-failure-percentage": 50,
      },
    },
    { dead: "${{ steps.each.outputs.dead-letters }}" },
  );
  expect(await runYaml(text)).toEqual({ status: "completed", output: { dead: "1" } });
  expect(await log()).toEqual(["a 1", "a 2", "b 1", "b 2"]);
});

it("a circuit is asked before each attempt and told after it", async () => {
  const told: string[] = [];
  const { runYaml } = await yamlScene({
    circuit: (name) => ({
      admit: async () => {
        told.push(`${name}?`);
        return { kind: "allowed", state: newCircuit };
      },
      record: async (ok) => void told.push(`${name} ${ok}`),
    }),
  });
  await runYaml(automation({ each: { ...each, run: 'test "$ITEM" = a', circuit: "orders" } }));
  expect(told).toEqual(["orders?", "orders true", "orders?", "orders false"]);
});
