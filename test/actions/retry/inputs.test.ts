import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseInputs } from "../../../src/actions/inputs/parse.ts";
import { inOurWords, rules, schema } from "../../../src/actions/retry/inputs.ts";
import { UserError } from "../../../src/policy/user-error.ts";
import { casesOf } from "../../cases.ts";

/** As the action reads them: checked as given, then translated. */
function parse(given: Record<string, string>, platform: NodeJS.Platform = "linux") {
  const raw = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, given[name] ?? ""]));
  parseInputs(schema, raw, ...rules);
  return inOurWords(raw, platform);
}

function faultOf(given: Record<string, string>): string {
  try {
    parse(given);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error("nothing was wrong");
}

const texts = (list: readonly { text: string }[] | undefined) => list?.map(({ text }) => text).join(", ");

describe("defaults", () => {
  test("are ours with run", () => {
    expect(parse({ run: "x" })).toEqual({
      run: "x",
      "max-attempts": 3,
      "initial-delay": 1_000,
      backoff: 2,
      "max-delay": 60_000,
      jitter: "full",
      "on-failure": "fail",
      warning_on_retry: false,
    });
  });

  test("are those of nick-fields/retry with command", () => {
    const { "retry-on": retryOn, ...rest } = parse({ command: "x" });
    expect(rest).toEqual({
      run: "x",
      "max-attempts": 3,
      "initial-delay": 10_000,
      backoff: 1,
      "max-delay": 10_000,
      jitter: "none",
      "on-failure": "fail",
      warning_on_retry: true,
    });
    expect(texts(retryOn)).toBe("any");
  });

  test("of nick-fields/retry give way to what is said in our words", () => {
    const inputs = parse({
      command: "x",
      backoff: "3",
      "retry-on": "75",
      "max-attempts": "9",
      "on-failure": "continue",
    });
    expect(inputs).toMatchObject({
      "initial-delay": 1_000,
      backoff: 3,
      jitter: "full",
      "max-attempts": 9,
      "on-failure": "continue",
    });
    expect(texts(inputs["retry-on"])).toBe("75");
  });

  test("hold for the shell of a command on Windows, and only there", () => {
    expect(parse({ command: "x" }, "win32").shell).toBe("powershell");
    expect(parse({ command: "x", shell: "bash" }, "win32").shell).toBe("bash");
    expect(parse({ run: "x" }, "win32").shell).toBeUndefined();
    expect(parse({ command: "x" }).shell).toBeUndefined();
  });
});

describe("an input of nick-fields/retry", () => {
  test.each<[Record<string, string>, object]>([
    [{ timeout_minutes: "10" }, { timeout: 600_000 }],
    [{ timeout_minutes: "0.5" }, { timeout: 30_000 }],
    [{ timeout_seconds: "1.5" }, { timeout: 1_500 }],
    [{ max_attempts: "7" }, { "max-attempts": 7 }],
    [{ retry_wait_seconds: "0" }, { "initial-delay": 0, "max-delay": 0 }],
    [{ retry_wait_seconds: "0.5" }, { "initial-delay": 500, "max-delay": 500, backoff: 1, jitter: "none" }],
    [{ polling_interval_seconds: "5" }, {}],
    [{ warning_on_retry: "false" }, { warning_on_retry: false }],
    [{ continue_on_error: "true" }, { "on-failure": "continue" }],
    [{ continue_on_error: "FALSE" }, { "on-failure": "fail" }],
    [
      { on_retry_command: "a", new_command_on_retry: "b" },
      { on_retry_command: "a", new_command_on_retry: "b" },
    ],
  ])("%j means %j", (given, meant) => expect(parse({ command: "x", ...given })).toMatchObject(meant));

  test.each([
    [{ retry_on: "any" }, "any"],
    [{ retry_on: "error" }, "error"],
    [{ retry_on: "timeout" }, "timeout, idle-timeout"],
    [{ retry_on_exit_code: "75" }, "75, timeout, idle-timeout"],
    [{ retry_on_exit_code: "75", retry_on: "any" }, "75, timeout, idle-timeout"],
    [{ retry_on_exit_code: "75", retry_on: "error" }, "75"],
    [{ retry_on_exit_code: "75", retry_on: "timeout" }, "timeout, idle-timeout"],
  ])("%j retries on %s, with command and with run", (given, list) => {
    expect(texts(parse({ command: "x", ...given })["retry-on"])).toBe(list);
    expect(texts(parse({ run: "x", ...given })["retry-on"])).toBe(list);
  });

  test.each([
    ["command", "a\0b", "it holds a null byte; remove it"],
    ["timeout_minutes", "ten", "not a number; write a number of minutes, such as 30"],
    ["timeout_minutes", "10m", "not a number; write a number of minutes, such as 30"],
    ["timeout_minutes", "0", "no time at all"],
    ["timeout_minutes", "7201", "longer than 5d, the longest a job may run"],
    ["timeout_seconds", "-1", "not a number; write a number of seconds, such as 30"],
    ["timeout_seconds", "1e3", "not a number"],
    ["max_attempts", "0", "not within bounds; write a whole number from 1 to 1000"],
    ["max_attempts", "2.5", "write a whole number from 1 to 1000"],
    ["retry_wait_seconds", "10s", "not a number; write a number of seconds, such as 30"],
    ["polling_interval_seconds", "often", "not a number"],
    ["retry_on", "failure", "not known; write any, timeout or error"],
    ["retry_on_exit_code", "0", "write a whole number from 1 to 4294967295"],
    ["retry_on_exit_code", "1,2", "write a whole number"],
    ["warning_on_retry", "yes", "neither true nor false; write true or false"],
    ["on_retry_command", "\0", "it holds a null byte"],
    ["new_command_on_retry", "\0", "it holds a null byte"],
    ["continue_on_error", "1", "neither true nor false; write true or false"],
    ["shell", "bash\n-x", "it holds a line break"],
  ])("%s written as %j is one clear error", (name, value, fault) => {
    const message = faultOf({ command: "x", [name]: value });
    expect(message).toContain(`input ${name} is ${JSON.stringify(value)}: `);
    expect(message).toContain(fault);
    expect(message).not.toContain("\n");
  });
});

describe("one thing said twice", () => {
  test.each([
    ["command", "x", "run", "y"],
    ["timeout_minutes", "1", "timeout_seconds", "1"],
    ["timeout_minutes", "1", "timeout", "1m"],
    ["timeout_seconds", "1", "timeout", "1m"],
    ["max_attempts", "1", "max-attempts", "1"],
    ["retry_wait_seconds", "1", "initial-delay", "1s"],
    ["retry_wait_seconds", "1", "backoff", "2"],
    ["retry_wait_seconds", "1", "max-delay", "1s"],
    ["retry_wait_seconds", "1", "jitter", "none"],
    ["retry_on", "any", "retry-on", "any"],
    ["retry_on_exit_code", "1", "retry-on", "any"],
    ["continue_on_error", "true", "on-failure", "continue"],
  ])("as %s and %s is an error that names both", (theirs, value, ours, own) => {
    const script = theirs === "command" ? {} : { run: "x" };
    expect(faultOf({ ...script, [theirs]: value, [ours]: own })).toBe(
      `inputs ${theirs} and ${ours} say the same thing: write one of them`,
    );
  });
});

describe("what bounds what", () => {
  test.each([
    [{ "initial-delay": "5m" }, 'input initial-delay is "5m", above max-delay, which is "1m"'],
    [
      { "initial-delay": "2s", "max-delay": "1500ms" },
      'input initial-delay is "2s", above max-delay, which is "1500ms"',
    ],
    [{ timeout: "10m", deadline: "5m" }, 'input timeout is "10m", above deadline, which is "5m"'],
    [{ "idle-timeout": "6m", deadline: "5m" }, 'input idle-timeout is "6m", above deadline, which is "5m"'],
    [{ timeout_minutes: "10", deadline: "5m" }, 'input timeout_minutes is "10", above deadline, which is "5m"'],
    [{ timeout_seconds: "61", deadline: "1m" }, 'input timeout_seconds is "61", above deadline, which is "1m"'],
  ])("%j is an error that names both", (given, fault) => {
    expect(faultOf({ run: "x", ...given })).toBe(`${fault}: lower the one or raise the other`);
  });

  test.each<Record<string, string>>([
    { "initial-delay": "60s" },
    { "max-delay": "100ms" },
    { "max-delay": "0s" },
    { timeout: "5m", "idle-timeout": "5m", deadline: "5m" },
    { timeout_minutes: "5", deadline: "5m" },
    { timeout: "5d" },
  ])("%j is none", (given) => {
    expect(parse({ run: "x", ...given })).toHaveProperty("run");
  });

  test("is not told of what is no duration", () => {
    expect(faultOf({ run: "x", timeout: "10", deadline: "5m" })).toMatch(/^input timeout is "10": a duration needs/);
  });
});

test("no script at all is an error that names both ways to give one", () => {
  expect(faultOf({})).toBe("input run or command is missing: give it a value");
});

test("every fault of both vocabularies is listed at once", () => {
  expect(faultOf({ timeout_minutes: "x", "idle-timeout": "5", max_attempts: "3", "max-attempts": "3" })).toBe(
    [
      "4 inputs are wrong:",
      '- input idle-timeout is "5": a duration needs its unit; write 5s for seconds or 5m for minutes',
      '- input timeout_minutes is "x": not a number; write a number of minutes, such as 30',
      "- input run or command is missing: give it a value",
      "- inputs max_attempts and max-attempts say the same thing: write one of them",
    ].join("\n"),
  );
});

test("whatever is given is understood or refused under a name that was given", () => {
  const values = fc.oneof(
    fc.constantFrom("1", "0.5", "30s", "true", "any", "timeout", "75", "none", "fail", "x", "1m", "error", "2"),
    fc.string(),
  );
  const names = fc.constantFrom(...Object.keys(schema.shape));
  fc.assert(
    fc.property(fc.dictionary(names, values, { maxKeys: 6 }), (given) => {
      try {
        expect(parse({ command: "x", ...given })).toHaveProperty("run");
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const named = error.message.matchAll(/^(?:- )?inputs? ([\w-]+)(?: and ([\w-]+))? (?:is|say) /gm);
        const unknown = [...named]
          .flatMap(([, ...both]) => both)
          .filter((name) => name !== undefined && !(name in given));
        if (unknown.some((name) => name !== "command")) throw error;
      }
    }),
    { numRuns: casesOf(5_000) },
  );
});
