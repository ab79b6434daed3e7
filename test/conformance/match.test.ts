import { describe, expect, it } from "vitest";
import { match, matchInOrder } from "./match.ts";

const matches = (pattern: unknown, value: unknown, known: [string, unknown][] = []) =>
  match(pattern, value, new Map(known)) !== undefined;

describe("the patterns of the conformance cases", () => {
  it("* matches anything that is there", () => {
    expect(matches({ a: "*" }, { a: null })).toBe(true);
    expect(matches({ a: "*" }, {})).toBe(false);
  });

  it("a mapping matches one that has what it lists", () => {
    expect(matches({}, { a: 1 })).toBe(true);
    expect(matches({}, "text")).toBe(false);
    expect(matches({ a: { b: 1 } }, { a: { b: 1, c: 2 } })).toBe(true);
    expect(matches({ a: 1 }, { a: 2 })).toBe(false);
    expect(matches([{}], [{}, {}])).toBe(false);
  });

  it("a regular expression matches text and numbers", () => {
    expect(matches("${/^([0-9]|10)$/}", 10)).toBe(true);
    expect(matches("${/^([0-9]|10)$/}", 11)).toBe(false);
    expect(matches("${/.*TransientError$/}", "a.TransientError")).toBe(true);
  });

  it("a name binds once and must match again, also within text", () => {
    expect(match("${ID}", "one", new Map())).toEqual(new Map([["ID", "one"]]));
    expect(matches("${ID}", "two", [["ID", "one"]])).toBe(false);
    expect(matches({ a: "${ID}", b: "${ID}" }, { a: "one", b: "two" })).toBe(false);
    expect(matches('"${ID}"', '"one"', [["ID", "one"]])).toBe(true);
  });

  it("JSON in text is compared as JSON", () => {
    expect(matches('{"status": "approved"}', '{"status":"approved"}')).toBe(true);
    expect(matches('{"status": "approved"}', '{"status":"refused"}')).toBe(false);
    expect(matches("1", 1)).toBe(false);
  });

  it("values no pattern names are passed over, and the order is kept", () => {
    const events = [{ id: 1 }, { id: 2 }, { id: 3 }];
    expect(matchInOrder([{ id: 1 }, { id: 3 }], events)).toEqual({ kind: "matched" });
    expect(matchInOrder([{ id: 3 }, { id: 1 }], events)).toEqual({ kind: "unmatched", unmatched: { id: 1 } });
  });

  it("a first match that leads nowhere is given up for a later one", () => {
    const events = [{ start: "a" }, { start: "b" }, { end: "b" }];
    expect(matchInOrder([{ start: "${ID}" }, { end: "${ID}" }], events)).toEqual({ kind: "matched" });
  });
});
