import { assert, constantFrom, dictionary, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { ContextError, readContext, requireContext, runAttemptUrl } from "../../src/github/context.ts";
import { casesOf } from "../cases.ts";

const RUNNER = {
  GITHUB_REPOSITORY: "octocat/hello-world",
  GITHUB_RUN_ID: "4711",
  GITHUB_RUN_ATTEMPT: "3",
  GITHUB_JOB: "build",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_API_URL: "https://api.github.com",
  GITHUB_WORKSPACE: "/home/runner/work/hello-world",
  RUNNER_TEMP: "/home/runner/work/_temp",
  RUNNER_TOOL_CACHE: "/opt/hostedtoolcache",
  GITHUB_ACTION: "__owner_action",
  GITHUB_RETENTION_DAYS: "90",
};

describe("the runner's context", () => {
  test("is read whole and frozen", () => {
    const context = readContext(RUNNER);
    expect(context).toMatchObject({
      repository: { owner: "octocat", name: "hello-world" },
      runId: 4711,
      attempt: 3,
      job: "build",
      temporaryFolder: "/home/runner/work/_temp",
      act: false,
      enterpriseServer: false,
    });
    expect(Object.isFrozen(context)).toBe(true);
    expect(runAttemptUrl(context)).toBe("https://github.com/octocat/hello-world/actions/runs/4711/attempts/3");
  });

  test("may be empty: nothing is missing until it is needed", () => {
    const context = readContext({ GITHUB_JOB: "" });
    expect(context).toMatchObject({ repository: undefined, job: undefined, apiUrl: "https://api.github.com" });
    expect(runAttemptUrl(context)).toBeUndefined();
    expect(() => requireContext(context, "runId", "repository")).toThrow(
      new ContextError(
        "GITHUB_RUN_ID, GITHUB_REPOSITORY not set: this works only in a job of GitHub Actions, or under act",
      ),
    );
  });

  test("gives what is needed and there", () => {
    const { runId } = requireContext(readContext(RUNNER), "runId");
    expect(runId).toBe(4711);
  });

  test.each([
    ["GITHUB_RUN_ID", "12a", "not a whole number"],
    ["GITHUB_RUN_ID", "0", "less than 1"],
    ["GITHUB_RUN_ID", "9999999999999999", "more than 9007199254740991"],
    ["GITHUB_RUN_ATTEMPT", "10001", "more than 10000"],
    ["GITHUB_RUN_ATTEMPT", "-1", "not a whole number"],
    ["GITHUB_REPOSITORY", "octocat", "not owner/name"],
    ["GITHUB_REPOSITORY", "a/b/c", "not owner/name"],
    ["GITHUB_API_URL", "file:///etc", "not an http address"],
    ["GITHUB_SERVER_URL", "github.com", "not an http address"],
    ["GITHUB_JOB", "x".repeat(5000), "longer than 4096 characters"],
  ])("refuses %s = %j, naming both", (name, value, why) => {
    const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
    expect(() => readContext({ ...RUNNER, [name]: value })).toThrow(
      new ContextError(`${name} is ${JSON.stringify(shown)}: ${why}`),
    );
  });

  test("names all that is wrong at once", () => {
    expect(() => readContext({ GITHUB_RUN_ID: "x", GITHUB_REPOSITORY: "y" })).toThrow(
      /GITHUB_REPOSITORY.*\n.*GITHUB_RUN_ID/,
    );
  });

  test.each([
    ["https://github.com", false],
    ["https://octo.ghe.com", false],
    ["http://github.localhost", false],
    ["https://github.example.com", true],
    ["https://evilghe.com", true],
  ])("on %s the server is an enterprise's own: %j", (server, expected) => {
    expect(readContext({ GITHUB_SERVER_URL: server }).enterpriseServer).toBe(expected);
  });

  test("knows act", () => {
    expect(readContext({ ACT: "true" }).act).toBe(true);
  });

  test("refuses or reads anything, and never breaks otherwise", () => {
    const environments = dictionary(constantFrom(...Object.keys(RUNNER)), string({ unit: "binary" }));
    assert(
      property(environments, (environment) => {
        expect(outcomeOf(environment)).toMatch(/^(read|refused)$/);
      }),
      { numRuns: casesOf(10_000) },
    );
  });
});

function outcomeOf(environment: Record<string, string>): string {
  try {
    readContext(environment);
    return "read";
  } catch (error) {
    return error instanceof ContextError ? "refused" : String(error);
  }
}
