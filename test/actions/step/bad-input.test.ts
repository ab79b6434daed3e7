import { describe, expect, it } from "vitest";
import { schema as saveSchema } from "../../../src/actions/checkpoint-save/inputs.ts";
import { schema as checkpointSchema } from "../../../src/actions/checkpoint/inputs.ts";
import type { InputSchema } from "../../../src/actions/inputs/input.ts";
import { parseInputs } from "../../../src/actions/inputs/parse.ts";
import { rules as stepRules, schema as stepSchema } from "../../../src/actions/step/inputs.ts";
import { UserError } from "../../../src/policy/user-error.ts";
import { openJob, type ActionName, type Inputs } from "../job.ts";

const long = "x".repeat(201);
const many = Array.from({ length: 1001 }, (_, line) => `line ${line}`).join("\n");
const huge = "x".repeat(4001);

const wrongLine = [
  ["two\nlines", "write it on one line"],
  ["a\u0007bell", "write it on one line"],
] as const;
const wrongName = [...wrongLine, [long, "write at most 200"]] as const;
const wrongText = [["a\0b", "remove it"]] as const;
const wrongDuration = [
  ["30", "a duration needs its unit; write 30s"],
  ["soon", "write a number with its unit"],
  ["-1s", "write a number with its unit"],
  ["1.5.2s", "write a number with its unit"],
  ["99d", "or less"],
] as const;
const wrongLimit = [...wrongDuration, ["0s", "write a duration such as 30s, or leave it out"]] as const;
const wrongFailures = [
  ["soon", "write"],
  ["/(/", "mend it or escape its special characters"],
  ["/open", "write it between slashes"],
  ["5-1", "write"],
] as const;
const wrongWord = (words: string) => [["maybe", `not known; write ${words}`]] as const;

/** What is wrong with each input, and how the error ends: with what to write instead. */
const wrong: Readonly<Record<string, readonly (readonly [value: string, advice: string])[]>> = {
  run: [["", "give it a value"], ...wrongText],
  shell: [
    ...wrongLine,
    ["x".repeat(1001), "write at most 1000"],
    ["fish", "nor a template with {0}"],
    ["perl -w", "{0}"],
  ],
  "working-directory": [...wrongLine, [huge, "write at most 4000"]],
  key: wrongName,
  lane: wrongName,
  step: wrongName,
  fingerprint: wrongText,
  "on-change": wrongWord("fail, rerun or replay"),
  paths: [
    [many, "write at most 1000"],
    ["!**/*.map", "write a line that does not begin with ! or #"],
    ["# what is built\n!dist", "it names nothing to keep"],
  ],
  store: wrongWord("auto, cache, artifact or directory"),
  "secret-variables": [
    [many, "write at most 1000"],
    ["MYTHING, OTHER", 'set: "MYTHING, OTHER" is no name of a variable; write one name a line'],
    ["FIRST\n$SECOND", 'set: "$SECOND" is no name'],
    ["1ST", 'set: "1ST" is no name'],
  ],
  token: [...wrongLine, [huge, "write at most 4000"]],
  matrix: wrongText,
  unless: wrongText,
  semantics: wrongWord("at-least-once or at-most-once"),
  "max-attempts": ["0", "-1", "1.5", "many", "1001"].map((value) => [value, "write a whole number from 1 to 1000"]),
  "initial-delay": wrongDuration,
  backoff: ["0.5", "-2", "twice", "101"].map((value) => [value, "write a number from 1 to 100"]),
  "max-delay": wrongDuration,
  jitter: wrongWord("full or none"),
  timeout: wrongLimit,
  deadline: wrongLimit,
  "idle-timeout": wrongLimit,
  "retry-on": wrongFailures,
  "give-up-on": wrongFailures,
  circuit: wrongName,
  "on-failure": wrongWord("fail or continue"),
  "job-status": wrongText,
  outputs: wrongText,
};

