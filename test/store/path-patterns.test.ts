import { matchesGlob } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pathPatterns } from "../../src/store/path-patterns.ts";
import { casesOf } from "../cases.ts";

const names = fc.array(fc.constantFrom("a", "b", "ab", "ba", "abb"), { minLength: 1, maxLength: 4 });
const globs = fc
  .array(fc.constantFrom("*", "**", "a", "b", "a*", "?b", "[ab]", "[!a]*", "*b*", "a?b"), {
    minLength: 1,
    maxLength: 4,
  })
  // Node takes two "**" in a row for more than one.
  .filter((parts) => parts.every((part, index) => part !== "**" || parts[index + 1] !== "**"));

function ancestors(path: readonly string[]): string[] {
  return path.slice(1).map((_, index) => path.slice(0, index + 1).join("/"));
}

describe("patterns", () => {
  test("match what Node's own globs match, and all below it", () => {
    fc.assert(
      fc.property(globs, names, (glob, path) => {
        const pattern = glob.join("/");
        const whole = path.join("/");
        // Node takes "a/**" for a itself too; a file of that name is not in a folder of that name.
        const theirs = pattern.replace(/\*\*$/, "**/*");
        const expected = [whole, ...ancestors(path)].some((part) => matchesGlob(part, theirs));
        expect(pathPatterns([pattern], "/ws").keeps(whole)).toBe(expected);
      }),
      { numRuns: casesOf(10_000) },
    );
  });

  test("never leave a folder unread that has something to keep", () => {
    const line = fc.tuple(fc.boolean(), globs).map(([excludes, glob]) => (excludes ? "!" : "") + glob.join("/"));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), names, (lines, path) => {
        const patterns = pathPatterns(lines, "/ws");
        fc.pre(patterns.keeps(path.join("/")));
        for (const folder of ancestors(path)) expect(patterns.mayKeepBelow(folder)).toBe(true);
      }),
      { numRuns: casesOf(10_000) },
    );
  });

  test("do not read folders nothing is kept of", () => {
    const patterns = pathPatterns(["dist/*.js", "src/**/*.ts", "!src/vendor"], "/ws");
    expect(["dist", "src", "src/a/b"].map((folder) => patterns.mayKeepBelow(folder))).toEqual([true, true, true]);
    expect(
      ["node_modules", "dist/sub", "src/vendor", "src/vendor/x"].map((folder) => patterns.mayKeepBelow(folder)),
    ).toEqual([false, false, false, false]);
  });

  test("with many stars are answered at once", () => {
    const start = performance.now();
    pathPatterns([`${"**/*a*/".repeat(6)}x`], "/ws").keeps("a/".repeat(60) + "y");
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
