import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folderState, memoryState } from "../../src/emulator/state.ts";
import type { Row, State } from "../../src/emulator/state.ts";
import { systemFiles } from "../../src/world/files.ts";
import { folderForTest } from "./clients.ts";

interface Fruit extends Row {
  readonly name: string;
  readonly ripe?: boolean;
}

const fruits = (state: State) => state.table<Fruit>("fruits");

const kinds = {
  memory: async () => memoryState(),
  folder: async () => folderState(systemFiles, await folderForTest()),
};

describe.each(Object.entries(kinds))("state in %s", (_kind, make) => {
  test("rows are kept under ids that only grow", async () => {
    const table = fruits(await make());
    const apple = table.insert({ name: "apple" });
    const pear = table.insert({ name: "pear" });
    expect([apple.id, pear.id]).toEqual([1, 2]);
    expect(table.update(1, { ripe: true })).toEqual({ id: 1, name: "apple", ripe: true });
    expect(table.delete(2)).toBe(true);
    expect(table.delete(2)).toBe(false);
    expect(table.insert({ name: "plum" }).id).toBe(3);
    expect(table.all().map(({ name }) => name)).toEqual(["apple", "plum"]);
    expect(table.get(2)).toBeUndefined();
  });

  test("a row may bring its id, which no other may have", async () => {
    const table = fruits(await make());
    expect(table.insert({ id: 2, name: "fig" }).id).toBe(2);
    expect(() => table.insert({ id: 2, name: "date" })).toThrow("fruits already has a row 2");
    expect([table.insert({ name: "a" }).id, table.insert({ name: "b" }).id]).toEqual([1, 3]);
    expect(() => table.update(9, { name: "none" })).toThrow("fruits has no row 9");
  });

  test("sequences count from one, each its own", async () => {
    const state = await make();
    expect([state.next("issues"), state.next("issues"), state.next("runs")]).toEqual([1, 2, 1]);
  });

  test("blobs are put, joined, read in ranges, listed and deleted", async () => {
    const { blobs } = await make();
    await blobs.put("b.2", Buffer.from("world"));
    await blobs.put("b.1", Buffer.from("hello "));
    expect(await blobs.list("b.")).toEqual(["b.1", "b.2"]);
    await blobs.join("b", ["b.1", "b.2"]);
    expect(await blobs.list("b")).toEqual(["b"]);
    expect(String(await blobs.get("b"))).toBe("hello world");
    expect(String(await blobs.get("b", { offset: 6, length: 3 }))).toBe("wor");
    expect(String(await blobs.get("b", { offset: 9, length: 30 }))).toBe("ld");
    expect(await blobs.size("b")).toBe(11);
    await expect(blobs.join("c", ["missing"])).rejects.toThrow("there is no blob missing");
    await blobs.delete("b");
    await blobs.delete("b");
    expect(await blobs.get("b")).toBeUndefined();
    expect(await blobs.get("b", { offset: 0, length: 1 })).toBeUndefined();
    expect(await blobs.size("b")).toBeUndefined();
  });
});

const change = fc.oneof(
  fc.record({ kind: fc.constant("insert" as const), name: fc.string() }),
  fc.record({ kind: fc.constant("update" as const), id: fc.integer({ min: 1, max: 8 }), name: fc.string() }),
  fc.record({ kind: fc.constant("delete" as const), id: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant("next" as const) }),
  fc.record({ kind: fc.constant("reopen" as const) }),
);

test("a folder opened again knows what memory knows, whatever came before", async () => {
  const root = await folderForTest();
  let folders = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
      const folder = join(root, String((folders += 1)));
      const memory = memoryState();
      let kept = await folderState(systemFiles, folder);
      for (const step of [...changes, { kind: "reopen" as const }]) {
        if (step.kind === "reopen") {
          await kept.saved();
          kept = await folderState(systemFiles, folder);
        } else {
          for (const state of [memory, kept]) act(state, step);
        }
      }
      expect(fruits(kept).all()).toEqual(fruits(memory).all());
      expect([kept.next("issues"), kept.next("fruits.id")]).toEqual([memory.next("issues"), memory.next("fruits.id")]);
    }),
    { numRuns: 100 },
  );
});

function act(state: State, step: Exclude<typeof change extends fc.Arbitrary<infer C> ? C : never, { kind: "reopen" }>) {
  const table = fruits(state);
  if (step.kind === "insert") table.insert({ name: step.name });
  else if (step.kind === "next") state.next("issues");
  else if (step.kind === "delete") table.delete(step.id);
  else if (table.get(step.id) !== undefined) table.update(step.id, { name: step.name });
}

test("a last line that a crash tore is dropped, and what came before is kept", async () => {
  const folder = await folderForTest();
  const state = await folderState(systemFiles, folder);
  fruits(state).insert({ name: "apple" });
  await state.saved();
  await appendFile(join(folder, "changes.jsonl"), '{"kind":"put","table":"fruits","row":{"id":2,"na');
  const again = await folderState(systemFiles, folder);
  expect(fruits(again).all()).toEqual([{ id: 1, name: "apple" }]);
  fruits(again).insert({ name: "pear" });
  await again.saved();
  expect(fruits(await folderState(systemFiles, folder)).all()).toHaveLength(2);
});

test("a file that is not one of ours is refused", async () => {
  const folder = await folderForTest();
  await writeFile(join(folder, "changes.jsonl"), "hello\n");
  await expect(folderState(systemFiles, folder)).rejects.toThrow(/changes\.jsonl.*line 1/);
});

test("opening a folder leaves the least that says the same", async () => {
  const folder = await folderForTest();
  const state = await folderState(systemFiles, folder);
  const { id } = fruits(state).insert({ name: "apple" });
  for (let count = 0; count < 100; count += 1) fruits(state).update(id, { ripe: count % 2 === 0 });
  await state.saved();
  await folderState(systemFiles, folder);
  expect((await readFile(join(folder, "changes.jsonl"), "utf8")).trimEnd().split("\n")).toHaveLength(2);
});

test("a write that failed is told to all who wait for it, and to all after", async () => {
  const folder = await folderForTest();
  const full = { ...systemFiles, append: () => Promise.reject(new Error("no space left on device")) };
  const state = await folderState(full, folder);
  fruits(state).insert({ name: "apple" });
  await expect(state.saved()).rejects.toThrow("no space left");
  await expect(state.saved()).rejects.toThrow("no space left");
});
