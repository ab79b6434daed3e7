import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEntryName, parseEntries, parsePaths } from "../../src/command/file-commands.ts";
import { casesOf } from "../cases.ts";

const runs = { numRuns: casesOf(10_000) };

function read(text: string | Uint8Array) {
  const { values, problems } = parseEntries(Buffer.from(text));
  return { values: Object.fromEntries(values), problems };
}

describe("entries", () => {
  test.each<[string, string | Uint8Array, Record<string, string>]>([
    ["name=value", "a=1\nb=2\n", { a: "1", b: "2" }],
    ["no new line at the end", "a=1", { a: "1" }],
    ["an empty value", "a=\n", { a: "" }],
    ["signs in a value", "a=b=c<<d\n", { a: "b=c<<d" }],
    ["a later entry of one name", "a=1\na=2\n", { a: "2" }],
    ["empty lines between", "\n\na=1\n\nb=2\n\n", { a: "1", b: "2" }],
    ["many lines", "a<<END\n1\n2\nEND\nb=3\n", { a: "1\n2", b: "3" }],
    ["no lines", "a<<END\nEND\n", { a: "" }],
    ["one empty line", "a<<END\n\nEND\n", { a: "" }],
    ["an empty last line", "a<<END\n1\n\nEND\n", { a: "1\n" }],
    ["a delimiter with signs", "a<<x=y\n1\nx=y\n", { a: "1" }],
    ["entries within a value", "a<<END\nb=1\nc<<END2\nEND", { a: "b=1\nc<<END2" }],
    ["a byte order mark", "\uFEFFa=1\n", { a: "1" }],
    ["CRLF", "a=1\r\nb<<END\r\n1\r\n2\r\nEND\r\n\r\nc=3\r\n", { a: "1", b: "1\r\n2", c: "3" }],
    ["a carriage return kept among LF", "a<<END\n1\r\nEND\nb=2\r\n", { a: "1\r", b: "2\r" }],
    ["UTF-16, as Windows PowerShell writes", Buffer.from("\uFEFFa=ü\r\n", "utf16le"), { a: "ü" }],
    ["bytes that are no text", Buffer.from([0x61, 0x3d, 0xff, 0x0a]), { a: "\uFFFD" }],
    ["an empty file", "", {}],
  ])("%s", (_title, text, values) => {
    expect(read(text)).toEqual({ values, problems: [] });
  });

  test.each<[string, string, string, Record<string, string>]>([
    ["a line of its own", "a=1\nhunter2\nb=2\n", "line 2 is neither name=value nor name<<DELIMITER", { a: "1" }],
    ["no closing delimiter", "a<<END\nhunter2\n", "line 1 begins a value whose closing delimiter is missing", {}],
    ["no lines after the delimiter", "a<<END", "line 1 begins a value whose closing delimiter is missing", {}],
    ["CRLF against an LF delimiter", "a<<END\nhunter2\nEND\r\n", "line 1 begins a value", {}],
    ["no delimiter", "b=1\na<<\nhunter2\n", "line 2 has no delimiter after <<", { b: "1" }],
    ["no name", "=hunter2\nb=1\n", "line 1 has a name that is not", { b: "1" }],
    ["a name with a space", "hunter2 x=1\nb=1\n", "line 1 has a name that is not", { b: "1" }],
    ["__proto__", "__proto__=hunter2\n", "line 1 has a name that is not", {}],
    ["many lines without a name", "<<END\nhunter2\nEND\nb=1\n", "line 1 has a name that is not", { b: "1" }],
  ])("%s is a problem that repeats no value", (_title, text, problem, values) => {
    const found = read(text);
    expect(found).toEqual({ values, problems: [expect.stringContaining(problem)] });
    expect(found.problems.join()).not.toContain("hunter2");
  });

  const name = fc.stringMatching(/^[A-Za-z_][\w-]{0,20}$/).filter(isEntryName);
  const value = fc.oneof(
    fc.string({ unit: "binary" }).map((text) => text.toWellFormed()),
    fc
      .array(fc.constantFrom("\n", "\r\n", "\r", "=", "<<", "a", "END", " ", "\uFEFF", "😀"))
      .map((parts) => parts.join("")),
  );

  test("whatever is written as the runner's own library writes it is read back", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), fc.boolean(), (entries, hasMark) => {
        const written = entries
          .map(([key, content]) => `${key}<<ghadelimiter_1\n${content}\nghadelimiter_1\n`)
          .join("");
        fc.pre(!entries.some(([, content]) => content.split("\n").includes("ghadelimiter_1")));
        const { values, problems } = parseEntries(Buffer.from((hasMark ? "\uFEFF" : "") + written));
        expect(problems).toEqual([]);
        expect(values).toEqual(new Map(entries));
      }),
      runs,
    );
  });

  test("nothing makes the reader throw, give a bad name or pollute a prototype", () => {
    const piece = fc.constantFrom("a", "=", "<<", "END", "\n", "\r\n", "__proto__", "constructor", " ", "\0", "\uFEFF");
    const text = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(""))),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(text, (bytes) => {
        const { values, problems } = parseEntries(bytes);
        for (const key of values.keys()) expect(isEntryName(key)).toBe(true);
        for (const problem of problems) expect(problem).toMatch(/^line \d+ (is|has|begins) [\w ,=<-]+$/);
        expect(parsePaths(bytes).every((folder) => folder !== "" && !/[\r\n]/.test(folder))).toBe(true);
      }),
      runs,
    );
  });

  test("a hundred thousand lines are read", () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index}\n`).join("");
    expect(parseEntries(Buffer.from(`a<<END\n${lines}END\n`)).values.get("a")).toHaveLength(lines.length - 1);
  });
});

test("a folder named again moves to the front of PATH", () => {
  expect(parsePaths(Buffer.from("\uFEFF/a\n/b\r\n\n/c d\n/a"))).toEqual(["/b", "/c d", "/a"]);
});
