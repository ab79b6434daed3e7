import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examine } from "../../src/workflows/examine.ts";
import { findingsIn, withSteps } from "./sample.ts";

const withScript = (text: string) => withSteps(`- run: |\n${text.replace(/^/gm, "    ")}`);
const rulesIn = (text: string) => findingsIn(text).map(({ rule }) => rule);

describe("a finding that is none", () => {
  it.each([
    ["at its line", "- run: make || true # holdfast: ignore[swallowed-error] it is tried for its log"],
    ["above it", "# holdfast: ignore[swallowed-error] it is tried for its log\n- run: make || true"],
    [
      "within the script",
      "- run: |\n    # holdfast: ignore[swallowed-error] it is tried for its log\n\n    make || true",
    ],
    [
      "among others",
      "- run: make || curl x || true # holdfast: ignore[network-retry, swallowed-error] both are wanted",
    ],
  ])("is ignored with a reason %s", (_, steps) => {
    const { findings, ignored } = examine([{ file: "a.yml", text: withSteps(steps) }]);
    expect(findings).toEqual([]);
    expect(ignored.map(({ rule }) => rule)).toContain("swallowed-error");
  });

  it("is told where no reason is given, and so is the comment", () => {
    const text = withSteps("- run: make || true # holdfast: ignore[swallowed-error]");
    expect(rulesIn(text)).toEqual(["swallowed-error", "reasonless-ignore"]);
  });

  it("is told where another one is ignored, and the idle comment, too", () => {
    const text = withSteps("- run: make || true # holdfast: ignore[job-timeout] why not");
    expect(rulesIn(text)).toEqual(["swallowed-error", "idle-ignore"]);
  });

  it("is told where the comment stands elsewhere", () => {
    const text = withSteps(
      "- run: make || true\n# holdfast: ignore[swallowed-error] it is tried for its log\n- run: make",
    );
    expect(rulesIn(text)).toEqual(["swallowed-error", "idle-ignore"]);
  });
});

describe("what is no workflow", () => {
  it.each([
    ["broken YAML", "on: [push\njobs: {}", "2:"],
    ["a key twice", "on: push\non: push\njobs: {}", "2:1"],
    ["another file", "a: 1", "1:1"],
    ["nothing", "", "1:1"],
    ["a list", "- 1", "1:1"],
  ])("is told as such: %s", (_, text, place) => {
    const [finding, ...more] = findingsIn(text);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: "unreadable", severity: "error" });
    expect(`${finding!.at.line}:${finding!.at.column}`).toMatch(new RegExp(`^${place}`));
  });

  it("keeps none of the others from being looked at", () => {
    const files = [
      { file: "b.yml", text: "a: 1" },
      { file: "a.yml", text: withSteps("- run: make || true") },
    ];
    expect(examine(files).findings.map(({ at, rule }) => [at.file, rule])).toEqual([
      ["a.yml", "swallowed-error"],
      ["b.yml", "unreadable"],
    ]);
  });
});

it("whatever GitHub would refuse is passed over, and nothing throws", () => {
  const odd = fc.oneof(
    fc.constant(null),
    fc.integer(),
    fc.string(),
    fc.constant([]),
    fc.constant({}),
    fc.constant([1, null, []]),
  );
  const keys = fc.constantFrom(
    "runs-on",
    "steps",
    "needs",
    "permissions",
    "concurrency",
    "environment",
    "defaults",
    "if",
    "uses",
  );
  const step = fc.dictionary(
    fc.constantFrom("run", "uses", "with", "env", "if", "id", "shell", "continue-on-error"),
    odd,
  );
  const job = fc.oneof(odd, fc.dictionary(keys, fc.oneof(odd, fc.array(step, { maxLength: 3 }))));
  const workflow = fc.record({
    on: odd,
    permissions: odd,
    concurrency: odd,
    jobs: fc.dictionary(fc.string(), job, { maxKeys: 3 }),
  });
  fc.assert(
    fc.property(workflow, (value) => {
      const { ignored } = examine([{ file: "a.yml", text: JSON.stringify(value) }]);
      expect(ignored).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe("a place in a script", () => {
  it.each([
    ["a block", "|\n    make || true", "10:11"],
    ["a block without its last line end", "|-\n    make || true", "10:11"],
    ["a block after empty lines", "|\n\n\n    set -e\n      make || true", "13:13"],
    ["plain", "make || true", "9:14"],
    ["quoted", '"make || true"', "9:15"],
    ["quoted once", "'make || true'", "9:15"],
    ["folded, where it begins", ">\n    make\n    || true", "9:14"],
    ["escaped, where it begins", '"set -e\\nmake || true"', "9:14"],
  ])("is where it is in the file: %s", (_, script, place) => {
    expect(findingsIn(withSteps(`- run: ${script}`)).map(({ at }) => `${at.line}:${at.column}`)).toEqual([place]);
  });
});

describe("a file made to keep the doctor busy", () => {
  it.each([
    ["many findings", withScript("make || true\n".repeat(10_000)), 10_000],
    ["a long list", withScript(`${"a && ".repeat(20_000)}make || true`), 1],
    ["many switches", withScript("set +e\n".repeat(20_000)), 1],
    ["a long word", withScript(`set ${"-o".repeat(100_000)}`), 0],
    ["deep substitutions", withScript(`${"$(".repeat(5_000)}\nmake || true`), 0],
    ["expressions without end", withScript("${{".repeat(50_000)), 0],
    ["many comments", withScript("make || true # holdfast: ignore[swallowed-error] why not\n".repeat(5_000)), 0],
  ])("is read in time: %s", (_, text, count) => {
    const start = performance.now();
    expect(findingsIn(text)).toHaveLength(count);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