/** The error for one wrong input among right ones. */
function errorOf(schema: InputSchema, name: string, value: string): string {
  try {
    parseInputs(schema, { ...("run" in schema.shape && { run: "true" }), step: "build", [name]: value });
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "nothing is wrong";
}

describe("every input that is wrong", () => {
  it.each([
    ["the durable step", stepSchema],
    ["a checkpoint", checkpointSchema],
    ["saving a checkpoint", saveSchema],
  ] as const)("gives one error that names it, its value and what to write: %s", (action, schema) => {
    const cases = Object.keys(schema.shape).flatMap((name) =>
      (wrong[name] ?? []).map(([value, advice]) => ({ name, value, advice })),
    );
    const broken = cases.flatMap(({ name, value, advice }) => {
      const error = errorOf(schema, name, value);
      const shown = /token|secret/.test(name)
        ? "set"
        : JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
      const start = value === "" ? `input ${name} is missing: ` : `input ${name} is ${shown}: `;
      const isClear = error.startsWith(start) && error.includes(advice) && !error.includes("\n");
      return isClear ? [] : [`${name} = ${shown} → ${error}`];
    });
    console.log(`wrong inputs of ${action}: ${cases.length - broken.length} of ${cases.length} are explained`);
    expect(broken).toEqual([]);
    expect(Object.keys(schema.shape).filter((name) => !(name in wrong))).toEqual([]);
  });
});

describe("inputs of the durable step that do not go together", () => {
  it.each([
    [{ "initial-delay": "5m" }, 'input initial-delay is "5m", above max-delay, which is "1m"'],
    [{ "initial-delay": "5m", "max-delay": "1m" }, 'input initial-delay is "5m", above max-delay, which is "1m"'],
    [{ timeout: "10m", deadline: "5m" }, 'input timeout is "10m", above deadline, which is "5m"'],
    [{ "idle-timeout": "10m", deadline: "5m" }, 'input idle-timeout is "10m", above deadline, which is "5m"'],
  ])("are an error that names both: %j", (given, fault) => {
    const both = () => parseInputs(stepSchema, { run: "true", ...given }, ...stepRules);
    expect(both).toThrow(new UserError(`${fault}: lower the one or raise the other`));
  });

  it("are let be where the runner gives a default that a bound cuts", () => {
    const given = { run: "true", "initial-delay": "1s", "max-delay": "0s" };
    expect(parseInputs(stepSchema, given, ...stepRules)).toMatchObject({ "initial-delay": 1000, "max-delay": 0 });
  });
});

describe.concurrent("what only shows against the job", () => {
  const table: readonly [uses: ActionName, inputs: Inputs, error: RegExp][] = [
    [
      "step",
      { timeout: "30", jitter: "half" },
      /::error::2 inputs are wrong:%0A- input jitter is "half": .*%0A- input timeout is "30": /,
    ],
    ["step", { paths: "../elsewhere" }, /::error::.*paths.*"\.\.\/elsewhere".*write it relative to/],
    ["step", { paths: "/etc/passwd" }, /::error::.*paths.*"\/etc\/passwd".*write it relative to/],
    ["checkpoint", { paths: "../elsewhere" }, /::error::.*paths.*"\.\.\/elsewhere".*write it relative to/],
    ["step", { matrix: "{not json" }, /::error::input matrix is "\{not json": .*leave it out/],
    ["step", { "initial-delay": "5m" }, /::error::input initial-delay is "5m", above max-delay, which is "1m"/],
    ["step", { "working-directory": "missing" }, /::error.*the working directory .*missing is not a folder/],
    [
      "step",
      { shell: "fish" },
      /::error::input shell is "fish": shell "fish" is not one of bash, .* nor a template with \{0\}/,
    ],
    ["step", { shell: "no-such-shell {0}" }, /::error.*there is no shell "no-such-shell" on the PATH/],
    [
      "step",
      { store: "artifact" },
      /::error::input store is "artifact": this runner has no artifact service .*write auto or directory/,
    ],
    [
      "checkpoint-save",
      { step: "never" },
      /::error::input step is "never": no checkpoint of that name was begun.*Write the id/,
    ],
  ];
  it.for(table)("%s with %o runs nothing and says why", async ([uses, inputs, error], test) => {
    const job = openJob(test);
    const run: Inputs = uses === "step" ? { run: "touch ran.txt" } : {};
    const refused = await job.step("build", { ...run, ...inputs }, { uses });
    expect(refused.code).toBe(1);
    expect(refused.log).toMatch(error);
    expect(refused.log.match(/::error/g)).toHaveLength(1);
    expect(job.machine.has("ran.txt")).toBe(false);
  });
});
