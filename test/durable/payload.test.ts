import { readdir, readFile, writeFile } from "node:fs/promises";
import { hash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPayload, writePayload } from "../../src/durable/engine/payload.ts";
import { Refused } from "../../src/journal/refused.ts";
import { UserError } from "../../src/policy/user-error.ts";
import { runLaneForTest } from "./lane-scene.ts";

class Order {
  total = 3;
}

const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));
const circle: Record<string, unknown> = {};
circle["list"] = [{ circle }];

/** Each level has the one below twice: few objects, and more JSON than there are atoms. */
let doubled: unknown = "x".repeat(1000);
for (let level = 0; level < 25; level++) doubled = [doubled, doubled];

describe("what JSON would change or lose is refused, with its place and what to write instead", () => {
  test.each<[string, unknown, string]>([
    ["a function", { orders: [1, 2, 3, { total: () => 4 }] }, ".orders[3].total is a function"],
    ["a symbol", Symbol("s"), "the value is a symbol"],
    ["a name that is a symbol", { a: { [Symbol("s")]: 1 } }, ".a is an object with a symbol"],
    ["a BigInt", { "two words": 5n }, '["two words"] is a BigInt, which cannot be recorded: give String(value)'],
    ["NaN", [Number.NaN], "[0] is NaN"],
    ["Infinity", { a: -Infinity }, ".a is -Infinity"],
    ["undefined in a list", [1, undefined], "[1] is undefined"],
    ["a gap in a list", [1, , 3], "[1] is undefined"], // oxlint-disable-line no-sparse-arrays -- the case
    ["a Map", { a: new Map() }, ".a is a Map, which cannot be recorded: give Object.fromEntries(map)"],
    ["a Set", new Set(), "give [...set]"],
    ["an error", { why: new TypeError("x") }, ".why is a TypeError"],
    ["an instance", { order: new Order() }, ".order is a Order"],
    ["bytes", new Uint8Array(3), "the value is a Uint8Array"],
    ["a boxed text", { a: Object("x") as unknown }, ".a is a String"],
    ["a promise", { a: Promise.resolve() }, "await it"],
    ["a date that is none", { at: new Date(Number.NaN) }, ".at is an invalid date"],
    ["what toJSON gives", { a: { toJSON: () => ({ b: 1n }) } }, ".a.b is a BigInt"],
    ["a circle", circle, ".list[0].circle is part of itself"],
    ["depth", nested(31), "is nested deeper than 30"],
    ["__proto__", JSON.parse('{"a":{"__proto__":1}}'), ".a.__proto__ is a member that changes"],
    ["a text above 64 MiB", "x".repeat(64 * 1024 * 1024), "more than 64 MiB"],
    ["a value above 64 MiB only as JSON", "\0".repeat(12 * 1024 * 1024), "bytes as JSON, more than"],
    ["a value that repeats itself beyond all bounds", doubled, "more than 64 MiB"],
  ])("%s", async (_, value, message) => {
    const lane = await runLaneForTest();
    const writing = writePayload(lane, value);
    await expect(writing).rejects.toBeInstanceOf(UserError);
    await expect(writing).rejects.toThrow(message);
    expect(await readdir(lane.files)).toEqual([]);
  });
});

describe("what JSON can say comes back as it was", () => {
  const strange = { text: "\0\n\u2028\ud800 🐟", constructor: 1, a: [true, null, -1.5e-300], "": { "10 kB": "é" } };

  test.each<[string, unknown]>([
    ["a text", "x"],
    ["null", null],
    ["strange characters and names", strange],
    ["a text of 1 MB", "é\0".repeat(500_000)],
    ["a large list", Array.from({ length: 50_000 }, (_, id) => ({ id }))],
    ["depth", nested(30)],
  ])("%s", async (_, value) => {
    const lane = await runLaneForTest();
    const payload = await writePayload(lane, value);
    await lane.journal.append({ type: "context-done", path: "a", kind: "child", ...payload });
    const record = lane.journal.state.run.contexts.get("a");
    expect(record?.status === "done" && (await readPayload(lane, record.payload))).toEqual(value);
  });

  test("undefined, as a payload without anything", async () => {
    const lane = await runLaneForTest();
    expect(await writePayload(lane, undefined)).toEqual({});
    expect(await readPayload(lane, {})).toBeUndefined();
  });

  test("dates as texts, and without members that are undefined", async () => {
    const lane = await runLaneForTest();
    const value = { at: new Date(0), link: new URL("https://kelp.example/a"), left: undefined };
    expect(await writePayload(lane, value)).toEqual({
      result: { at: "1970-01-01T00:00:00.000Z", link: "https://kelp.example/a" },
    });
  });
});

test("64 KiB of JSON stand in the journal, and a byte more in a file named by its digest, once", async () => {
  const lane = await runLaneForTest();
  const fits = "x".repeat(64 * 1024 - 2);
  expect(await writePayload(lane, fits)).toEqual({ result: fits });
  const json = JSON.stringify(`${fits}x`);
  const spilled = { digest: hash("sha256", json, "hex"), bytes: json.length };
  expect(await writePayload(lane, `${fits}x`)).toEqual({ spilled });
  expect(await writePayload(lane, `${fits}x`)).toEqual({ spilled });
  expect(await readdir(lane.files)).toEqual([spilled.digest]);
  expect(await readFile(join(lane.files, spilled.digest), "utf8")).toBe(json);
});

test("a file that was altered, cut or removed is refused", async () => {
  const lane = await runLaneForTest();
  const payload = await writePayload(lane, "x".repeat(100_000));
  const path = join(lane.files, payload.spilled!.digest);
  const content = await readFile(path, "utf8");
  for (const bad of [content.replace("x", "y"), content.slice(1), ""]) {
    await writeFile(path, bad);
    await expect(readPayload(lane, payload)).rejects.toBeInstanceOf(Refused);
  }
  const other = { spilled: { digest: "0".repeat(64), bytes: 3 } };
  await expect(readPayload(lane, other)).rejects.toBeInstanceOf(Refused);
});
