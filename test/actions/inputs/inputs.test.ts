import { getInput } from "@actions/core";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { defaultsOf, input, withDefault } from "../../../src/actions/inputs/input.ts";
import { parseInputs, readInputs } from "../../../src/actions/inputs/parse.ts";
import { retryPolicy } from "../../../src/actions/inputs/retry-inputs.ts";
import { needOneOf, onlyOneOf } from "../../../src/actions/inputs/rules.ts";
import { vocabulary } from "../../../src/actions/inputs/vocabulary.ts";
import { UserError } from "../../../src/policy/user-error.ts";
import { casesOf } from "../../cases.ts";

const schema = z.object({
  run: vocabulary.run,
  timeout: z.optional(vocabulary.timeout),
  "max-attempts": withDefault(vocabulary["max-attempts"], "3"),
  token: z.optional(vocabulary.token),
});

const pieces: Record<string, z.core.$ZodType> = vocabulary;

function faultsOf(name: string, text: string): string {
  try {
    parseInputs(z.object({ [name]: pieces[name]! }), { [name]: text });
  } catch (error) {
    if (error instanceof UserError) return String(error);
    throw error;
  }
  return "";
}

describe("inputs", () => {
  test("come typed and frozen, defaults filled in", () => {
    const inputs = parseInputs(schema, { run: "make", timeout: "1m30s", "max-attempts": "", token: "" });
    expect(inputs).toEqual({ run: "make", timeout: 90_000, "max-attempts": 3 });
    expect(Object.isFrozen(inputs)).toBe(true);
  });

  test("left empty count as not given", () => {
    expect(() => parseInputs(schema, { run: "" })).toThrow(new UserError("input run is missing: give it a value"));
  });

  test("report every fault at once, with the input, its value and what to write instead", () => {
    const raw = { run: "", timeout: "30", "max-attempts": "0", token: "" };
    const rules = [onlyOneOf("timeout", "max-attempts"), needOneOf("run", "command")];
    expect(() => parseInputs(schema, raw, ...rules)).toThrow(
      new UserError(
        [
          "5 inputs are wrong:",
          "- input run is missing: give it a value",
          '- input timeout is "30": a duration needs its unit; write 30s for seconds or 30m for minutes',
          '- input max-attempts is "0": not within bounds; write a whole number from 1 to 1000',
          "- inputs timeout and max-attempts say the same thing: write one of them",
          "- input run or command is missing: give it a value",
        ].join("\n"),
      ),
    );
  });

  test("never show a secret, nor more than the beginning of a long value", () => {
    expect(faultsOf("token", "ghs_secret\nx")).toBe(
      "UserError: input token is set: it holds a line break or control character; write it on one line",
    );
    expect(faultsOf("jitter", "x".repeat(5_000))).toHaveLength(
      `UserError: input jitter is "${"x".repeat(60)}…": not known; write full or none`.length,
    );
  });

  test("throw nothing of their own for a fault in our code", () => {
    const broken = z.object({ x: input(() => JSON.parse("{")) });
    expect(() => parseInputs(broken, { x: "1" })).toThrow(SyntaxError);
  });

  test("know their defaults as action.yml writes them", () => {
    expect(defaultsOf(schema)).toEqual({ run: undefined, timeout: undefined, "max-attempts": "3", token: undefined });
  });

  test("are read as @actions/core reads them", () => {
    for (const name of ["max-attempts", "max_attempts", "two words", "Mixed"]) {
      const environment = { [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`]: " \n padded \n" };
      vi.stubEnv(Object.keys(environment)[0]!, Object.values(environment)[0]);
      const own = readInputs(environment, z.object({ [name]: z.string() }));
      expect(own[name]).toBe("padded");
      expect(own[name]).toBe(getInput(name));
      vi.unstubAllEnvs();
    }
    expect(readInputs({}, schema)).toEqual({ run: "", timeout: "", "max-attempts": "", token: "" });
  });
});

describe("a shared input", () => {
  test.each<[string, string, string]>([
    ["run", "a\0b", "null byte"],
    ["shell", "bash\n", "line break"],
    ["working-directory", "a\tb", "control character"],
    ["key", "x".repeat(201), "it has 201 characters; write at most 200"],
    ["lane", "a\nb", "line break"],
    ["step", "a\u001bb", "control character"],
    ["fingerprint", "\0", "null byte"],
    ["on-change", "ignore", "write fail, rerun or replay"],
    ["unless", "\0", "null byte"],
    ["semantics", "exactly-once", "write at-least-once or at-most-once"],
    ["paths", "a\n".repeat(1_001), "it has 1001 lines; write at most 1000"],
    ["max-attempts", "1.5", "whole number from 1 to 1000"],
    ["max-attempts", "-1", "whole number from 1 to 1000"],
    ["max-attempts", "1e3", "whole number from 1 to 1000"],
    ["max-attempts", "unlimited", "whole number from 1 to 1000"],
    ["initial-delay", "10", "write 10s for seconds"],
    ["backoff", "0.5", "a number from 1 to 100"],
    ["backoff", "x2", "a number from 1 to 100"],
    ["max-delay", "6d", "longer than 5d, the longest a job may run"],
    ["jitter", "Full", "write full or none"],
    ["timeout", "0s", "no time at all"],
    ["timeout", "ten minutes", "such as 30s, 10m or 1m30s"],
    ["deadline", "100h30", "not a duration"],
    ["idle-timeout", "-5m", "not a duration"],
    ["retry-on", "timeouts", '"timeouts" is not known'],
    ["give-up-on", "/(/", "no regular expression"],
    ["on-failure", "ignore", "write fail or continue"],
    ["token", "a\nb", "line break"],
  ])("%s written as %j is one clear error", (name, text, fault) => {
    const message = faultsOf(name, text);
    expect(message).toMatch(new RegExp(`^UserError: input ${name} is (".*"|set): .+`));
    expect(message).toContain(fault);
  });

  test("of any name takes any text as a value or as a UserError", () => {
    const names = fc.constantFrom(...Object.keys(vocabulary));
    fc.assert(
      fc.property(names, fc.string({ minLength: 1 }), (name, text) => {
        expect(faultsOf(name, text)).toMatch(/^$|^UserError: input /);
      }),
      { numRuns: casesOf(5_000) },
    );
  });
});

test("the retry inputs make the policy they name", () => {
  const retryOn = [{ text: "any", matches: () => true }];
  const inputs = {
    "max-attempts": 5,
    "initial-delay": 1,
    backoff: 2,
    "max-delay": 3,
    jitter: "none",
    deadline: 4,
    "retry-on": retryOn,
    "give-up-on": undefined,
  } as const;
  expect(retryPolicy(inputs)).toEqual({
    maxAttempts: 5,
    backoff: { initialDelay: 1, factor: 2, maxDelay: 3, jitter: "none" },
    deadline: 4,
    retryOn,
  });
});
