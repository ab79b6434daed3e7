import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { laneIdentity, stepName } from "../../../src/actions/lane/identity.ts";
import { ContextError, readContext } from "../../../src/github/context.ts";
import { UserError } from "../../../src/policy/user-error.ts";
import { casesOf } from "../../cases.ts";

const variables = { GITHUB_REPOSITORY: "kelp/forest", GITHUB_RUN_ID: "41", GITHUB_JOB: "test" };
const context = readContext(variables);
const laneOf = (matrix: unknown) => laneIdentity({ matrix: JSON.stringify(matrix) }, context).lane;

describe("the lane of a job", () => {
  test.each([
    [undefined, "test"],
    [null, "test"],
    [{}, "test"],
    [{ os: "linux" }, "test (os=linux)"],
    [{ os: "linux", node: 20 }, "test (node=20, os=linux)"],
    [{ node: "20" }, 'test (node="20")'],
    [{ node: "20.x" }, "test (node=20.x)"],
    [{ version: "1.10" }, 'test (version="1.10")'],
    [{ fast: true, slow: "true", none: null, gone: "null" }, 'test (fast=true, gone="null", none=null, slow="true")'],
    [{ empty: "", space: " a" }, 'test (empty="", space=" a")'],
    [{ os: "ubuntu-24.04-arm", path: "a/b c@1" }, "test (os=ubuntu-24.04-arm, path=a/b c@1)"],
    [{ label: "a, b=c" }, 'test (label="a, b=c")'],
    [{ label: 'say "hi"\n\u007f\u0085' }, 'test (label="say \\"hi\\"\\n\\u007f\\u0085")'],
    [{ label: "größe 🐟" }, 'test (label="größe 🐟")'],
    [{ include: { b: [1, "x", null], a: { d: 1, c: 2 } } }, 'test (include={"a":{"c":2,"d":1},"b":[1,"x",null]})'],
    [{ "odd name=": 1 }, 'test ("odd name="=1)'],
  ])("of %j is %s", (matrix, lane) => {
    const inputs = matrix === undefined ? {} : { matrix: JSON.stringify(matrix) };
    expect(laneIdentity(inputs, context)).toEqual({ repository: "kelp/forest", key: "41", lane });
  });

  test("is what the author gave, whatever the matrix, and the key too", () => {
    const inputs = { key: "release-1", lane: "mine", matrix: '{"os":"linux"}' };
    expect(laneIdentity(inputs, context)).toEqual({ repository: "kelp/forest", key: "release-1", lane: "mine" });
  });

  test("is another for every other matrix, and the same in any order of its values", () => {
    const value = fc.oneof(
      fc.constantFrom("1", 1, "true", true, null, "null", "a", "a, b=1", "", "1e3", 1000, '"a"'),
      // A matrix that names __proto__ is refused, which the table below holds.
      fc.jsonValue({ maxDepth: 2 }).filter((made) => !JSON.stringify(made).includes("__proto__")),
    );
    const matrices = fc.dictionary(fc.constantFrom("a", "b", "c", "a=1, b"), value, {
      maxKeys: 3,
      noNullPrototype: true,
    });
    const cases = casesOf(5_000);
    let different = 0;
    fc.assert(
      fc.property(matrices, matrices, (one, other) => {
        const turned = Object.fromEntries(Object.entries(one).toReversed());
        expect(laneOf(turned)).toBe(laneOf(one));
        const same = sorted(one) === sorted(other);
        if (!same) different++;
        expect(laneOf(one) === laneOf(other)).toBe(same);
      }),
      { numRuns: cases },
    );
    expect(different).toBeGreaterThan(cases / 5);
  });

  test("is at most 200 characters long, and long ones still differ", () => {
    const long = (end: string) => laneOf({ a: `${"🐟".repeat(5_000)}${end}` });
    expect(long("x")).toHaveLength(200);
    expect(long("x")).toMatch(/^test \(a="🐟+\ufffd?… [0-9a-f]{16}$/u);
    expect(long("x")).not.toBe(long("y"));
    expect(long("x").isWellFormed()).toBe(true);
    expect(laneOf({ a: "x".repeat(191) })).toBe(`test (a=${"x".repeat(191)})`);
    expect(laneOf({ a: "x".repeat(192) })).toMatch(/^test \(a=x{174}… [0-9a-f]{16}$/);
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, index]));
    expect(laneOf(many)).toHaveLength(200);
  });

  test.each([
    "{",
    "5",
    '"linux"',
    "[1]",
    '{"__proto__":1}',
    '{"\\u005f_proto__":1}',
    `{"a":${"[".repeat(1e5)}`,
    "true",
  ])("a matrix %# that no runner gives is an error that names the input", (matrix) => {
    const act = () => laneIdentity({ matrix }, context);
    expect(act).toThrow(UserError);
    expect(act).toThrow(/^input matrix is ".{1,90}": leave it out/s);
  });

  test.each(["GITHUB_REPOSITORY", "GITHUB_RUN_ID", "GITHUB_JOB"])("is an error without %s", (name) => {
    const { [name as "GITHUB_JOB"]: _, ...rest } = variables;
    expect(() => laneIdentity({}, readContext(rest))).toThrow(ContextError);
  });
});

/** JSON with its members in order: two that are alike are the same matrix. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

const nameOf = (step: string | undefined, id: string | undefined) =>
  stepName({ step }, readContext(id === undefined ? {} : { GITHUB_ACTION: id }));

describe("the name of a step", () => {
  test.each([
    ["given", "fetch", "__self", "fetch"],
    ["its id", undefined, "fetch", "fetch"],
    ["given, also where it looks like one of the runner's", "__run", undefined, "__run"],
  ])("is what is %s", (_, step, id, name) => {
    expect(nameOf(step, id)).toBe(name);
  });

  test.each([undefined, "", "__self", "__run_2", "__kelp_holdfast", "0", "12"])(
    "is missing where the id is %s",
    (id) => {
      expect(() => nameOf(undefined, id)).toThrow("this step has no name to be recorded under");
    },
  );
});
