import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { normalisedError } from "../../src/notify/normalised-error.ts";
import { casesOf } from "../cases.ts";

describe("the same problem reads the same", () => {
  it.each([
    ["numbers", "took 1,024.5 ms after 3 tries on runner-12", "took 88 ms after 5 tries on runner-9"],
    ["dates", "no data for 2026-11-21", "no data for 2026-11-22"],
    [
      "times",
      "[2026-11-21T03:17:00.123Z] locked since 01:02:03",
      "[2026-11-22 03:18:59+02:00] locked since 22:00:59.5",
    ],
    ["hashes", "cannot lock 60dca1d8e2f: gone", "cannot lock 8efa081aa11c: gone"],
    ["digests", "sha256:9f86d081884c7d659a2f differs", "sha256:60303ae22b998861bce3 differs"],
    [
      "uuids",
      "request 123e4567-e89b-12d3-a456-426614174000 failed",
      "request 00000000-0000-0000-0000-000000000001 failed",
    ],
    ["pointers", "at 0x7ffee4c0 in free", "at 0x10badf00d in free"],
    ["keys", "no item ZXhhbXBsZS1vZi1hLWtleS0x", "no item c29tZXRoaW5nLWVsc2UtMjM0"],
    ["paths", "ENOENT: no such file '/home/runner/work/a.json'", "ENOENT: no such file '/tmp/x y'".replace(" y", "")],
    ["paths of Windows", "cannot open C:\\Users\\a\\b.txt", "cannot open D:/work/c.txt"],
    ["relative paths", "src/orders/import.ts:12:5 is wrong", "lib/x/y.ts:7:90 is wrong"],
    ["short paths", "in dist/main.js", "in src/index.ts"],
    ["addresses", "GET https://api.example.com/orders?page=2 failed", "GET https://other.example.com/x failed"],
    ["ports and hosts", "connect ECONNREFUSED 10.0.0.1:5432", "connect ECONNREFUSED 10.0.0.27:6543"],
    ["colours", "\u001b[31mboom\u001b[0m", "boom"],
    ["unseen characters", "bo\u200bo\u202em", "boom"],
    ["white space and empty lines", "\r\n  \n---\n a\t  b\nmore", "a b\nother"],
  ])("whatever its %s are", (_, one, other) => {
    expect(normalisedError(one)).toBe(normalisedError(other));
    expect(normalisedError(one)).not.toBe("");
  });
});

describe("another problem reads otherwise", () => {
  it.each([
    ["exit code 71", "exit code 75"],
    ["HTTP 503 from the registry", "HTTP 404 from the registry"],
    ["responded with status: 429", "responded with status: 500"],
    ["i/o timeout", "tls timeout"],
    ["TypeError: x is undefined", "TypeError: y is undefined"],
  ])("%j, %j", (one, other) => {
    expect(normalisedError(one)).not.toBe(normalisedError(other));
  });
});

test("words stay as they are", () => {
  expect(normalisedError("Error: the feature facade was defaced (and/or decade)")).toBe(
    "Error: the feature facade was defaced (and/or decade)",
  );
  expect(normalisedError("failed to parse 3 of 9 rows in /tmp/a.csv at 10:00:01")).toBe(
    "failed to parse <number> of <number> rows in <path> at <time>",
  );
});

test("a long error is cut, in bounded time", () => {
  const started = performance.now();
  for (const piece of ["a/", "1", "a", "0x1", "-", "\u001b[", "a1", "..", "://", "x.y@", "f1 "]) {
    expect(normalisedError(piece.repeat(50_000)).length).toBeLessThanOrEqual(200);
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});

const hex = (length: number) => fc.stringMatching(new RegExp(`^[a-f]{2}\\d[\\da-f]{${length - 3}}$`));
const two = fc.integer({ min: 10, max: 23 });

/** What changes from run to run. */
const varying = [
  fc.integer({ min: 0 }).map(String),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value.toFixed(2)),
  fc.tuple(two, two, two).map(([h, m, s]) => `2026-${h > 12 ? 12 : h}-${m}T${h}:${m}:${s}Z`),
  fc.tuple(two, two, two).map((parts) => parts.join(":")),
  hex(7),
  hex(40),
  fc.uuid(),
  fc.tuple(fc.constantFrom("/", "./", "C:\\"), hex(7), hex(9)).map(([root, ...names]) => root + names.join("/")),
  fc.tuple(fc.domain(), hex(9)).map(([host, name]) => `https://${host}/orders/${name}?page=2`),
];
const word = fc.constantFrom("cannot", "open", "the", "I/O", "failed:", "(after)", "Error");

test("whatever of it changes, the same sentence reads the same", () => {
  const kind = fc.integer({ min: 0, max: varying.length - 1 });
  const sentences = fc.array(fc.oneof(word, kind), { minLength: 1, maxLength: 8 }).chain((parts) => {
    const said = parts.map((part) => (typeof part === "string" ? fc.constant(part) : varying[part]!));
    const sentence = fc.tuple(...said).map((words) => words.join(" "));
    return fc.tuple(sentence, sentence);
  });
  fc.assert(
    fc.property(sentences, ([one, other]) => {
      expect(normalisedError(one)).toBe(normalisedError(other));
    }),
    { numRuns: casesOf(20_000) },
  );
});
