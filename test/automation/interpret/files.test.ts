/** The files that steps keep, on another machine and in a process that replays. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { yamlScene } from "./scene.ts";

/** Fails as long as no machine has said that it is mended. */
const last = { run: 'cat kept.txt >> "$LOG"; test -e "$LOG.mended"' };

it("come back on another machine, where a later step's win", async () => {
  const { runYaml, log, moveToOtherMachine, scene } = await yamlScene();
  const text = JSON.stringify({
    automation: "keep",
    steps: {
      first: { run: "echo first > kept.txt; echo only > only.txt", paths: "*.txt" },
      each: {
        "for-each": ["a", "b"],
        key: "${{ item }}",
        "max-concurrency": 1,
        run: 'echo "$ITEM" > kept.txt; echo "$ITEM" > "$ITEM.txt"',
        env: { ITEM: "${{ item }}" },
        paths: "kept.txt\n?.txt",
      },
      both: { parallel: { left: { l: { run: "echo branch > kept.txt", paths: "kept.txt" } } } },
      last: { run: 'cat only.txt a.txt b.txt kept.txt | xargs >> "$LOG"; test -e "$LOG.mended"' },
    },
  });
  expect((await runYaml(text)).status).toBe("failed");
  await moveToOtherMachine();
  await writeFile(join(scene.folder, "log.mended"), "");
  expect((await runYaml(text, { reopen: "causes" })).status).toBe("completed");
  expect(await log()).toEqual(["only a b branch", "only a b branch"]);
});

it("that a step has changed since are left as they are, however often the process replays", async () => {
  const { runYaml, log } = await yamlScene();
  const text = JSON.stringify({
    automation: "keep",
    steps: {
      first: { run: "echo first > kept.txt", paths: "kept.txt" },
      change: { run: "echo changed > kept.txt" },
      last: { run: 'cat kept.txt >> "$LOG"' },
    },
  });
  expect((await runYaml(text, { alwaysReplay: true })).status).toBe("completed");
  expect(await log()).toEqual(["changed"]);
});

it("of items that are done come back before the other items run", async () => {
  const { runYaml, log, moveToOtherMachine, scene } = await yamlScene();
  const text = JSON.stringify({
    automation: "keep",
    steps: {
      each: {
        "for-each": ["a", "b"],
        key: "${{ item }}",
        "max-concurrency": 1,
        run: 'test "$ITEM" = a || test -e "$LOG.mended"; echo "$ITEM" > kept.txt',
        env: { ITEM: "${{ item }}" },
        paths: "kept.txt",
      },
      last,
    },
  });
  expect((await runYaml(text)).status).toBe("failed");
  await moveToOtherMachine();
  await writeFile(join(scene.folder, "log.mended"), "");
  expect((await runYaml(text, { reopen: "causes" })).status).toBe("completed");
  expect(await log()).toEqual(["b"]);
});

it("are not needed any more for items that are all done, and the results are written anew", async () => {
  const { runYaml, moveToOtherMachine, scene } = await yamlScene();
  const text = JSON.stringify({
    automation: "keep",
    outputs: { results: "${{ steps.each.outputs.results }}" },
    steps: {
      list: { run: `printf '{"id":1}\\n{"id":2}' > items.jsonl` },
      each: {
        "for-each": { file: "items.jsonl" },
        key: "${{ item.id }}",
        run: 'echo "of=$ID" >> "$GITHUB_OUTPUT"',
        env: { ID: "${{ item.id }}" },
      },
      last: { run: 'test -e "$LOG.mended"' },
    },
  });
  expect((await runYaml(text)).status).toBe("failed");
  await moveToOtherMachine();
  await writeFile(join(scene.folder, "log.mended"), "");
  const outcome = await runYaml(text, { reopen: "causes" });
  expect(outcome.status).toBe("completed");
  const { results } = (outcome as { output: { results: string } }).output;
  expect((await readFile(results, "utf8")).split("\n")).toEqual([
    '{"key":"1","status":"succeeded","outputs":{"of":"1"}}',
    '{"key":"2","status":"succeeded","outputs":{"of":"2"}}',
    "",
  ]);
});

it("that items come from must be there while items are left, or the run waits for them", async () => {
  const { runYaml, moveToOtherMachine, scene, log } = await yamlScene();
  const text = JSON.stringify({
    automation: "keep",
    steps: {
      list: { run: "printf 'id\\na\\nb\\n' > items.csv" },
      each: {
        "for-each": { file: "items.csv" },
        key: "${{ item.id }}",
        "max-concurrency": 1,
        run: 'test "$ID" = a || test -e "$LOG.mended"; echo "$ID" >> "$LOG"',
        env: { ID: "${{ item.id }}" },
      },
    },
  });
  expect((await runYaml(text)).status).toBe("failed");
  await moveToOtherMachine();
  await writeFile(join(scene.folder, "log.mended"), "");
  await expect(runYaml(text, { reopen: "causes" })).rejects.toThrow(
    /begun "each" and cannot come to its items again: .* there is no file/,
  );
  await writeFile(join(scene.folder, "workspace", "items.csv"), "id\na\nb\n");
  expect((await runYaml(text)).status).toBe("completed");
  expect(await log()).toEqual(["a", "b"]);
});

it("and variables and PATH of earlier steps come back too", async () => {
  const { runYaml, log, moveToOtherMachine, scene } = await yamlScene();
  const text = JSON.stringify({
    automation: "keep",
    env: { WORD: "of the file", OTHER: "other" },
    steps: {
      set: {
        run: `mkdir -p bin; printf '#!/bin/sh\\necho tool >> "$LOG"' > bin/our-tool; chmod +x bin/our-tool
          echo "$PWD/bin" >> "$GITHUB_PATH"; echo "WORD=of a step" >> "$GITHUB_ENV"`,
        paths: "bin",
      },
      both: { parallel: { left: { l: { run: 'echo "LEFT=left" >> "$GITHUB_ENV"' } } } },
      last: {
        if: "env.WORD == 'of a step' && env.OTHER == 'other'",
        run: 'our-tool; echo "$WORD $OTHER $LEFT" >> "$LOG"; test -e "$LOG.mended"',
      },
    },
  });
  expect((await runYaml(text)).status).toBe("failed");
  await moveToOtherMachine();
  await writeFile(join(scene.folder, "log.mended"), "");
  expect((await runYaml(text, { reopen: "causes" })).status).toBe("completed");
  expect(await log()).toEqual(["tool", "of a step other left", "tool", "of a step other left"]);
});
