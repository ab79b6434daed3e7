/** Definitions that change while a run is under way, and processes that are stopped. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { DefinitionChanged } from "../../../src/durable/step/definition-changed.ts";
import { pastEvent, readHistory, writeHistory, type PastEvent } from "../../../src/journal/history.ts";
import { yamlScene } from "./scene.ts";

function automation(script: string, rest: object): string {
  const one = { key: "${{ item }}", run: script, env: { ITEM: "${{ item }}" }, "max-concurrency": 1 };
  const each = { "for-each": ["a", "b"], ...one };
  return JSON.stringify({ automation: "change", steps: { each, ...rest } });
}

it("items with another script than those before are refused, unless the run is told to go on", async () => {
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

it("a run is the same that a version recorded which kept a digest of each command and nothing else", async () => {
  const { scene, runYaml, log } = await yamlScene();
  const rest = { own: { run: 'echo own >> "$LOG"', fingerprint: "v1" }, go: { "wait-for": "approval" } };
  const before = automation('echo "$ITEM" >> "$LOG"', rest);
  expect((await runYaml(before)).status).toBe("suspended");
  const path = join(scene.folder, "lane", "journal.jsonl");
  const history = readHistory(await readFile(path))
    .map(pastEvent)
    .map(withDigestsAlone);
  expect(JSON.stringify(history)).not.toContain(" script=");
  await writeFile(path, writeHistory("run", history));
  await rm(join(scene.folder, "store"), { recursive: true });

  expect((await runYaml(before)).status).toBe("suspended");
  await expect(runYaml(automation("exit 1", rest))).rejects.toThrow(
    /\n {2}definition {2}recorded \w{12} \/ current script 1 line/,
  );
  expect(await log()).toEqual(["a", "b", "own"]);
});

function withDigestsAlone(event: PastEvent): PastEvent {
  if (event.type === "value") return { ...event, value: String(event.value).slice(0, 64) };
  return "fingerprint" in event ? { ...event, fingerprint: event.fingerprint.slice(0, 64) } : event;
}

describe("where the run is resumed", () => {
  const last = { last: { run: "exit 1" } };
  const resumed = { reopen: "causes" } as const;

  it("items that are all done are not taken for what another script would have done", async () => {
    const { runYaml, log } = await yamlScene();
    expect((await runYaml(automation('echo before >> "$LOG"', last))).status).toBe("failed");
    await expect(runYaml(automation('echo now >> "$LOG"', last), resumed)).rejects.toThrow(DefinitionChanged);
    expect(await log()).toEqual(["before", "before"]);
  });

  it("items that failed are run with a mended script, which is the one to keep from then on", async () => {
    const { runYaml, log } = await yamlScene();
    const first = automation('echo "first $ITEM" >> "$LOG"; test "$ITEM" = a', last);
    const now = automation('echo "mended $ITEM" >> "$LOG"', last);
    expect(await runYaml(first)).toMatchObject({ causes: ["each/b"] });
    expect(await runYaml(now, resumed)).toMatchObject({ causes: ["last"] });
    expect(await log()).toEqual(["first a", "first b", "mended b"]);
    await expect(runYaml(first, resumed)).rejects.toThrow(DefinitionChanged);
    expect(await runYaml(now, resumed)).toMatchObject({ causes: ["last"] });
    expect(await log()).toEqual(["first a", "first b", "mended b"]);
  });
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
