import { describe, expect, it } from "vitest";
import { auditOf } from "../../examples/dependency-audit/audit/audit.ts";
import { htmlOf } from "../../examples/dependency-audit/audit/html.ts";
import { readLookUps } from "../../examples/dependency-audit/audit/look-ups.ts";
import { markdownOf } from "../../examples/dependency-audit/audit/markdown.ts";

const hostile = '<img src=x onerror="alert(1)">|`@octocat`\u202e\u001b[31m\n# big';

function locked(name: string) {
  return { name, version: "1.0.0", licence: "MIT", deprecated: undefined, installScript: false, development: false };
}

const lockfile = {
  project: "ours",
  packages: ["fine", "gone", "lost", "old", hostile].map(locked),
  skipped: [{ entry: "packages/w", because: "a workspace of the project" }],
};
const facts = (more: object) => ({
  answer: JSON.stringify({ latest: "1.0.0", licence: "MIT", installScript: false, ...more }),
});
const lookUps = readLookUps(
  [
    { key: "fine@1.0.0", status: "succeeded", outputs: facts({}) },
    { key: "gone@1.0.0", status: "succeeded", outputs: { answer: '{"absent":"no package gone"}' } },
    { key: "lost@1.0.0", status: "failed", error: { message: "HTTP 503" } },
    { key: "old@1.0.0", status: "succeeded", outputs: facts({ latest: "1.0.1" }) },
    { key: `${hostile}@1.0.0`, status: "succeeded", outputs: facts({ deprecated: hostile }) },
  ]
    .map((result) => `${JSON.stringify(result)}\n`)
    .join(""),
);
const audit = auditOf(lockfile, lookUps);

describe("an audit", () => {
  it("puts the worst first, and counts", () => {
    expect(audit.found.map(({ package: { name } }) => name)).toEqual([hostile, "old"]);
    expect(audit.counts).toEqual({ deprecated: 1, unlicensed: 0, "install-script": 0, outdated: 1 });
  });

  it("names what could not be looked up, also where nothing is known of why", () => {
    expect(audit.notLookedUp).toEqual([{ package: locked("lost"), error: "HTTP 503" }]);
    expect(auditOf(lockfile, []).notLookedUp.map(({ error }) => error)).toEqual(Array(5).fill("was not looked up"));
  });
});

it("an audit leaves out what the registry says that it does not have", () => {
  expect(audit.skipped).toEqual([...lockfile.skipped, { entry: "gone@1.0.0", because: "no package gone" }]);
});

describe.each([
  ["Markdown", markdownOf],
  ["HTML", htmlOf],
])("the report in %s", (_, render) => {
  it("says what was found, what could not be looked up and what was left out", () => {
    const report = render(audit);
    for (const part of ["old@1.0.0", "patch behind", "lost@1.0.0", "HTTP 503", "packages/w", "no package gone"]) {
      expect(report).toContain(part);
    }
  });

  it("leaves out what there is none of", () => {
    const report = render(auditOf({ ...lockfile, packages: [], skipped: [] }, []));
    expect(report).not.toMatch(/undefined|looked up<\/caption>|## /);
  });

  it("lets no control character of a package through", () => {
    const report = render(audit);
    expect(report).not.toContain("\u202e");
    expect(report).not.toContain("\u001b");
  });
});

it("what a package says acts nowhere in the HTML", () => {
  const report = htmlOf(audit);
  expect(report).not.toContain("<img");
  expect(report).toContain("&#60;img src=x onerror=&#34;alert(1)&#34;&#62;");
});

it("what a package says stays within one code span of one cell in the Markdown", () => {
  const line = markdownOf(audit)
    .split("\n")
    .find((text) => text.includes("<img"));
  expect(line).toMatch(/^\| `[^`]+` \| deprecated \| `[^`]+` \|$/);
  expect(line!.match(/(?<!\\)\|/g)).toHaveLength(4);
});
