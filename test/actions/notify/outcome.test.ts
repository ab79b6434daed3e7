import { describe, expect, it } from "vitest";
import { parseInputs } from "../../../src/actions/inputs/parse.ts";
import { schema } from "../../../src/actions/notify/inputs.ts";
import { outcomeOf } from "../../../src/actions/notify/outcome.ts";

function outcome(given: Readonly<Record<string, string>>): string {
  const { kind, ...told } = outcomeOf(parseInputs(schema, given));
  return [kind, ...Object.values(told).map((value) => JSON.stringify(value))].join(" ");
}

/** `toJSON(needs)` of jobs `a`, `b`, …, with these results. */
function needs(...results: readonly string[]): string {
  const jobs = results.map((result, index) => [String.fromCharCode(97 + index), { result, outputs: {} }]);
  return JSON.stringify(Object.fromEntries(jobs));
}

const nobody = '{"failed":[],"others":[]}';

describe("a job that tells of itself", () => {
  it.each([
    ["success", "succeeded"],
    ["completed", "succeeded"],
    ["failure", `failed ${nobody}`],
    ["failed", `failed ${nobody}`],
    ["paused", `failed ${nobody}`],
    ["cancelled", 'neither "cancelled"'],
    ["suspended", 'neither "suspended"'],
    ["skipped", 'neither "skipped"'],
  ])("with status %s has %s", (status, told) => {
    expect(outcome({ status })).toBe(told);
  });

  it("has failed by a cancellation where that is asked for", () => {
    expect(outcome({ status: "cancelled", "on-cancelled": "failure" })).toBe(`failed ${nobody}`);
  });
});

describe("a job that tells of those it needs and takes a cancellation for a failure", () => {
  const timeout = { "on-cancelled": "failure", status: "success" };
  it("has failed with one that ran out of its time", () => {
    const told = outcome({ ...timeout, needs: needs("success", "cancelled") });
    expect(told).toBe('failed {"failed":["b"],"others":["a"]}');
  });

  it("is a success with all of them", () => {
    expect(outcome({ ...timeout, needs: needs("success", "success") })).toBe("succeeded");
  });
});

describe("a job that tells of those it needs", () => {
  it.each<[string, string, string, string]>([
    [
      "has failed with one of them",
      needs("success", "failure", "cancelled"),
      "success",
      'failed {"failed":["b"],"others":["a","c"]}',
    ],
    ["is a success where one was skipped", needs("success", "skipped"), "success", "succeeded"],
    ["tells nothing where one was cancelled", needs("success", "cancelled"), "success", 'neither "cancelled"'],
    ["tells nothing where all were skipped", needs("skipped", "skipped"), "success", 'neither "skipped"'],
    ["is no success while a run waits", needs("success"), "suspended", 'neither "suspended"'],
    ["has failed with what is said of them", needs("success"), "paused", 'failed {"failed":[],"others":["a"]}'],
    ["is a success without any", needs(), "success", "succeeded"],
  ])("%s", (_, json, status, told) => {
    expect(outcome({ needs: json, status })).toBe(told);
  });
});

describe("an input", () => {
  it.each([
    ["status", "green", "not known; write success, completed"],
    ["needs", '{"a":{"result":"fine"}}', "not the context needs; write ${{ toJSON(needs) }}"],
    ["steps", "{", "not the context steps; write ${{ toJSON(steps) }}"],
    ["mentions", "octocat", '"octocat" calls on nobody'],
    ["renotify-after", "1s", "not within bounds; write a duration from 1m to 365d"],
    ["runbook-url", "javascript:alert(1)", "no address of the web; write https://…"],
    ["runbook-url", "wiki/Runbook", "no address of the web; write https://…"],
    ["ledger", "file", "not known; write auto, refs, branches, issue or directory"],
    ["incident-key", "a\nb", "it holds a line break or control character"],
  ])("%s written as %j is one clear error", (name, text, fault) => {
    expect(() => parseInputs(schema, { [name]: text })).toThrow(fault);
  });

  it("is read", () => {
    const mentions = "@octocat\n@octo-org/platform\n<@U012AB3CD>\nname@example.com";
    expect(parseInputs(schema, { mentions, "renotify-after": "1d", "job-total": "256" })).toMatchObject({
      mentions: mentions.split("\n"),
      "renotify-after": 86_400_000,
      "job-total": 256,
      severity: "error",
      "fail-on-error": false,
    });
  });

  it("that tells how many jobs there are is one where nobody knows", () => {
    for (const text of ["null", "0", "many"]) expect(parseInputs(schema, { "job-total": text })["job-total"]).toBe(1);
  });
});
