import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { neutralise, neutraliseLine } from "../../src/github/neutralise.ts";
import { casesOf } from "../cases.ts";

/** What the runner does with a line: commands after any white space, legacy ones anywhere, ignorable signs skipped. */
function holdsCommand(text: string): boolean {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/[\p{Cf}\p{M}]/gu, ""))
    .some((line) => line.trimStart().startsWith("::") || line.includes("##["));
}

const pieces = constantFrom(
  ..."::|:|##[|#|[|]| |\t|\r|\n|\r\n|\u001b[31m|\u001b[0m|\u001b]0;x\u0007|\u200b|\u00a0|\u00ad|\ufeff|\u0301|\u0000|\u0085|\u009b1m|error|a|\u202e".split(
    "|",
  ),
  "::error::x",
  "##[group]",
  "::stop-commands::t",
);
const hostile = array(oneof({ weight: 4, arbitrary: pieces }, string())).map((parts) => parts.join(""));

describe("neutralised text", () => {
  test("holds no command, whatever it was made of", () => {
    assert(
      property(hostile, (text) => {
        expect(holdsCommand(neutralise(text))).toBe(false);
      }),
      { numRuns: casesOf(10_000) },
    );
  });

  test("holds no control character but tab and line feed", () => {
    assert(
      property(hostile, (text) => {
        expect(neutralise(text)).not.toMatch(/[^\P{Cc}\t\n]/u);
      }),
    );
  });

  test("is not changed by doing it again", () => {
    assert(
      property(hostile, (text) => {
        expect(neutralise(neutralise(text))).toBe(neutralise(text));
      }),
      { numRuns: casesOf(10_000) },
    );
  });

  test.each([
    ["::error::boom", ": :error::boom"],
    ["  ::add-mask::x", "  : :add-mask::x"],
    ["a ##[error]b", "a ## [error]b"],
    ["one\r::error::two", "one\n: :error::two"],
    [":\u001b[0m:error::x", ": :error::x"],
    ["std::string x::y", "std::string x::y"],
    ["https://example.com # heading [x]", "https://example.com # heading [x]"],
    ["\u001b[31mred\u001b[0m", "red"],
    ["a\tb\nc", "a\tb\nc"],
    ["günstig ✓ 漢字", "günstig ✓ 漢字"],
  ])("%j reads %j", (text, expected) => {
    expect(neutralise(text)).toBe(expected);
  });

  test("can be one line", () => {
    expect(neutraliseLine(" a\n\n  ::error::b\r\nc ")).toBe("a : :error::b c");
  });
});
