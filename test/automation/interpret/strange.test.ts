import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { requireKeys } from "../../../src/automation/interpret/item-keys.ts";
import { secretGuard } from "../../../src/journal/secrets/guard.ts";
import { yamlScene } from "./scene.ts";

function automation(steps: object, outputs: object = {}): string {
  return JSON.stringify({ automation: "strange", outputs, steps });
}

describe("items", () => {
  const each = {
    key: "${{ item.id }}",
    run: 'printf "%s\\n" "$ITEM" >> "$LOG"',
    env: { ITEM: "${{ toJSON(item) }}" },
    "max-concurrency": 1,
  };

  /** What the items of a file come to. */
  async function itemsOf(name: string, content: string | Buffer, over: object = {}) {
    const { runYaml, workspace, log } = await yamlScene();
    await writeFile(join(workspace, name), content);
    const outcome = await runYaml(automation({ each: { "for-each": { file: name }, ...each, ...over } }));
    const items: unknown[] = JSON.parse(`[${(await log()).join(" ").replaceAll("} {", "},{")}]`);
    return { outcome, items };
  }

  it("come of CSV with quotes, line breaks, a byte order mark and columns of any name", async () => {
    const csv = '\uFEFFid,__proto__,"a ""name"""\r\n1,x,"two\nlines"\r\n\r\n2,,"a,b"';
    const { outcome, items } = await itemsOf("items.csv", csv);
    expect(outcome.status).toBe("completed");
    expect(items.map((item) => Object.entries(item as object))).toEqual([
      [
        ["id", "1"],
        ["__proto__", "x"],
        ['a "name"', "two\nlines"],
      ],
      [
        ["id", "2"],
        ["__proto__", ""],
        ['a "name"', "a,b"],
      ],
    ]);
  });

  it("come of JSON with a byte order mark, and of lines without an end", async () => {
    expect((await itemsOf("items.json", '\uFEFF[{"id":1}]')).items).toEqual([{ id: 1 }]);
    expect((await itemsOf("items.jsonl", '\uFEFF{"id":1}\r\n\n{"id":2}')).items).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it.each([
    ["items.jsonl", '{"id":1}\n{"id":2}\n{"id":\n{"id":4}\n', /line 3 of .*items\.jsonl is no JSON/],
    ["items.jsonl", '{"id":1}\n{"id":2}\n{"id":1}\n', /items 0 and 2 have the same key "1"/],
    ["items.jsonl", '{"id":1}\n{"id":""}\n', /the key of item 1 is empty/],
    ["items.csv", "id,id\n1,2\n", /two columns called "id"/],
    ["items.csv", "id,name\n1,a\n2\n", /no CSV: .* on line 3/],
    ["items.csv", Buffer.from("id,name\n1,caf\xe9\n", "latin1"), /not in UTF-8/],
    ["items.json", '{"id":1}', /needs a list, and .* holds an object/],
    ["items.txt", "1\n2\n", /write format: json, jsonl or csv/],
  ])("of %s that is not sound are refused before the first is run", async (name, content, message) => {
    const { outcome, items } = await itemsOf(name, content);
    expect(outcome).toMatchObject({ status: "failed", causes: ["each"] });
    expect((outcome as { failure: { message: string } }).failure.message).toMatch(message);
    expect(items).toEqual([]);
  });

  it("may be numbers, null and nested, with keys that are long, hold slashes or name what objects have", async () => {
    const { runYaml, workspace, log } = await yamlScene();
    const long = "k".repeat(10_240);
    const list = ["a/b%2F", "constructor", "__proto__", "ünïcödé 🌊", 7, long];
    await writeFile(join(workspace, "items.json"), JSON.stringify(list));
    const text = automation({
      any: { "for-each": [null, [1, [2]], { a: null }], key: "k${{ toJSON(item) }}", run: "true" },
      each: {
        "for-each": { file: "items.json" },
        key: "${{ item }}",
        run: 'echo "${#ITEM}" >> "$LOG"',
        env: { ITEM: "${{ item }}" },
        "max-concurrency": 1,
      },
      results: { run: 'cp "$RESULTS" results.jsonl', env: { RESULTS: "${{ steps.each.outputs.results }}" } },
    });
    expect((await runYaml(text, { alwaysReplay: true })).status).toBe("completed");
    expect((await log()).length).toBe(list.length);
    const results = (await readFile(join(workspace, "results.jsonl"), "utf8")).trim().split("\n");
    expect(results.map((line) => (JSON.parse(line) as { key: string }).key)).toEqual(list.map(String));
  });
});

it("steps, branches and outputs may be called what objects have", async () => {
  const { runYaml } = await yamlScene();
  const give = { run: 'echo "constructor=mine" >> "$GITHUB_OUTPUT"' };
  const steps = {
    constructor: give,
    both: { parallel: { valueOf: { toString: give } } },
    ready: { "wait-for": "condition", ...give },
  };
  const outputs = {
    a: "${{ steps.constructor.outputs.constructor }} ${{ steps.constructor.outputs.hasOwnProperty }}",
    b: "${{ steps.toString.outputs.constructor }} ${{ steps.ready.outputs.constructor }}",
    c: "${{ toJSON(steps.toString.outputs) }}",
  };
  expect(await runYaml(automation(steps, outputs), { alwaysReplay: true })).toEqual({
    status: "completed",
    output: { a: "mine ", b: "mine mine", c: '{\n  "constructor": "mine"\n}' },
  });
});

it("outputs may be large and have line breaks, and come back as they were", async () => {
  const { runYaml, log } = await yamlScene();
  const text = automation({
    a: {
      run: `{ echo "big<<EOF"; head -c 1000000 /dev/zero | tr '\\0' x; echo; echo two; echo EOF; } >> "$GITHUB_OUTPUT"`,
    },
    both: { parallel: { one: { b: { if: "endsWith(steps.a.outputs.big, 'two')", run: 'echo b >> "$LOG"' } } } },
    c: {
      run: "true",
      env: { BIG: "${{ steps.a.outputs.big }}" },
    },
  });
  const outcome = await runYaml(text, { alwaysReplay: true });
  expect(await log()).toEqual(["b"]);
  expect(outcome).toMatchObject({ status: "failed", causes: ["c"], failure: { kind: "not-started" } });
  expect((outcome as { failure: { message: string } }).failure.message).toContain("BIG");
});

it("items of which there are more than a journal has room for are refused, as they are counted", async () => {
  const guard = secretGuard([]);
  const numbers = Array.from({ length: 260_001 }, (_, index) => index);
  await expect(requireKeys(numbers, String, { guard, recordsItems: false })).rejects.toThrow("more than 260000 items");
  await expect(requireKeys(numbers.slice(0, 9), String, { guard, recordsItems: false })).resolves.toBeUndefined();
});
