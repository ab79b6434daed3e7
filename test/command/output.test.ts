import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineSplitter, longestLine } from "../../src/command/line-splitter.ts";
import { outputRecord } from "../../src/command/output-record.ts";
import { retryAfter } from "../../src/command/retry-after.ts";
import { casesOf } from "../cases.ts";

const runs = { numRuns: casesOf(10_000) };
const clock = { now: () => Date.UTC(2026, 10, 21) };

function split(chunks: readonly Uint8Array[]): string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.write(chunk);
  splitter.end();
  return lines;
}

function record(...lines: string[]) {
  const taken = outputRecord(clock, 3);
  for (const line of lines) taken.take(line);
  return taken;
}

/** The same bytes, cut anywhere. */
const cutBytes = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.constantFrom(
          "\n",
          "\r",
          "\r\n",
          "::add-mask::",
          "##[add-mask]",
          "%0A",
          "::stop-commands::x",
          "::x::",
          "ü",
          "😀",
        ),
        fc.string({ unit: "binary", maxLength: 5 }),
      ),
    ),
    fc.array(fc.nat({ max: 60 })),
  )
  .map(([parts, cuts]) => {
    const bytes = Buffer.from(parts.join(""));
    const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
    return { bytes, chunks: places.slice(1).map((place, index) => bytes.subarray(places[index], place)) };
  });

describe("lines", () => {
  test.each([
    ["a\nb\n", ["a", "b"]],
    ["a\r\nb", ["a", "b"]],
    ["10%\r20%\rdone\n", ["10%", "20%", "done"]],
    ["\n\n", ["", ""]],
    ["a\n\r\nb", ["a", "", "b"]],
    ["", []],
  ])("%j", (text, lines) => {
    expect(split([Buffer.from(text)])).toEqual(lines);
  });

  test("where the chunks are cut does not matter", () => {
    fc.assert(
      fc.property(cutBytes, ({ bytes, chunks }) => {
        expect(split(chunks)).toEqual(split([bytes]));
      }),
      runs,
    );
  });

  test("a character cut in two stays one character", () => {
    const bytes = Buffer.from("a😀b\n");
    expect(split([...bytes].map((byte) => Buffer.from([byte])))).toEqual(["a😀b"]);
  });

  test("a line without an end is kept up to a bound", () => {
    const chunk = Buffer.alloc(100_000, "x");
    expect(split([chunk, chunk, Buffer.from("\ny")]).map((line) => line.length)).toEqual([longestLine, 1]);
  });
});

describe("the last lines", () => {
  test("are the last ones", () => {
    expect(record("1", "2", "3", "4").lastLines()).toEqual(["2", "3", "4"]);
  });

  test("have neither colours nor control characters", () => {
    const lines = record("\u001B[31mred\u001B[0m\u0007\0", "\u001B]8;;https://x\u0007link\u001B]8;;\u0007", "\ttab");
    expect(lines.lastLines()).toEqual(["red", "link", "\ttab"]);
  });

  test("are valid Unicode, cut or not", () => {
    const [line] = record(`${"x".repeat(4095)}😀`).lastLines();
    expect(line?.isWellFormed()).toBe(true);
    expect(line).toHaveLength(4097);
  });

  test("hold no command that carries a value, but hold annotations", () => {
    const lines = record("::add-mask::hunter2", "::set-output name=a::hunter2", "::error::broken", "##[warning]old");
    expect(lines.lastLines()).toEqual(["::error::broken", "##[warning]old"]);
  });

  test("none are kept where none are asked for", () => {
    const taken = outputRecord(clock, 0);
    taken.take("line");
    expect(taken.lastLines()).toEqual([]);
  });
});

describe("masks", () => {
  test.each<[string, string[], string[]]>([
    ["a command", ["::add-mask::hunter2"], ["hunter2"]],
    ["white space before", [" \t::add-mask::hunter2"], ["hunter2"]],
    ["any case", ["::Add-Mask::hunter2"], ["hunter2"]],
    ["properties", ["::add-mask file=x::hunter2"], ["hunter2"]],
    ["colons in the value", ["::add-mask::a::b"], ["a::b"]],
    ["escapes", ["::add-mask::100%25 %250A"], ["100% %0A"]],
    ["each line of a value", ["::add-mask::one%0D%0A two"], ["one\r\n two", "one", "two"]],
    ["the old form, anywhere", ["see ##[add-mask]a%5Db%3B"], ["a]b;"]],
    ["the old form behind unknown colons", ["::nonsense::##[add-mask]hunter2"], ["hunter2"]],
    ["text of another command", ["::error::##[add-mask]hunter2"], []],
    ["an empty value", ["::add-mask::", "::add-mask::  "], []],
    ["words before", ["say ::add-mask::hunter2"], []],
    ["stopped commands", ["::stop-commands::pause-1", "::add-mask::no", "::PAUSE-1::", "::add-mask::yes"], ["yes"]],
    ["a stop inside a stop", ["::stop-commands::t", "::stop-commands::u", "::u::", "::add-mask::no"], []],
    ["a stop whose token is a command", ["::stop-commands::add-mask", "::add-mask::yes"], ["yes"]],
    ["a stop without a token", ["::stop-commands::", "::add-mask::yes"], ["yes"]],
  ])("%s", (_title, lines, masked) => {
    expect([...record(...lines).masked]).toEqual(masked);
  });

  test("are found wherever the chunks are cut", () => {
    fc.assert(
      fc.property(cutBytes, ({ bytes, chunks }) => {
        expect([...record(...split(chunks)).masked]).toEqual([...record(...split([bytes])).masked]);
      }),
      runs,
    );
  });

  test("a stop that nothing ended is told", () => {
    expect(record("::stop-commands::t").stopToken).toBe("t");
    expect(record("::stop-commands::t", "::t::").stopToken).toBeUndefined();
  });

  test("are kept to a number", () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `::add-mask::secret-${index}`);
    expect(record(...lines).masked.size).toBe(10_000);
  });
});

test("outputs set in the old way are known, under names that may be", () => {
  const { outputs } = record("::set-output name=a::1%0A2", "::set-output name=__proto__::x", "::set-output::x");
  expect(outputs).toEqual(new Map([["a", "1\n2"]]));
});

describe("Retry-After", () => {
  test.each([
    ["Retry-After: 30", 30_000],
    ["< retry-after: 120\r", 120_000],
    ['  "retry-after": "7",', 7000],
    ["error: 429, Retry-After=5 s", 5000],
    ["Retry-After: Sat, 21 Nov 2026 00:01:00 GMT", 60_000],
    ["Retry-After: Fri, 20 Nov 2026 00:00:00 GMT", 0],
    ["Retry-After: 0", 0],
    ["Retry-After: soon", undefined],
    ["Retry-After: Sat, 99 Nov 2026 00:01:00 GMT", undefined],
    ["do-not-retry-afterwards: 5", undefined],
    ["nothing", undefined],
  ])("%s", (line, expected) => {
    expect(retryAfter(line, clock.now())).toBe(expected);
  });

  test("the last one counts", () => {
    expect(record("Retry-After: 5", "Retry-After: 9", "over").retryAfter).toBe(9000);
  });
});
