import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classify } from "../../src/policy/classification.ts";
import type { Failure } from "../../src/policy/failure.ts";
import { findInList, parseFailureList } from "../../src/policy/failure-list.ts";
import { UserError } from "../../src/policy/user-error.ts";
import { casesOf } from "../cases.ts";

const exit = (code: number, output = ""): Failure => ({ kind: "exit", code, output });
const timeout: Failure = { kind: "timeout", limit: 1 };
const idle: Failure = { kind: "idle-timeout", limit: 1 };
const killed: Failure = { kind: "signal", signal: "SIGKILL" };
const deadline: Failure = { kind: "deadline", limit: 1 };
const thrown: Failure = { kind: "error", name: "Error", message: "x" };

const refused: Failure = { kind: "error", name: "CircuitOpen", message: "the circuit is open" };

const found = (list: string, failure: Failure) => findInList(parseFailureList(list), failure, classify(failure))?.text;

describe("a list of failures", () => {
  test.each<[string, Failure, boolean]>([
    ["75", exit(75), true],
    ["75", exit(76), false],
    ["75", killed, false],
    ["100-110", exit(100), true],
    ["100 - 110", exit(110), true],
    ["100-110", exit(111), false],
    ["3221225477", exit(3221225477), true],
    ["any", exit(1), true],
    ["any", timeout, true],
    ["any", thrown, true],
    ["error", exit(1), true],
    ["error", killed, true],
    ["error", thrown, true],
    ["error", timeout, false],
    ["error", idle, false],
    ["error", deadline, false],
    ["timeout", timeout, true],
    ["timeout", idle, false],
    ["idle-timeout", idle, true],
    ["idle-timeout", timeout, false],
    ["signal", killed, true],
    ["signal", exit(137), true],
    ["signal", exit(1), false],
    ["SIGKILL", killed, true],
    ["SIGKILL", exit(137), true],
    ["SIGTERM", killed, false],
    ["transient", exit(75), true],
    ["transient", exit(1, "ECONNRESET"), true],
    ["transient", exit(1), false],
    ["permanent", exit(127), true],
    ["permanent", exit(1), false],
    ["unknown", exit(1), true],
    ["unknown", exit(75), false],
    ["/quota exceeded/i", exit(1, "Error: Quota Exceeded\n"), true],
    ["/quota exceeded/", exit(1, "Error: Quota Exceeded\n"), false],
    ["/^locked$/m", exit(1, "database is\nlocked\n"), true],
    ["/a\\/b/", exit(1, "a/b"), true],
    ["/[/,]x{1,2}/", exit(1, ",xx"), true],
    ["/x/", timeout, false],
    ["interrupted", { kind: "interrupted" }, true],
    ["interrupted", killed, false],
    ["circuit-open", refused, true],
    ["circuit-open", thrown, false],
  ])("%s against %j: %s", (list, failure, matches) => expect(found(list, failure) !== undefined).toBe(matches));

  test("takes commas and line breaks between entries and skips empty ones", () => {
    expect(parseFailureList(" 75 , timeout,\n\n/a,b/ ,\r\n SIGTERM,").map(({ text }) => text)).toEqual([
      "75",
      "timeout",
      "/a,b/",
      "SIGTERM",
    ]);
  });

  test("names the entry that matched, as its author wrote it", () => {
    expect(found("1, 70-80, /x/", exit(75))).toBe("70-80");
  });

  test.each([
    ["0", '"0" holds 0, which is success; write exit codes from 1'],
    ["0-5", '"0-5" holds 0'],
    ["-1", '"-1" is no exit code; write one (75) or a range (100-110)'],
    ["75x", '"75x" is no exit code'],
    ["1-", '"1-" is no exit code'],
    ["110-100", '"110-100" runs backwards; write 100-110'],
    ["4294967296", "goes past the highest exit code"],
    ["sigkill", '"sigkill" is no signal; write SIGKILL'],
    ["TERM", '"TERM" is no signal; write SIGTERM'],
    ["SIGFOO", '"SIGFOO" is not known; write an exit code (75), a range (100-110), a signal (SIGKILL)'],
    ["timeouts", '"timeouts" is not known'],
    ["constructor", '"constructor" is not known'],
    ["/open", '"/open" is no whole pattern; write it between slashes'],
    ["//", '"//" is no whole pattern'],
    ["/x/g", '"/x/g" has flags other than i, m, s, u, v; write /x/i'],
    ["/(/", '"/(/" is no regular expression'],
    ["/a/uv", "is no regular expression"],
    [" , ,\n", "an empty list"],
  ])("%j is refused: %s", (list, message) => expect(() => parseFailureList(list)).toThrow(message));

  test("names every wrong entry at once", () => {
    expect(() => parseFailureList("75, 0, timeout, nope")).toThrow(/"0" holds 0.*; "nope" is not known/);
  });

  test("of anything at all is read or refused with a UserError", () => {
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom(...Array.from("/\\[](),-0123 \nsigKILLtimeou")) }),
      fc.string(),
      fc
        .array(fc.constantFrom("75", "1-5", "any", "/x/i", "/[,/]/", "SIGHUP", ""), { minLength: 1 })
        .map((list) => list.join(",")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(parseFailureList(text).length).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: casesOf(10_000) },
    );
  });
});
