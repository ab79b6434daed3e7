/** Definitions that change while a run is under way, and processes that are stopped. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { DefinitionChanged } from "../../../src/durable/step/definition-changed.ts";
import { yamlScene } from "./scene.ts";

function automation(script: string, rest: object): string {
  const each = { "for-each": ["a", "b"], key: "${{ item }}", run: script, "max-concurrency": 1 };
  return JSON.stringify({ automation: "change", steps: { each, ...rest } });
}

it("items with another script than those before are refused, unless the run was resumed or is told to go on", async () => {
  const { runYaml, log } = await yamlScene();
  const rest = { go: { "wait-for": "approval" } };
  const before = automation('echo before >> "$LOG"', rest);
  const now = automation('echo now >> "$LOG"', rest);
  expect((await runYaml(before)).status).toBe("suspended");
  await expect(runYaml(now)).rejects.toThrow(DefinitionChanged);
  await expect(runYaml(now)).rejects.toThrow('step "each" is recorded as done');
  expect((await runYaml(now, { onChange: "replay" })).status).toBe("suspended");
  expect(await log()).toEqual(["before", "before"]);
});

it("items that failed are run with a mended script where the run is resumed", async () => {
  const { runYaml, log } = await yamlScene();
  const env = { env: { ITEM: "${{ item }}" } };
  const each = (script: string) =>
    JSON.stringify({
      automation: "change",
      steps: { each: { "for-each": ["a", "b"], key: "${{ item }}", run: script, "max-concurrency": 1, ...env } },
    });
  expect((await runYaml(each('echo "first $ITEM" >> "$LOG"; test "$ITEM" = a'))).status).toBe("failed");
  const outcome = await runYaml(each('echo "mended $ITEM" >> "$LOG"'), { reopen: "causes" });
  expect(outcome.status).toBe("completed");
  expect(await log()).toEqual(["first a", "first b", "mended b"]);
});

it("a command that is stopped with its process gets the signal, and runs again when the run goes on", async () => {
  const { runYaml, log } = await yamlScene();
  const text = JSON.stringify({
    automation: "change",
    steps: {
      quick: { run: 'echo quick >> "$LOG"' },
      slow: {
        run: 'trap \'echo stopped >> "$LOG"; exit 130\' INT TERM; echo slow >> "$LOG"; test -e go || { touch go; sleep 30 & wait; }',
      },
    },
  });
  const stop = new AbortController();
  const running = runYaml(text, { signal: stop.signal });
  while (!(await log()).includes("slow")) await sleep(5);
  stop.abort("SIGINT");
  expect(await running).toEqual({ status: "interrupted" });
  expect((await runYaml(text)).status).toBe("completed");
  expect(await log()).toEqual(["quick", "slow", "stopped", "slow"]);
});
